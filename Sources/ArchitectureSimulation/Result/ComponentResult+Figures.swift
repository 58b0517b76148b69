import ArchitectureModel

extension ComponentResult {
  /// What it served although it had been written since; `nil` of what is no copy.
  var staleReads: Double? {
    if case .cache(let cache) = details { return cache.freshness.map { Double($0.staleReads) } }
    return replication.map { Double($0.staleReads) }
  }

  /// Writes that were acknowledged and are gone; `nil` of what cannot lose any.
  var lostWrites: Double? {
    if case .cache(let cache) = details { return cache.buffer.map { Double($0.lost) } }
    return replication.map { Double($0.lostWrites) }
  }
}

extension BalancingResult {
  /// Over all targets; `nil` if none is checked.
  func value(of figure: Expectation.CheckFigure) -> Double? {
    guard !checks.isEmpty else { return nil }
    let counts: [UInt64] = checks.map { check in
      switch figure {
      case .sent: check.sent
      case .failed: check.failed
      case .wentDown: check.wentDown
      case .cameUp: check.cameUp
      }
    }
    return Double(counts.reduce(0, +))
  }
}
