extension TargetBalancer {
  /// Fewest connections by weight; among equals, smooth weighted round robin.
  ///
  /// - SeeAlso: nginx, *ngx_http_upstream_least_conn_module*.
  @usableFromInline
  mutating func pickLeastConnected(_ eligibility: TargetEligibility) -> Int? {
    let (first, tieCount) = leastLoaded(eligibility)
    guard tieCount > 1 else { return tieCount == 0 ? nil : first }
    guard eligibility.includesAll, hasOneWeight, easedCount == 0, lightenedCount == 0 else {
      return pickSmoothly(tiedWith: first, eligibility)
    }
    return settle(tiesWith: first)
  }

  /// Smooth weighted round robin among the targets that have as little load as the first.
  private mutating func pickSmoothly(
    tiedWith first: Int, _ eligibility: TargetEligibility
  ) -> Int? {
    var best = first
    var most = Int.min
    var total = 0
    for index in first..<records.count
    where load(of: index, comparedTo: first) == 0 && eligibility.includes(index, records[index]) {
      let credit = earn(index, into: &total)
      if credit > most { (best, most) = (index, credit) }
    }
    credits[best] &-= total
    return best
  }

  /// The same where nobody needs a second look and all weights are equal.
  private mutating func settle(tiesWith first: Int) -> Int {
    loads.withUnsafeBufferPointer { loads in
      credits.withUnsafeMutableBufferPointer { credits in
        let fewest = loads[first]
        let step = steps[first]
        var best = first
        var most = Int.min
        var total = 0
        for index in first..<loads.count {
          // Selected, not branched on: who is tied is what a processor cannot predict.
          let isTied = loads[index] == fewest
          let credit = credits[index] &+ (isTied ? step : 0)
          credits[index] = credit
          total &+= isTied ? step : 0
          let isMore = isTied && credit > most
          most = isMore ? credit : most
          best = isMore ? index : best
        }
        credits[best] &-= total
        return best
      }
    }
  }

  /// The first target with the fewest connections by weight, and how many are equal to it.
  private mutating func leastLoaded(_ eligibility: TargetEligibility) -> (first: Int, tieCount: Int)
  {
    if hasOneWeight, easedCount == 0 { return fewestConnections(eligibility) }
    var first = -1
    var tieCount = 0
    for index in records.indices where eligibility.includes(index, records[index]) {
      let difference = first < 0 ? -1 : load(of: index, comparedTo: first)
      if difference < 0 {
        (first, tieCount) = (index, 1)
      } else if difference == 0 {
        tieCount &+= 1
      }
    }
    return (first, tieCount)
  }

  /// Compares the connections by weight of two targets without dividing: negative if the first has
  /// fewer, 0 if they are equal.
  @usableFromInline
  mutating func load(of target: Int, comparedTo other: Int) -> Int {
    let (heft, otherHeft) = (records[target].heft, records[other].heft)
    if heft == otherHeft { return Int(loads[target]) &- Int(loads[other]) }
    return Int(loads[target]) &* otherHeft &- Int(loads[other]) &* heft
  }

  /// The first target with the fewest connections, and how many have as few.
  @usableFromInline
  mutating func fewestConnections(_ eligibility: TargetEligibility) -> (first: Int, tieCount: Int) {
    guard !eligibility.includesAll else { return fewestConnections() }
    var fewest = Int32.max
    var first = -1
    var tieCount = 0
    for index in records.indices where eligibility.includes(index, records[index]) {
      if loads[index] < fewest {
        (fewest, first, tieCount) = (loads[index], index, 1)
      } else if loads[index] == fewest {
        tieCount &+= 1
      }
    }
    return (first, tieCount)
  }

  /// The same of all targets: one pass for the least, which runs over several at a time, and one to
  /// find and count it.
  private mutating func fewestConnections() -> (first: Int, tieCount: Int) {
    loads.withUnsafeBufferPointer { loads in
      var fewest = Int32.max
      for load in loads { fewest = min(fewest, load) }
      var tieCount: Int32 = 0
      for load in loads { tieCount &+= load == fewest ? 1 : 0 }
      var first = 0
      while first < loads.count, loads[first] != fewest { first &+= 1 }
      return (loads.isEmpty ? -1 : first, Int(tieCount))
    }
  }
}
