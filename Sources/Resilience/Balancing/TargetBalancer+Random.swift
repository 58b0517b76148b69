extension TargetBalancer {
  /// How many draws may be wasted on targets that cannot be picked before nginx stops drawing.
  @inlinable
  static var wastedDrawLimit: Int { 20 }

  /// At random by weight. After too many wasted draws, and with a single target, smooth weighted
  /// round robin.
  ///
  /// - Note: nginx counts wasted draws over all tries of a request; here each pick starts anew.
  /// - SeeAlso: nginx, *ngx_http_upstream_random_module*.
  @inlinable
  mutating func pickAtRandom(
    _ eligibility: TargetEligibility, using draws: inout some RandomNumberGenerator
  ) -> Int? {
    guard liveCount > 1 else { return pickSmoothly(eligibility) }
    for _ in 0...Self.wastedDrawLimit {
      let index = drawnRanges.target(for: draws.next())
      if eligibility.includes(index, records[index]) { return index }
    }
    return pickSmoothly(eligibility)
  }

  /// Of two different targets drawn by weight the one with fewer connections by weight, of equals
  /// the second. Stops drawing as ``pickAtRandom(_:using:)`` does; the first of the two counts as
  /// a wasted draw.
  @inlinable
  mutating func pickOfRandomTwo(
    _ eligibility: TargetEligibility, using draws: inout some RandomNumberGenerator
  ) -> Int? {
    guard liveCount > 1 else { return pickSmoothly(eligibility) }
    var first = -1
    for _ in 0...Self.wastedDrawLimit {
      let index = drawnRanges.target(for: draws.next())
      guard index != first, eligibility.includes(index, records[index]) else { continue }
      guard first >= 0 else {
        first = index
        continue
      }
      return load(of: index, comparedTo: first) > 0 ? first : index
    }
    return pickSmoothly(eligibility)
  }
}
