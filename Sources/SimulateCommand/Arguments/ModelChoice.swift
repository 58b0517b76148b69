import ArchitectureModel
import TimeBase

/// Which model is meant, and what is changed in it.
struct ModelChoice: Hashable {
  /// As it was given: a path, or a name in `Models`.
  var model: String
  var scenario: String?

  /// Everything that replaces values of the model, in the order in which it is applied: what `--set`
  /// says, and then the seed and the duration.
  var overrides: [Override]

  /// The options that say all this, as they go into the line that makes a run again; the seed is not
  /// among them, however it was given.
  var arguments: [String]

  init(_ parsed: ParsedArguments) throws(UsageProblem) {
    guard let model = parsed.value(of: .model) else {
      let verb = parsed.command == .run ? "" : "\(parsed.command.rawValue) "
      throw UsageProblem(
        "no model is given; write for instance: simulate \(verb)--model three-instances")
    }
    self.model = model
    scenario = parsed.value(of: .scenario)
    arguments = ["--model", model] + (scenario.map { ["--scenario", $0] } ?? [])
    overrides = []
    for text in parsed.values(of: .set) {
      let override = try Self.override(text, of: .set)
      guard !overrides.contains(where: { $0.path == override.path }) else {
        throw UsageProblem("--set \(override.path.quotedForMessage) is given twice")
      }
      overrides.append(override)
      if override.path != Self.seedPath { arguments += ["--set", text] }
    }
    if let seed = try parsed.wholeNumber(of: .seed) {
      try add(Self.seedPath, "\(seed)", as: "--seed \(seed)")
    }
    if let duration = try parsed.duration() {
      try add("run.duration", duration, as: "--duration \(duration)")
      arguments += ["--duration", duration]
    }
  }

  private static let seedPath = "run.seed"

  /// Replaces values, those of the same path in ``overrides`` included.
  mutating func replace(
    _ texts: [String], by option: OptionSpecification
  ) throws(UsageProblem) {
    var paths: [String] = []
    for text in texts {
      var override = try Self.override(text, of: option)
      guard !paths.contains(override.path) else {
        throw UsageProblem("\(option.name) \(override.path.quotedForMessage) is given twice")
      }
      paths.append(override.path)
      override.label = "\(option.name) \(text)"
      overrides.removeAll { $0.path == override.path }
      overrides.append(override)
    }
  }

  private static func override(
    _ text: String, of option: OptionSpecification
  ) throws(UsageProblem) -> Override {
    do {
      return try Override(text)
    } catch {
      throw UsageProblem(
        "\(option.name) \(text.quotedForMessage): expected a path and a value, such as"
          + " app.instances=5")
    }
  }

  private mutating func add(
    _ path: String, _ value: String, as label: String
  ) throws(UsageProblem) {
    guard !overrides.contains(where: { $0.path == path }) else {
      let option = label.prefix { $0 != " " }
      throw UsageProblem("\(path) is given twice, by --set and by \(option)")
    }
    overrides.append(Override(path: path, value: value, label: label))
  }
}

extension ParsedArguments {
  /// A value from 0 to 2⁶⁴ − 1; `nil` if the option is not given.
  func wholeNumber(of option: OptionSpecification) throws(UsageProblem) -> UInt64? {
    guard let text = value(of: option) else { return nil }
    return try Self.wholeNumber(text, of: option)
  }

  static func wholeNumber(
    _ text: String, of option: OptionSpecification
  ) throws(UsageProblem) -> UInt64 {
    let isDecimal = text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    guard isDecimal, let number = UInt64(text) else {
      throw UsageProblem(
        "\(option.name): \(text.quotedForMessage) is not a whole number from 0 to \(UInt64.max)")
    }
    return number
  }

  /// The text of `--duration`, which is a span longer than zero.
  fileprivate func duration() throws(UsageProblem) -> String? {
    guard let text = value(of: .duration) else { return nil }
    do {
      guard try TimeSpan(text) > .zero else {
        throw UsageProblem("--duration: \(text.quotedForMessage) is not longer than zero")
      }
      return text
    } catch let problem as UsageProblem {
      throw problem
    } catch QuantityProblem.missingUnit {
      throw UsageProblem(
        "--duration: \(text.quotedForMessage) has no unit; write for instance 90s or 10m")
    } catch QuantityProblem.malformed {
      throw UsageProblem("--duration: \(text.quotedForMessage) is no time, such as 90s or 10m")
    } catch {
      throw UsageProblem("--duration: \(error)")
    }
  }
}
