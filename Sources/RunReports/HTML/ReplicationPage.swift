import ArchitectureSimulation
public import Experiments

/// What several replications found out, as one web page that needs nothing beside itself: verdicts, and
/// every figure with its interval. See ``HTMLReport``.
public struct ReplicationPage: Hashable, Sendable {
  /// The page in UTF-8.
  public var text: String

  /// - Parameters:
  ///   - about: What the model is, in its own words.
  ///   - source: The text of the model file, to be shown at the end.
  ///   - command: The arguments that make these runs again, the name of the program first.
  public init(
    _ result: ReplicatedResult, about: String, source: String, reproducedBy command: [String]
  ) {
    let comment = "digest " + result.digest.hexadecimal
    let title = [result.model.name, result.model.scenario].compactMap { $0 }
    text =
      HTMLPage(
        title: title.joined(separator: " · "),
        data: [
          "about": .text(about), "command": .text(ShellCommand(command, comment: comment).text),
          "source": .text(source),
          "profiles": .object(
            zip(result.clients, result.profiles).map { .init($0, HTMLReport.profile($1)) }),
          "result": ReplicationJSON.tree(of: result),
        ], script: .replications,
        withoutScript: ReplicationReport(result, reproducedBy: command, style: .plain).text
      ).text
  }
}
