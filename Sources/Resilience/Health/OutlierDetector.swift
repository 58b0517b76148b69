public import TimeBase

/// Leaves out targets that do worse than the others, by the rules of Envoy.
///
/// Errors in a row eject a target at once. Every ``Policy/interval`` those come back whose time is up,
/// and then the success rates of the interval are compared: who is far below the mean goes, and who
/// has failed too large a part of the calls. An ejection lasts the base time, times the number of
/// ejections that the target has not yet lived down, one for each interval in which it was in.
///
/// With *n* targets none is further than √(*n* - 1) standard deviations from the mean: the default
/// factor of 1.9 never ejects one bad target of four.
///
/// - SeeAlso: Envoy, *Outlier detection*.
public struct OutlierDetector: Sendable {
  /// What a call came to.
  @frozen
  public enum Result: BitwiseCopyable, Hashable, Sendable {
    case success

    /// Status 500 and above.
    case serverError

    /// Status 502, 503 or 504, or no answer: also a server error.
    case gatewayFailure

    /// By the HTTP status.
    @inlinable
    public init(status: UInt16) {
      switch status {
      case 502...504: self = .gatewayFailure
      case 500...: self = .serverError
      default: self = .success
      }
    }
  }

  /// Why a target was left out.
  @frozen
  public enum Cause: BitwiseCopyable, Hashable, Sendable {
    case consecutiveErrors
    case consecutiveGatewayFailures
    case successRate
    case failurePercentage
  }

  /// A target that was left out or came back.
  @frozen
  public struct Change: BitwiseCopyable, Hashable, Sendable {
    public let target: Int
    public let kind: HealthChange

    /// Why it went down; `nil` if it came up.
    public let cause: Cause?
  }

  public let policy: Policy

  /// How many targets are left out.
  public private(set) var ejectedCount = 0

  /// When ``sweep(at:using:)`` is due next.
  public private(set) var nextSweep: Instant

  /// The mean success rate of the last interval and the rate below which a target was an outlier, in
  /// percent; `nil` if too few had enough calls.
  public private(set) var lastComparison: (mean: Double, threshold: Double)?

  private var targets: ContiguousArray<OutlierRecord>

  /// - Precondition: The policy has no ``Policy/problem``.
  public init(_ policy: Policy, targetCount: Int, at now: Instant = .zero) {
    precondition(policy.problem == nil, policy.problem ?? "")
    self.policy = policy
    targets = ContiguousArray(repeating: OutlierRecord(), count: targetCount)
    nextSweep = now + policy.interval
  }

  /// How many targets there are.
  public var targetCount: Int { targets.count }

  public func isEjected(_ target: Int) -> Bool { targets[target].isEjected }

  /// When a target that is left out may come back, at the first sweep from then on.
  public func ejectionEnd(of target: Int) -> Instant? {
    targets[target].isEjected ? targets[target].end : nil
  }

  /// Makes room for one more target, or forgets all about one whose number has a new owner.
  public mutating func reset(_ target: Int) {
    precondition(target <= targets.count, "target \(target) would leave a gap")
    guard target < targets.count else { return targets.append(OutlierRecord()) }
    if targets[target].isEjected { ejectedCount -= 1 }
    targets[target] = OutlierRecord()
  }

  /// Takes note of a call, and says whether it ejected the target.
  ///
  /// - Parameter draws: Asked for the jitter of an ejection, if there is any.
  public mutating func record(
    _ result: Result, of target: Int, at now: Instant, using draws: inout some RandomNumberGenerator
  ) -> Change? {
    guard let cause = targets[target].count(result, under: policy) else { return nil }
    return eject(target, cause, at: now, using: &draws)
  }

  /// Lets targets come back whose time is up and compares the rest; returns who changed, by target.
  /// Nothing happens before ``nextSweep``.
  ///
  /// - Complexity: O(*n*).
  public mutating func sweep(
    at now: Instant, using draws: inout some RandomNumberGenerator
  ) -> [Change] {
    guard now >= nextSweep else { return [] }
    nextSweep = now + policy.interval
    var changes: [Change] = []
    for target in targets.indices where targets[target].endsEjection(at: now) {
      ejectedCount -= 1
      changes.append(Change(target: target, kind: .cameUp, cause: nil))
    }
    for (target, cause) in outliers() {
      if let change = eject(target, cause, at: now, using: &draws) { changes.append(change) }
    }
    for target in targets.indices { targets[target].startInterval() }
    return changes
  }

  /// Those that the comparison of rates finds, in the order in which they are dealt with.
  private mutating func outliers() -> [(Int, Cause)] {
    var found: [(Int, Cause)] = []
    lastComparison = nil
    if policy.deviationThousandths > 0 {
      let rated = rated(volume: policy.successRateVolume)
      if !rated.isEmpty, rated.count >= policy.successRateHosts {
        let comparison = compare(rated.map { targets[$0].successPercentage })
        lastComparison = comparison
        found += rated.filter { targets[$0].successPercentage < comparison.threshold }
          .map { ($0, .successRate) }
      }
    }
    if policy.failurePercentage > 0 {
      let rated = rated(volume: policy.failurePercentageVolume)
      if rated.count >= policy.failurePercentageHosts {
        found += rated.filter { targets[$0].hasFailed(percent: policy.failurePercentage) }
          .map { ($0, .failurePercentage) }
      }
    }
    return found
  }

  /// The targets in rotation that have had enough calls.
  private func rated(volume: Int) -> [Int] {
    targets.indices.filter { !targets[$0].isEjected && targets[$0].calls >= max(1, volume) }
  }

  /// The mean, and the mean less so many standard deviations of the population.
  private func compare(_ rates: [Double]) -> (mean: Double, threshold: Double) {
    let mean = rates.reduce(0, +) / Double(rates.count)
    let variance = rates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(rates.count)
    let factor = Double(policy.deviationThousandths) / 1_000
    return (mean, mean - factor * variance.squareRoot())
  }

  /// Leaves a target out unless it is already, or too many are.
  private mutating func eject(
    _ target: Int, _ cause: Cause, at now: Instant, using draws: inout some RandomNumberGenerator
  ) -> Change? {
    guard !targets[target].isEjected else { return nil }
    let isWithinLimit = (ejectedCount + 1) * 100 <= policy.maximumEjected * targets.count
    guard isWithinLimit || (policy.alwaysEjectsOne && ejectedCount == 0) else { return nil }
    var jitter = TimeSpan.zero
    if policy.ejectionJitter > .zero {
      let bound = UInt64(policy.ejectionJitter.nanoseconds)
      jitter = TimeSpan(nanoseconds: Int64(draws.next().multipliedFullWidth(by: bound).high))
    }
    targets[target].eject(at: now, jitter: jitter, under: policy)
    ejectedCount += 1
    return Change(target: target, kind: .wentDown, cause: cause)
  }
}
