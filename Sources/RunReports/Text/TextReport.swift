public import ArchitectureSimulation
public import Experiments

/// What a run found out, for people: at most 100 columns wide, the answer first, the line that
/// reproduces it last.
///
/// The sections, each left out where there is nothing to say: what was run, the path of a request, the
/// requests, failures by cause, the components, everything over time with the faults marked, health,
/// detectors, the expectations, notes, changes of state, the audit and the digest. Equal results give
/// equal bytes.
///
/// Names are shown as the model writes them, except that what a terminal would obey instead of show,
/// and what has no certain width, is spelt out (`\u{202E}`), and that long ones lose their middle.
public struct TextReport: Hashable, Sendable {
  /// The whole report, with a line feed at the end.
  public var text: String

  /// Writes the report of `result`.
  ///
  /// - Parameters:
  ///   - calls: Who calls whom in the model, clients included; without, the path of a request is a
  ///     plain list.
  ///   - precision: How certain the figures are, where that was asked for.
  ///   - command: The arguments that make this run again, the name of the program first.
  public init(
    _ result: RunResult, calls: [RequestPath.Call] = [], precision: RunPrecision? = nil,
    reproducedBy command: [String], style: ReportStyle = .plain
  ) {
    let shown = result.displayed(inASCII: style.inASCII)
    let path = RequestPath(
      clients: result.clients.map(\.name), components: result.components.map(\.name), calls: calls)
    let sections = [
      HeadSection(result: shown, style: style).lines,
      PathSection(result: shown, path: path, style: style).lines,
      RequestsSection(result: shown, style: style).lines,
      FailuresSection(result: shown, style: style).lines,
      ComponentsSection(result: shown, style: style).lines,
      BreakersSection(result: shown, style: style).lines,
      ConnectionsSection(result: shown, style: style).lines,
      TimelineSection(result: shown, style: style).lines,
      HealthSection(result: shown, style: style).lines,
      DetectorsSection(result: shown, style: style).lines,
      ExpectationsSection(result: shown, style: style).lines,
      precision.map { PrecisionSection(precision: $0, style: style).lines } ?? [],
      NotesSection(result: shown, style: style).lines,
      LogSection(result: shown, style: style).lines,
      AuditSection(result: shown, style: style).lines,
    ]
    var text = sections.text(in: style)
    let comment = "digest " + result.digest.total.hexadecimal
    text += "\n" + ShellCommand(command, comment: comment, style: style).text + "\n"
    self.text = text
  }
}

extension UInt64 {
  /// Sixteen hexadecimal digits.
  package var hexadecimal: String {
    let digits = String(self, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}
