import ArchitectureModel
import ArchitectureSimulation
import Experiments

/// A sweep that is asked for.
struct SweepRequest: Hashable {
  enum Format: String, CaseIterable, Hashable {
    case text, csv, jsonl
  }

  enum Draws: String, CaseIterable, Hashable {
    case common, independent
  }

  var choice: ModelChoice
  var knobs: [Knob]
  var scenarios: [String]
  var design: SweepDesign
  var options: ArchitectureRun.Options
  var replications: Int
  var confidence: Double
  var draws: Draws
  var shard: ShardChoice

  /// `nil` for as many as there are processors.
  var threads: Int?
  var format: Format

  /// The folder that keeps the points.
  var output: String?

  init(_ parsed: ParsedArguments) throws(UsageProblem) {
    choice = try ModelChoice(parsed)
    choice.scenario = nil
    scenarios = try Self.scenarios(parsed.value(of: .scenarios))
    knobs = try parsed.knobs()
    guard !knobs.isEmpty || scenarios.count > 1 else {
      throw UsageProblem("nothing to vary; say for instance --vary app.instances=1...8")
    }
    do {
      design =
        try parsed.value(of: .design).map { (text) throws(KnobProblem) in
          try SweepDesign(text)
        } ?? .grid
    } catch {
      throw UsageProblem("--design: \(error.message)")
    }
    options = try ArchitectureRun.Options(parsed)
    replications = try parsed.count(of: .replicationsEach, atLeast: 1) ?? 1
    confidence = try parsed.confidence()
    if replications == 1, parsed.value(of: .confidence) != nil {
      throw UsageProblem("--confidence goes with several runs of a point; add --replications 10")
    }
    draws = try parsed.choice(of: .draws) ?? .common
    shard = try ShardChoice(parsed)
    threads = try parsed.count(of: .threads, atLeast: 1)
    format = try parsed.choice(of: .sweepFormat) ?? .text
    output = parsed.value(of: .sweepOutput)
  }

  private static func scenarios(_ text: String?) throws(UsageProblem) -> [String] {
    guard let text else { return [] }
    let names = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    for (index, name) in names.enumerated() {
      guard !name.isEmpty else {
        throw UsageProblem("--scenario: a name is missing in \(text.quotedForMessage)")
      }
      guard !names[..<index].contains(name) else {
        throw UsageProblem("--scenario: \(name.quotedForMessage) is given twice")
      }
    }
    return names
  }
}

extension ParsedArguments {
  /// What `--vary` says, in its order.
  func knobs() throws(UsageProblem) -> [Knob] {
    var knobs: [Knob] = []
    for text in values(of: .vary) {
      do {
        let override = try Override(text)
        knobs.append(try Knob(path: override.path, values: override.value))
      } catch let problem as KnobProblem {
        throw UsageProblem("--vary: \(problem.message)")
      } catch {
        throw UsageProblem(
          "--vary \(text.quotedForMessage): expected a path and values, such as app.instances=1...8"
        )
      }
    }
    return knobs
  }
}
