import ArchitectureSimulation

/// An explanation that is asked for.
struct ExplainRequest: Hashable {
  enum Format: String, CaseIterable, Hashable {
    case text, json
  }

  var choice: ModelChoice
  var options: ArchitectureRun.Options
  var format: Format

  init(_ parsed: ParsedArguments) throws(UsageProblem) {
    choice = try ModelChoice(parsed)
    options = try ArchitectureRun.Options(parsed)
    format = try parsed.choice(of: .explanationFormat) ?? .text
  }
}
