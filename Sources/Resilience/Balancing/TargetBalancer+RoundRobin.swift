extension TargetBalancer {
  /// The next target in turn that may be picked.
  @usableFromInline
  mutating func pickInTurn(_ eligibility: TargetEligibility) -> Int? {
    var index = cursor
    for _ in targets.indices {
      if index >= targets.count { index = 0 }
      if eligibility.includes(index, targets[index]) {
        cursor = index + 1
        return index
      }
      index += 1
    }
    return nil
  }

  /// Smooth weighted round robin: everybody earns their effective weight, the richest is picked and
  /// pays for all.
  ///
  /// - SeeAlso: nginx, *ngx_http_upstream_round_robin*.
  @usableFromInline
  mutating func pickSmoothly(_ eligibility: TargetEligibility) -> Int? {
    targets.withUnsafeMutableBufferPointer { targets in
      var best = -1
      var most = Int.min
      var total = 0
      for index in targets.indices where eligibility.includes(index, targets[index]) {
        let current = targets[index].earn(into: &total)
        if current > most { (best, most) = (index, current) }
      }
      guard best >= 0 else { return nil }
      targets[best].currentWeight &-= total
      return best
    }
  }
}

extension BalancerTarget {
  /// Adds the effective weight to the current one and to `total`, and lets it grow back towards the
  /// full weight; returns the current weight.
  mutating func earn(into total: inout Int) -> Int {
    currentWeight &+= Int(effectiveWeight)
    total &+= Int(effectiveWeight)
    if effectiveWeight < weight { effectiveWeight &+= 1 }
    return currentWeight
  }
}
