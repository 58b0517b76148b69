public import ArchitectureModel
public import ArchitectureSimulation
import TimeBase

/// Runs of one model at many combinations of values, a row of figures each.
///
/// All points have the draws of one seed, so that neighbours differ by what was changed and not by
/// chance (common random numbers), unless each is to have its own. What a point finds out depends on
/// nothing but its number: not on threads, shards and the order in which points are run.
public struct Sweep: Sendable {
  public let document: ModelDocument
  public let plan: SweepPlan

  /// Applied before the values of a point.
  public let overrides: [Override]

  /// Seed and first replication.
  public let options: ArchitectureRun.Options
  public let replications: Int

  /// Of intervals and verdicts of several replications.
  public let confidence: Double

  /// Whether each point has replications of its own.
  public let isIndependent: Bool
  public let columns: [SweepColumn]

  /// Of all points of a sweep that has no more than so many, the models are read before the first run.
  public static let checkedCount = 1_000

  /// - Throws: `InvalidModel` if values of the knobs make no valid model. Of a sweep of more than
  ///   ``checkedCount`` points each value is tried at least once, up to that number for each knob.
  public init(
    of document: ModelDocument, _ plan: SweepPlan, overrides: [Override] = [],
    _ options: ArchitectureRun.Options = .init(), replications: Int = 1, confidence: Double = 0.95,
    isIndependent: Bool = false
  ) throws(InvalidModel) {
    precondition(replications > 0, "a point takes at least one run, not \(replications)")
    self.document = document
    self.plan = plan
    self.overrides = overrides
    self.options = options
    self.replications = replications
    self.confidence = confidence
    self.isIndependent = isIndependent
    var columns: [SweepColumn] = []
    let scenarios = plan.scenarios.isEmpty ? [nil] : plan.scenarios.map { Optional($0) }
    for scenario in scenarios {
      let architecture = try document.architecture(scenario: scenario, overrides: overrides)
      if columns.isEmpty { columns = SweepColumn.all(of: architecture) }
    }
    self.columns = columns
    for setting in Self.settingsToCheck(plan) {
      _ = try document.architecture(
        scenario: setting.scenario, overrides: Self.overrides(overrides, plan, setting))
    }
  }

  /// All points of a small sweep; of a large one, for each knob, points that show its values.
  private static func settingsToCheck(_ plan: SweepPlan) -> [SweepPlan.Setting] {
    if plan.count <= checkedCount { return (0..<plan.count).map { plan.setting(ofPoint: $0) } }
    var settings: [SweepPlan.Setting] = []
    let start = plan.setting(ofPoint: 0)
    for (index, knob) in plan.knobs.enumerated() {
      let count = min(checkedCount, knob.count ?? checkedCount)
      for place in 0..<count {
        var setting = start
        setting.values[index] = knob.value(at: Double(place) / Double(count))
        settings.append(setting)
      }
    }
    return settings
  }

  private static func overrides(
    _ overrides: [Override], _ plan: SweepPlan, _ setting: SweepPlan.Setting
  ) -> [Override] {
    overrides
      + zip(plan.knobs, setting.values).compactMap { knob, value in
        value.map { Override(path: knob.path, value: $0, label: "--vary \(knob.path)=\($0)") }
      }
  }

  /// The model at a point.
  public func architecture(ofPoint point: Int) throws(InvalidModel) -> Architecture {
    let setting = plan.setting(ofPoint: point)
    return try document.architecture(
      scenario: setting.scenario, overrides: Self.overrides(overrides, plan, setting))
  }

  /// The options of one of the replications of a point.
  public func options(ofPoint point: Int, replication: Int) -> ArchitectureRun.Options {
    var options = options
    options.replication &+= UInt64(replication)
    if isIndependent { options.replication &+= UInt64(point) &* UInt64(replications) }
    return options
  }

  /// Makes all runs of a point.
  ///
  /// - Parameter run: Makes them one after the other and hands each result over; `false` if it gave up.
  /// - Returns: `nil` if the runs were given up.
  public func point(
    _ number: Int,
    run: (Architecture, [ArchitectureRun.Options], (RunResult) -> Void) -> Bool
  ) -> SweepPoint? {
    let setting = plan.setting(ofPoint: number)
    let architecture: Architecture
    do {
      architecture = try self.architecture(ofPoint: number)
    } catch {
      return SweepPoint(
        number: number, setting: setting, figures: columns.map { _ in .init() }, verdict: nil,
        failing: [], digest: 0, note: .invalid("\(error.problems[0])"))
    }
    let options = (0..<replications).map { self.options(ofPoint: number, replication: $0) }
    var study = SweepStudy(architecture, columns)
    guard run(architecture, options, { study.add($0) }) else { return nil }
    return study.point(number, setting, confidence: confidence)
  }

  /// Runs points on several threads.
  ///
  /// - Parameters:
  ///   - points: Numbers, each once, in any order.
  ///   - threads: At least 1. What points find out is the same for any number of them.
  ///   - proceed: As in ``RunSeries/perform(threads:proceed:deliver:)``.
  ///   - finished: Gets each point as soon as it is finished, in any order, on the thread of the caller;
  ///     `false` breaks the sweep off.
  /// - Returns: Whether all points were finished.
  public func perform(
    _ points: [Int], threads: Int, proceed: (SeriesProgress) -> Bool,
    finished: (SweepPoint) -> Bool
  ) -> Bool {
    WorkCrew(threads: threads, lead: Self.lead).perform(points.count) { place, report in
      self.point(points[place]) { architecture, options, deliver in
        Self.run(architecture, options, report, deliver)
      }
    } proceed: {
      proceed($0)
    } notice: {
      finished($1)
    } deliver: { _, _ in
      true
    }
  }

  /// Points are of different length, and take little room: a thread does not wait for a slow one.
  private static let lead = 1_000

  private static func run(
    _ architecture: Architecture, _ options: [ArchitectureRun.Options],
    _ report: (Double, UInt64) -> Bool, _ deliver: (RunResult) -> Void
  ) -> Bool {
    let run = ArchitectureRun(architecture)
    for (index, each) in options.enumerated() {
      let result = run.result(each) { progress in
        let whole = max(1, Double((progress.end - Instant.zero).nanoseconds))
        let share = Double((progress.now - Instant.zero).nanoseconds) / whole
        return report((Double(index) + share) / Double(options.count), progress.events)
      }
      guard let result else { return false }
      deliver(result)
    }
    return true
  }
}
