import ArchitectureSimulation
import Experiments
import TimeBase

/// An exploration that is asked for.
struct ExploreRequest: Hashable {
  var choice: ModelChoice
  var plans: Int
  var kinds: [FaultClass]
  var most: Int
  var longest: TimeSpan?
  var shard: ShardChoice
  var options: ArchitectureRun.Options
  var threads: Int?

  /// Everything but the seed, as it goes into the line that explores again.
  var arguments: [String]

  init(_ parsed: ParsedArguments) throws(UsageProblem) {
    choice = try ModelChoice(parsed)
    plans = try parsed.count(of: .plans, atLeast: 1) ?? 1_000
    most = try parsed.count(of: .mostFaults, atLeast: 1) ?? 4
    guard most <= 100 else { throw UsageProblem("--faults: \(most) is not from 1 to 100") }
    kinds = FaultClass.allCases
    if let text = parsed.value(of: .kinds) {
      kinds = []
      for word in text.split(separator: ",", omittingEmptySubsequences: false) {
        guard let kind = FaultClass(rawValue: String(word)) else {
          let known = FaultClass.allCases.map(\.rawValue).joined(separator: ", ")
          throw UsageProblem(
            "--classes: unknown class \(String(word).quotedForMessage); known: \(known)")
        }
        kinds.append(kind)
      }
    }
    if let text = parsed.value(of: .longestFault) {
      do {
        longest = try TimeSpan(text)
      } catch {
        throw UsageProblem("--longest: \(error)")
      }
    }
    shard = try ShardChoice(parsed)
    options = try ArchitectureRun.Options(parsed)
    threads = try parsed.count(of: .threads, atLeast: 1)
    arguments = choice.arguments
    for option in [OptionSpecification.plans, .mostFaults, .kinds, .longestFault, .shard, .shards] {
      if let text = parsed.value(of: option) { arguments += [option.name, text] }
    }
  }
}
