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

  /// Whether the run is played once more to explain it, in the folder.
  var explains: Bool

  /// How many requests, drawn from the whole run, the traces hold.
  var sampleSize: Int

  private static let usualSample = 200
  private static let largestSample = 10_000

  /// Whether to run again whenever the model changes.
  var watches: Bool

  /// `nil` for a single run.
  var replications: ReplicationRequest?

  /// Of intervals from a single run; `nil` if none are asked for.
  var confidence: Double?

  /// The option that says so.
  var confidenceArguments: [String] = []

  init(_ parsed: ParsedArguments) throws(UsageProblem) {
    choice = try ModelChoice(parsed)
    options = try ArchitectureRun.Options(parsed)
    format = try parsed.choice(of: .format) ?? .text
    output = parsed.value(of: .output)
    watches = parsed.value(of: .watch) != nil
    replications = try ReplicationRequest(parsed)
    explains = parsed.value(of: .explain) != nil
    if explains {
      guard output != nil else {
        throw UsageProblem(
          "--explain adds to what is written to a folder; add --output results, or use simulate"
            + " explain")
      }
      guard replications == nil else {
        throw UsageProblem("--explain is about one run; leave --replications and --precision out")
      }
    }
    sampleSize = try parsed.count(of: .traces, in: 0...Self.largestSample) ?? Self.usualSample
    if parsed.value(of: .traces) != nil, !explains {
      throw UsageProblem("--traces goes with --explain, which writes the traces; add that")
    }
    guard replications == nil, let text = parsed.value(of: .confidence) else { return }
    confidence = try parsed.confidence()
    confidenceArguments = ["--confidence", text]
  }
}
