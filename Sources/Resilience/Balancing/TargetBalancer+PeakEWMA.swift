public import TimeBase

extension TargetBalancer {
  /// Of two different targets the one with the lower ``PeakEWMA`` load, of equals the first drawn.
  ///
  /// - SeeAlso: Finagle, *Power of Two Choices (P2C) + Peak EWMA*.
  @inlinable
  mutating func pickOfTwoEstimates(
    _ eligibility: TargetEligibility, at now: Instant,
    using draws: inout some RandomNumberGenerator
  ) -> Int? {
    guard let (first, second) = drawTwo(eligibility, using: &draws) else { return nil }
    guard first != second else { return first }
    return estimatedLoad(of: second, at: now) < estimatedLoad(of: first, at: now) ? second : first
  }

  mutating func observe(_ latency: TimeSpan, of target: Int, at now: Instant) {
    guard case .peakEWMA(let estimation) = policy.algorithm else { return }
    estimates[target].observe(latency, at: now, under: estimation)
  }

  /// The load of a target by ``BalancingAlgorithm/peakEWMA(_:)``, in nanoseconds; looking at it lets
  /// the estimate decay.
  ///
  /// - Precondition: That is the algorithm, and there is such a target.
  public mutating func estimatedLoad(of target: Int, at now: Instant) -> Double {
    guard case .peakEWMA(let estimation) = policy.algorithm else {
      preconditionFailure("nobody estimates latencies under \(policy.algorithm)")
    }
    checkPresence(of: target)
    return estimates[target].load(pending: Int(loads[target]), at: now, under: estimation)
  }
}
