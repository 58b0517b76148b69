extension TargetBalancer {
  /// Fewest connections of so many draws, of equals the first; or, if weights differ or anybody is
  /// eased in, the earliest deadline.
  ///
  /// - SeeAlso: Envoy, *Weighted least request*.
  @inlinable
  mutating func pickLeastRequested(
    of choices: Int, _ eligibility: TargetEligibility,
    using draws: inout some RandomNumberGenerator
  ) -> Int? {
    guard hasOneWeight, easedCount == 0 else { return pickEarliest(eligibility) }
    let candidateCount = eligibility.count(in: records)
    guard candidateCount > 0 else { return nil }
    var best = eligibility.target(ranked: draws.next().scaled(below: candidateCount), in: records)
    for _ in 1..<choices {
      let other = eligibility.target(
        ranked: draws.next().scaled(below: candidateCount), in: records)
      best = lessLoaded(best, other)
    }
    return best
  }

  /// As a target is served its next deadline follows from the weight at the moment, which is less the
  /// more calls it has.
  @usableFromInline
  mutating func pickEarliest(_ eligibility: TargetEligibility) -> Int? {
    guard case .leastRequest(_, let bias) = policy.algorithm else { return nil }
    var best = -1
    for index in records.indices where eligibility.includes(index, records[index]) {
      if best < 0 || schedule.isDue(index, before: best) { best = index }
    }
    guard best >= 0 else { return nil }
    schedule.serve(best, weight: requestWeight(of: best, bias))
    return best
  }

  /// The weight of a target among its like: weight / (connections + 1)^bias.
  package mutating func requestWeight(of target: Int, _ bias: Double) -> Double {
    let weight = Double(records[target].heft) / Double(TargetRecord.fullShare)
    return weight / (Double(loads[target]) + 1).raised(to: bias)
  }
}
