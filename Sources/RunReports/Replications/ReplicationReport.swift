public import Experiments

/// What several replications of a model found out, for people: every estimate with its interval, every
/// expectation with a verdict at a stated confidence, and last the line that makes it again.
///
/// At most 100 columns wide. Equal results give equal bytes.
public struct ReplicationReport: Hashable, Sendable {
  /// The whole report, with a line feed at the end.
  public var text: String

  /// - Parameter command: The arguments that make these runs again, the name of the program first.
  public init(
    _ result: ReplicatedResult, reproducedBy command: [String], style: ReportStyle = .plain
  ) {
    let sections = [
      ReplicationHead(result: result, style: style).lines,
      MetricsSection(result: result, style: style).clientLines,
      MetricsSection(result: result, style: style).componentLines,
      ReplicatedExpectations(result: result, style: style).lines,
      ReplicationNotes(result: result, style: style).lines,
    ]
    text = sections.text(in: style)
    let comment = "digest " + result.digest.hexadecimal
    text += "\n" + ShellCommand(command, comment: comment, style: style).text + "\n"
  }
}
