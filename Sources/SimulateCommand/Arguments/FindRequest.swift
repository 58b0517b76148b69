import ArchitectureSimulation
import Experiments

/// A search for the largest or smallest value that meets the expectations of a model.
struct FindRequest: Hashable {
  enum Format: String, CaseIterable, Hashable {
    case text, json
  }

  var choice: ModelChoice
  var ladder: KnobLadder

  /// At each value of it the first one is searched.
  var second: Knob?
  var policy: CapacitySearch.Policy
  var options: ArchitectureRun.Options
  var threads: Int?
  var format: Format

  /// The folder that the answer is also written to.
  var output: String?

  /// Everything but seed and options of the runs, as it goes into the line that searches again.
  var arguments: [String]

  init(_ parsed: ParsedArguments) throws(UsageProblem) {
    choice = try ModelChoice(parsed)
    let knobs = try parsed.knobs()
    guard let first = knobs.first, knobs.count <= 2 else {
      throw UsageProblem(
        knobs.isEmpty
          ? "nothing to search; say for instance --vary web.arrivals.poisson=50/s...2000/s"
          : "a search takes one --vary, or two for a frontier, not \(knobs.count)")
    }
    second = knobs.count == 2 ? knobs[1] : nil
    if let second {
      guard second.path != first.path else {
        throw UsageProblem("--vary \(first.path.quotedForMessage) is given twice")
      }
      guard let count = second.count, count <= CapacityFrontier.largestCount else {
        throw UsageProblem(
          "--vary \(second.path.quotedForMessage): the second knob of a frontier takes values in"
            + " steps, at most \(CapacityFrontier.largestCount)")
      }
    }
    policy = CapacitySearch.Policy(
      confidence: try parsed.confidence(), precision: try parsed.share(of: .bracket) ?? 0.01,
      most: try parsed.count(of: .mostReplications, atLeast: 4) ?? 64)
    guard policy.precision >= 0.0001, policy.precision < 1 else {
      throw UsageProblem("--precision is from 0.01% to below 100%, such as 1%")
    }
    do {
      ladder = try KnobLadder(
        first, precision: policy.precision, isDownwards: parsed.value(of: .smallest) != nil)
    } catch {
      throw UsageProblem("--vary: \(error.message)")
    }
    options = try ArchitectureRun.Options(parsed)
    threads = try parsed.count(of: .threads, atLeast: 1)
    format = try parsed.choice(of: .searchFormat) ?? .text
    output = parsed.value(of: .searchOutput)
    arguments = choice.arguments
    for text in parsed.values(of: .vary) { arguments += ["--vary", text] }
    if ladder.isDownwards { arguments.append("--smallest") }
    for option in [OptionSpecification.bracket, .mostReplications, .confidence] {
      if let text = parsed.value(of: option) { arguments += [option.name, text] }
    }
  }
}
