import ArchitectureSimulation
import Experiments

/// A ranking of knobs that is asked for.
struct SensitivityRequest: Hashable {
  enum Format: String, CaseIterable, Hashable {
    case text, json, csv
  }

  var choice: ModelChoice
  var knobs: [Knob]
  var metrics: [String]
  var policy: SensitivityPolicy
  var options: ArchitectureRun.Options
  var threads: Int?
  var format: Format

  /// Everything but seed and options of the runs, as it goes into the line that ranks again.
  var arguments: [String]

  init(_ parsed: ParsedArguments) throws(UsageProblem) {
    choice = try ModelChoice(parsed)
    knobs = try parsed.knobs()
    guard !knobs.isEmpty else {
      throw UsageProblem(
        "nothing to rank; say for instance --vary app.instances=1...8 --vary"
          + " web.arrivals.poisson=100/s...500/s")
    }
    metrics = parsed.values(of: .metric)
    let step = try parsed.share(of: .step) ?? 0.05
    do {
      policy = try SensitivityPolicy(
        trajectories: try parsed.count(of: .trajectories, atLeast: 2) ?? 10,
        levels: try parsed.count(of: .levels, atLeast: 2) ?? 4, step: step,
        replications: try parsed.count(of: .pairs, atLeast: 2) ?? 10,
        confidence: try parsed.confidence())
    } catch let problem as KnobProblem {
      throw UsageProblem(problem.message)
    } catch let problem as UsageProblem {
      throw problem
    } catch {
      throw UsageProblem("\(error)")
    }
    options = try ArchitectureRun.Options(parsed)
    threads = try parsed.count(of: .threads, atLeast: 1)
    format = try parsed.choice(of: .sensitivityFormat) ?? .text
    arguments = choice.arguments
    for option in [
      OptionSpecification.vary, .metric, .trajectories, .levels, .step, .pairs, .confidence,
    ] {
      for text in parsed.values(of: option) { arguments += [option.name, text] }
    }
  }
}
