extension TargetBalancer {
  /// Fewest connections by weight; among equals, smooth weighted round robin.
  ///
  /// - SeeAlso: nginx, *ngx_http_upstream_least_conn_module*.
  @usableFromInline
  mutating func pickLeastConnected(_ eligibility: TargetEligibility) -> Int? {
    settleSnake()
    if eligibility.includesAll, areAllEqual { return pickLeastConnectedOfAll() }
    let (first, tieCount) = leastLoaded(eligibility)
    guard tieCount > 1 else { return tieCount == 0 ? nil : first }
    return pickSmoothly(tiedWith: first, eligibility)
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
  @usableFromInline
  mutating func pickLeastConnectedOfAll() -> Int? {
    guard !loads.isEmpty else { return nil }
    if !leastLoad.isKnown {
      leastLoad = loads.withUnsafeBufferPointer { LeastLoad(of: $0) }
      if leastLoad.count == loads.count, findSnake() { return snake.next() }
    }
    let tieCount = leastLoad.count
    guard loads.count <= LeastLoad.settableCount else {
      return tieCount == 1
        ? fewestConnections().first : pickSmoothlyOfLeastLoaded(paying: steps[0] &* tieCount)
    }
    return tieCount == 1
      ? leastLoad.targets.trailingZeroBitCount
      : pickSmoothly(among: leastLoad.targets, paying: steps[0] &* tieCount)
  }

  /// Looks for the order of turns of targets that are all tied. While it lasts loads are not compared,
  /// so the least of them is not kept up to date.
  private mutating func findSnake() -> Bool {
    let step = steps[0]
    credits.withUnsafeMutableBufferPointer { snake.find($0, earning: step) }
    if snake.isFound { leastLoad = LeastLoad() }
    return snake.isFound
  }

  /// Writes into every credit what has been earned and paid since the order of turns was found, and
  /// forgets that; called before loads or credits are changed in any other way.
  mutating func settleSnake() {
    if snake.isFound { credits.withUnsafeMutableBufferPointer { snake.settle($0) } }
    snake.forget()
  }

  /// Smooth weighted round robin among a few targets of one weight, given as the bits of a word.
  private mutating func pickSmoothly(among targets: UInt64, paying price: Int) -> Int {
    let step = steps[0]
    return credits.withUnsafeMutableBufferPointer { credits in
      var rest = targets
      var (best, most) = (0, Int.min)
      while rest != 0 {
        let index = rest.trailingZeroBitCount
        rest &= rest &- 1
        let credit = credits[index] &+ step
        credits[index] = credit
        best = credit > most ? index : best
        most = max(most, credit)
      }
      credits[best] &-= price
      return best
    }
  }

  /// The same where the targets are too many for that.
  private mutating func pickSmoothlyOfLeastLoaded(paying price: Int) -> Int {
    let (step, fewest) = (steps[0], leastLoad.load)
    return loads.withUnsafeBufferPointer { loads in
      credits.withUnsafeMutableBufferPointer { credits in
        let best = firstGreatest(below: loads.count) { index in
          let isTied = loads[index] == fewest
          let credit = credits[index] &+ (isTied ? step : 0)
          credits[index] = credit
          return isTied ? credit : .min
        }
        credits[best] &-= price
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

  /// The same of all targets. Mostly the least and its count are known, and only the first is looked
  /// for, if that is not known as well.
  private mutating func fewestConnections() -> (first: Int, tieCount: Int) {
    loads.withUnsafeBufferPointer { loads in
      guard !loads.isEmpty else { return (-1, 0) }
      if !leastLoad.isKnown { leastLoad = LeastLoad(of: loads) }
      var first = leastLoad.targets.trailingZeroBitCount
      if loads.count > LeastLoad.settableCount {
        first = 0
        while loads[first] != leastLoad.load { first &+= 1 }
      }
      return (first, leastLoad.count)
    }
  }
}
