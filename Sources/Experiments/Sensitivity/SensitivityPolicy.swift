/// How much is spent on a sensitivity, and how sure it is to be.
public struct SensitivityPolicy: Hashable, Sendable {
  /// Walks through the ranges: effects of each knob.
  public var trajectories: Int

  /// Values of each knob that walks go through.
  public var levels: Int

  /// How far a knob is moved around the model's value, as a share of it.
  public var step: Double

  /// Of each neighbour of the model's values.
  public var replications: Int

  /// Of intervals.
  public var confidence: Double

  /// No study makes more runs.
  public static let largestRunCount = 1_000_000

  /// - Throws: ``KnobProblem`` for an odd number of levels, or a step that is none.
  public init(
    trajectories: Int = 10, levels: Int = 4, step: Double = 0.05, replications: Int = 10,
    confidence: Double = 0.95
  ) throws(KnobProblem) {
    guard levels >= 2, levels <= 100, levels % 2 == 0 else {
      throw KnobProblem("the number of levels is even and from 2 to 100, not \(levels)")
    }
    guard step >= 0.0001, step <= 0.5 else {
      throw KnobProblem("the step is from 0.01% to 50%, such as 5%")
    }
    self.trajectories = trajectories
    self.levels = levels
    self.step = step
    self.replications = replications
    self.confidence = confidence
  }

  func runCount(knobs: Int) -> Int {
    let (walks, overflow) = trajectories.multipliedReportingOverflow(by: knobs + 1)
    let (pairs, excess) = replications.multipliedReportingOverflow(by: 2 * knobs)
    return overflow || excess ? .max : walks.addingReportingOverflow(pairs).partialValue
  }
}
