public import TimeBase

extension TargetBalancer {
  /// Chooses by the answers to probes, or at random if there are too few.
  @inlinable
  mutating func pickProbed(
    _ eligibility: TargetEligibility, at now: Instant,
    using draws: inout some RandomNumberGenerator
  ) -> Int? {
    if let target = pickAnswered(eligibility, at: now) { return target }
    let candidateCount = eligibility.count(in: records)
    guard candidateCount > 0 else { return nil }
    return eligibility.target(ranked: draws.next().scaled(below: candidateCount), in: records)
  }

  @usableFromInline
  mutating func pickAnswered(_ eligibility: TargetEligibility, at now: Instant) -> Int? {
    probes.begin(at: now)
    let choice = probes.choose { [records] in eligibility.includes($0, records[$0]) }
    probes.end()
    return choice
  }

  /// The next target to ask for its load under ``BalancingAlgorithm/prequal(_:)``; `nil` if enough
  /// are asked. To be called after each pick until there is none.
  ///
  ///     while let target = balancer.nextProbe(at: now, using: &draws) { … }
  ///
  /// Targets are drawn at random among those that may be called, none twice for one pick.
  ///
  /// - Complexity: O(*n*).
  public mutating func nextProbe(
    at now: Instant, using draws: inout some RandomNumberGenerator
  ) -> Int? {
    guard case .prequal = policy.algorithm, probes.takeProbe() else { return nil }
    let eligibility = eligibility(excluding: probes.probed, at: now)
    let candidateCount = eligibility.count(in: records)
    guard candidateCount > 0 else { return nil }
    let target = eligibility.target(ranked: draws.next().scaled(below: candidateCount), in: records)
    probes.noteProbe(of: target)
    return target
  }

  /// Takes note of a target's answer to a probe.
  ///
  /// - Parameters:
  ///   - requests: What the target has in flight.
  ///   - latency: How long its latest requests took at about that load.
  /// - Precondition: `target` is a number that ``nextProbe(at:using:)`` gave out.
  public mutating func recordProbe(
    of target: Int, requests: Int, latency: TimeSpan, at now: Instant,
    using draws: inout some RandomNumberGenerator
  ) {
    precondition(records.indices.contains(target), "there is no target \(target)")
    guard !records[target].isRemoved else { return }
    probes.record(
      target, requests: requests, latency: latency, among: liveCount, at: now, word: draws.next())
  }
}
