import ArchitectureModel
import ArchitectureSimulation
import Experiments

/// Two variants of a model that are to be held against each other.
struct CompareRequest: Hashable {
  enum Format: String, CaseIterable, Hashable {
    case text, json
  }

  /// What is compared with.
  var first: ModelChoice
  var second: ModelChoice
  var options: ArchitectureRun.Options
  var format: Format

  /// The folder that the comparison is also written to.
  var output: String?
  var replications: Int
  var confidence: Double

  /// `nil` for as many as there are processors.
  var threads: Int?

  /// What the variants are called in the report.
  var names: [String]

  /// Everything but seed and options of the runs, as it goes into the line that compares again.
  var arguments: [String]

  private static let replicationsByDefault = 20

  init(_ parsed: ParsedArguments) throws(UsageProblem) {
    first = try ModelChoice(parsed)
    second = first
    options = try ArchitectureRun.Options(parsed)
    format = try parsed.choice(of: .comparisonFormat) ?? .text
    output = parsed.value(of: .output)
    replications =
      try parsed.count(of: .replications, atLeast: 2) ?? Self.replicationsByDefault
    confidence = try parsed.confidence()
    threads = try parsed.count(of: .threads, atLeast: 1)
    arguments = first.arguments
    let changes = parsed.values(of: .with)
    if let model = parsed.value(of: .against) {
      second.model = model
      arguments += ["--against", model]
    }
    if let scenario = parsed.value(of: .againstScenario) {
      second.scenario = scenario
      arguments += ["--against-scenario", scenario]
    }
    try second.replace(changes, by: .with)
    for change in changes { arguments += ["--with", change] }
    guard !changes.contains(where: { (try? Override($0))?.path == Knob.seedPath }) else {
      throw UsageProblem(
        "--with \(Knob.seedPath): both variants have the draws of one seed, so that they differ by"
          + " the change alone; how far results of other seeds lie apart is told by --replications")
    }
    guard second.model != first.model || second.scenario != first.scenario || !changes.isEmpty
    else {
      throw UsageProblem(
        "nothing to compare with; say for instance --with app.instances=4, --against FILE or"
          + " --against-scenario NAME")
    }
    let scenarioDiffers = second.scenario != first.scenario
    let modelDiffers = second.model != first.model
    names = [
      Self.name(of: first, modelDiffers, scenarioDiffers || changes.isEmpty, []),
      Self.name(of: second, modelDiffers, scenarioDiffers, changes),
    ]
    if parsed.value(of: .replications) != nil {
      arguments += ["--replications", "\(replications)"]
    }
    if let text = parsed.value(of: .confidence) { arguments += ["--confidence", text] }
  }

  /// As much as tells the variants apart.
  private static func name(
    of choice: ModelChoice, _ saysModel: Bool, _ saysScenario: Bool, _ changes: [String]
  ) -> String {
    var parts: [String] = saysModel ? [choice.model] : []
    if let scenario = choice.scenario, saysScenario { parts.append("scenario \(scenario)") }
    parts += changes
    return parts.isEmpty ? "as is" : parts.joined(separator: ", ")
  }
}
