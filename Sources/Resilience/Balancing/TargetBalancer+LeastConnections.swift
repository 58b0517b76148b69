extension TargetBalancer {
  /// Fewest connections by weight; among equals, smooth weighted round robin.
  ///
  /// - SeeAlso: nginx, *ngx_http_upstream_least_conn_module*.
  @usableFromInline
  mutating func pickLeastConnected(_ eligibility: TargetEligibility) -> Int? {
    let (first, tieCount) = leastLoaded(eligibility)
    guard tieCount > 1 else { return tieCount == 0 ? nil : first }
    return targets.withUnsafeMutableBufferPointer { targets in
      let least = targets[first]
      var best = first
      var most = Int.min
      var total = 0
      for index in first..<targets.count
      where targets[index].load(comparedTo: least) == 0
        && eligibility.includes(index, targets[index])
      {
        let current = targets[index].earn(into: &total)
        if current > most { (best, most) = (index, current) }
      }
      targets[best].currentWeight &-= total
      return best
    }
  }

  /// The first target with the fewest connections by weight, and how many are equal to it.
  private func leastLoaded(_ eligibility: TargetEligibility) -> (first: Int, tieCount: Int) {
    guard !ranges.isUniform else { return fewestConnections(eligibility) }
    var first = -1
    var tieCount = 0
    for index in targets.indices where eligibility.includes(index, targets[index]) {
      let difference = first < 0 ? -1 : targets[index].load(comparedTo: targets[first])
      if difference < 0 {
        (first, tieCount) = (index, 1)
      } else if difference == 0 {
        tieCount &+= 1
      }
    }
    return (first, tieCount)
  }

  /// The first target with the fewest connections, and how many have as few.
  @usableFromInline
  func fewestConnections(_ eligibility: TargetEligibility) -> (first: Int, tieCount: Int) {
    targets.withUnsafeBufferPointer { targets in
      var fewest = Int32.max
      var first = -1
      var tieCount = 0
      for index in targets.indices where eligibility.includes(index, targets[index]) {
        // Selected, not branched on: which target is next is what a processor cannot predict.
        let connections = targets[index].connections
        let isFewer = connections < fewest
        let isEqual = connections == fewest
        fewest = isFewer ? connections : fewest
        first = isFewer ? index : first
        tieCount = isFewer ? 1 : tieCount &+ (isEqual ? 1 : 0)
      }
      return (first, tieCount)
    }
  }
}
