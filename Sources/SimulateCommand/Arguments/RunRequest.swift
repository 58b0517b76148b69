import ArchitectureModel
import ArchitectureSimulation

/// A run that is asked for, and what is to become of its result.
struct RunRequest: Hashable {
  enum Format: String, CaseIterable, Hashable {
    case text, json, csv
  }

  var choice: ModelChoice
  var options: ArchitectureRun.Options
  var format: Format

  /// The folder that the result is also written to.
  var output: String?

  /// `nil` for a single run.
  var replications: ReplicationRequest?

  init(_ parsed: ParsedArguments) throws(UsageProblem) {
    choice = try ModelChoice(parsed)
    options = try ArchitectureRun.Options(parsed)
    format = try parsed.choice(of: .format) ?? .text
    output = parsed.value(of: .output)
    replications = try ReplicationRequest(parsed)
  }
}
