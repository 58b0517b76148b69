import ArchitectureModel
import ArchitectureSimulation
import Experiments

/// A search for the triggers from which a system does not come back.
struct CollapseRequest: Hashable {
  var choice: ModelChoice
  var trigger: CollapseTrigger
  var sizes: KnobLadder
  var load: Knob

  /// Changes that may help, each tried by itself.
  var remedies: [Override]
  var options: ArchitectureRun.Options
  var replications: Int
  var threads: Int?
  var format: FindRequest.Format

  /// The folder that the answer is also written to.
  var output: String?

  /// Everything but seed and options of the runs, as it goes into the line that searches again.
  var arguments: [String]

  init(_ parsed: ParsedArguments) throws(UsageProblem) {
    choice = try ModelChoice(parsed)
    guard let triggerText = parsed.value(of: .trigger) else {
      throw UsageProblem(
        "no trigger is given; say for instance --trigger slow=database,factor=20")
    }
    guard let loadText = parsed.value(of: .load) else {
      throw UsageProblem(
        "no base load is given; say for instance --load"
          + " 'web.arrivals.poisson=200/s...2000/s by 200/s'")
    }
    let precision = try parsed.share(of: .bracket) ?? 0.05
    guard precision >= 0.0001, precision < 1 else {
      throw UsageProblem("--precision is from 0.01% to below 100%, such as 5%")
    }
    do throws(KnobProblem) {
      let size = Self.size(parsed.value(of: .size))
      trigger = try CollapseTrigger(triggerText, varying: size.key)
      sizes = try KnobLadder(try Knob(path: size.key, values: size.values), precision: precision)
      guard let load = try? Override(loadText) else {
        throw KnobProblem("--load \(loadText.quotedForMessage): expected a path and values")
      }
      self.load = try Knob(path: load.path, values: load.value)
    } catch {
      throw UsageProblem(error.message)
    }
    remedies = []
    for text in parsed.values(of: .remedy) {
      guard var remedy = try? Override(text) else {
        throw UsageProblem(
          "--with \(text.quotedForMessage): expected a path and a value, such as app.backlog=64")
      }
      remedy.label = "--with \(text)"
      remedies.append(remedy)
    }
    options = try ArchitectureRun.Options(parsed)
    replications = try parsed.count(of: .replicationsEach, atLeast: 1) ?? 1
    threads = try parsed.count(of: .threads, atLeast: 1)
    format = try parsed.choice(of: .searchFormat) ?? .text
    output = parsed.value(of: .searchOutput)
    arguments = choice.arguments
    for option in [
      OptionSpecification.trigger, .size, .load, .bracket, .replicationsEach, .remedy,
    ] {
      for text in parsed.values(of: option) { arguments += [option.name, text] }
    }
  }

  /// What is varied of the trigger: its length if nothing else is said.
  private static func size(_ text: String?) -> (key: String, values: String) {
    guard let text else { return ("for", "1s...60s") }
    guard let override = try? Override(text) else { return ("for", text) }
    return (override.path, override.value)
  }
}
