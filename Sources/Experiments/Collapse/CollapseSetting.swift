public import ArchitectureModel
public import ArchitectureSimulation
public import TimeBase

/// Which system is tried, with which trigger, and when.
public struct CollapseSetting: Sendable {
  public let document: ModelDocument
  public let scenario: String?
  public let overrides: [Override]

  /// The knob of the base load.
  public let load: Knob
  public let trigger: CollapseTrigger
  public let sizes: KnobLadder
  public let options: ArchitectureRun.Options

  /// Of each trial; what most of them say counts.
  public let replications: Int
  public let duration: TimeSpan

  /// When the trigger begins.
  public let start: TimeSpan

  /// - Throws: ``KnobProblem`` if the run leaves no time to recover in; `InvalidModel` if the trigger
  ///   or the loads make no model.
  public init(
    of document: ModelDocument, scenario: String?, overrides: [Override], load: Knob,
    trigger: CollapseTrigger, sizes: KnobLadder, _ options: ArchitectureRun.Options,
    replications: Int
  ) throws {
    self.document = document
    self.scenario = scenario
    self.overrides = overrides
    self.load = load
    self.trigger = trigger
    self.sizes = sizes
    self.options = options
    self.replications = replications
    duration = try document.architecture(scenario: scenario, overrides: overrides).run.duration
    start = trigger.start ?? duration.part(1, of: 4)
    let longest = trigger.duration(size: sizes.text(sizes.count - 1))
    guard start > .zero, start + longest <= duration.part(4, of: 5) else {
      throw KnobProblem(
        "the longest trigger would last from \(start) to \(start + longest) of a run of \(duration);"
          + " leave a fifth of the run behind it, with a longer --duration for instance")
    }
    guard let count = load.count, count <= 1_000 else {
      throw KnobProblem(
        "'\(load.path)': the base load takes values in steps, at most 1000 of them")
    }
    for index in [0, count - 1] {
      for size in [0, sizes.count - 1] {
        _ = try architecture(load: load.value(index), size: sizes.text(size))
      }
    }
  }

  /// The model at a load, with a trigger of a size or with none, measured in the last tenth of the run.
  func architecture(load value: String, size: String?) throws(InvalidModel) -> Architecture {
    let fault = size.map { trigger.fault(size: $0, at: start) } ?? ""
    var architecture = try document.architecture(
      scenario: scenario,
      overrides: overrides + [
        Override(path: load.path, value: value, label: "--load \(load.path)=\(value)"),
        Override(path: "faults", value: "[\(fault)]", label: "--trigger \(trigger.text)"),
        Override(path: "run.warmup", value: "\(duration.part(9, of: 10))"),
        Override(path: "expect", value: "[]"),
      ])
    architecture.expectations = []
    return architecture
  }

  /// When a trigger of a size is over.
  func end(size: String?) -> TimeSpan {
    size.map { start + trigger.duration(size: $0) } ?? start
  }

  func runs(load: String, size: String?) throws(InvalidModel) -> [PlannedRun] {
    let architecture = try architecture(load: load, size: size)
    return (0..<replications).map { replication in
      var options = options
      options.replication &+= UInt64(replication)
      return PlannedRun(architecture, options)
    }
  }

  /// The load that follows a collapse: as it was until a while after the trigger, and then a share of
  /// it. `nil` if the base load is no rate of arrivals.
  func falling(_ load: String, size: String, to share: Double) -> String? {
    guard self.load.path.hasSuffix(".poisson") || self.load.path.hasSuffix(".constant"),
      let number = KnobNumber(load), number.unit.hasPrefix("/")
    else { return nil }
    let change = end(size: size) + duration.part(1, of: 20)
    let rate = KnobRange.rounded(number.value * share, unit: number.unit)
    return """
      {"profile":[{"for":"\(change)","rate":"\(load)"},{"for":"\(duration - change)","rate":"\(rate)"}]}
      """
  }
}
