public import TimeBase

/// How many instances there should be, by the rules of Kubernetes' Horizontal Pod Autoscaler.
///
/// The wanted count is `ceil(current × measured / target)`, unless the ratio is within a tolerance of
/// 1. Instances that start do not count until they are ready, except that growth is worked out again as
/// if they already served and had nothing to do. What is wanted is then steadied over a window, so that
/// a short dip takes nobody away, and bounded by how many may come or go in a period.
///
///     measured ──▶ wanted ──▶ steadied over a window ──▶ bounded by steps ──▶ instances
///
/// The caller asks it at regular intervals and does what it says.
///
/// - SeeAlso: Kubernetes, Horizontal Pod Autoscaling: *Algorithm details*, *Configurable scaling
///   behavior*, *Support for stabilization window*.
public struct HorizontalAutoscaler: Sendable {
  /// What a look at the instances brought.
  public struct Measurement: Hashable, Sendable {
    /// The metric, summed over the instances that are ready.
    public var sum: Double
    public var readyCount: Int

    /// Instances that start and have nothing to measure yet.
    public var startingCount: Int

    public init(sum: Double, readyCount: Int, startingCount: Int = 0) {
      self.sum = sum
      self.readyCount = readyCount
      self.startingCount = startingCount
    }
  }

  /// A change that was made.
  private struct Entry {
    var time: Instant
    var count: Int
  }

  public let policy: Policy

  /// What was wanted within the windows of growth, negated, and of decline.
  private var lows = SlidingMaximum()
  private var highs = SlidingMaximum()
  private var added: [Entry] = []
  private var removed: [Entry] = []

  /// - Precondition: The policy has no ``Policy/problem``.
  public init(_ policy: Policy) {
    precondition(policy.problem == nil, "autoscaler: \(policy.problem ?? "")")
    self.policy = policy
  }

  /// Returns how many instances there should be from `now` on.
  ///
  /// - Parameters:
  ///   - current: Instances that were asked for last, those that start included.
  ///   - measured: `nil` if nothing is known yet; then the count stays within its bounds.
  /// - Complexity: O(1) amortised, and O(*w*) for *w* changes within the longest period of a step.
  public mutating func decide(
    from current: Int, _ measured: Measurement?, at now: Instant
  ) -> Int {
    if current > policy.maximum { return recorded(policy.maximum, from: current, at: now) }
    if current < policy.minimum { return recorded(policy.minimum, from: current, at: now) }
    let desired = measured.map { wantedCount(from: current, $0) } ?? current
    let steadied = steadied(desired, from: current, at: now)
    return recorded(bounded(steadied, from: current, at: now), from: current, at: now)
  }

  // MARK: What is wanted

  /// The count that the ratio of measured to target asks for, before any window or bound.
  public func wantedCount(from current: Int, _ measured: Measurement) -> Int {
    guard measured.readyCount > 0 else { return current }
    let ratio = measured.sum / (policy.target * Double(measured.readyCount))
    guard ratio > 1, measured.startingCount > 0 else {
      return isTolerated(ratio) ? current : count(ratio, measured.readyCount)
    }
    // Those who start will take their part: as if they were there with nothing to do.
    let all = measured.readyCount + measured.startingCount
    let damped = measured.sum / (policy.target * Double(all))
    if isTolerated(damped) || damped < 1 { return current }
    return max(current, count(damped, all))
  }

  /// Compared with the bounds, as Kubernetes does: a difference from 1 has a rounding error of its own.
  private func isTolerated(_ ratio: Double) -> Bool {
    1 - policy.tolerance <= ratio && ratio <= 1 + policy.tolerance
  }

  private func count(_ ratio: Double, _ instances: Int) -> Int {
    let exact = (ratio * Double(instances)).rounded(.up)
    return exact < Double(Int32.max) ? Int(exact) : Int(Int32.max)
  }

  // MARK: Windows

  /// The least that was wanted within the window of growth, the most within that of decline.
  private mutating func steadied(_ desired: Int, from current: Int, at now: Instant) -> Int {
    let lowest = -lows.largest(with: -desired, within: policy.up.stabilisation, at: now)
    let highest = highs.largest(with: desired, within: policy.down.stabilisation, at: now)
    return min(max(current, lowest), highest)
  }

  // MARK: Bounds

  private func bounded(_ desired: Int, from current: Int, at now: Instant) -> Int {
    if desired > current {
      let limit = max(
        current, policy.up.limit(from: starts(from: current, policy.up, at: now), by: 1))
      return min(desired, limit, policy.maximum)
    }
    guard desired < current else { return current }
    let limit = min(
      current, policy.down.limit(from: starts(from: current, policy.down, at: now), by: -1))
    return max(desired, limit, policy.minimum)
  }

  /// For each step of the rules: how many there were when its period began. `nil` if nothing may change.
  private func starts(from current: Int, _ rules: Rules, at now: Instant) -> [Int]? {
    guard rules.choice != .never else { return nil }
    return rules.steps.map { step in
      current - changes(added, within: step.period, at: now)
        + changes(removed, within: step.period, at: now)
    }
  }

  private func changes(_ entries: [Entry], within period: TimeSpan, at now: Instant) -> Int {
    entries.reduce(0) { now - $1.time < period ? $0 + $1.count : $0 }
  }

  private mutating func recorded(_ count: Int, from current: Int, at now: Instant) -> Int {
    let longest = (policy.up.steps + policy.down.steps).map(\.period).max() ?? .zero
    added.removeAll { now - $0.time >= longest }
    removed.removeAll { now - $0.time >= longest }
    if count > current { added.append(Entry(time: now, count: count - current)) }
    if count < current { removed.append(Entry(time: now, count: current - count)) }
    return count
  }
}
