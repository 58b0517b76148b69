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

  init(_ parsed: ParsedArguments) throws(UsageProblem) {
    choice = try ModelChoice(parsed)
    options = try ArchitectureRun.Options(parsed)
    format = try parsed.value(of: .format).map(Self.format) ?? .text
    output = parsed.value(of: .output)
  }

  private static func format(_ text: String) throws(UsageProblem) -> Format {
    if let format = Format(rawValue: text) { return format }
    let words = Format.allCases.map(\.rawValue)
    let hint =
      Spelling.nearest(to: text, among: words).map { "; did you mean '\($0)'?" }
      ?? "; known: \(words.joined(separator: ", "))"
    throw UsageProblem("--format: unknown format \(text.quotedForMessage)\(hint)")
  }
}
