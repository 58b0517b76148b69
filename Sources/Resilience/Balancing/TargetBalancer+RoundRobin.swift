extension TargetBalancer {
  /// The next target in turn, where all may be picked.
  @inlinable
  mutating func nextInTurn() -> Int? {
    let count = loads.count
    guard count > 0 else { return nil }
    let index = cursor < count ? cursor : 0
    cursor = index &+ 1
    return index
  }

  /// The next target in turn that may be picked.
  @usableFromInline
  mutating func pickInTurn(_ eligibility: TargetEligibility) -> Int? {
    var index = cursor
    for _ in records.indices {
      if index >= records.count { index = 0 }
      if eligibility.includes(index, records[index]) {
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
    if eligibility.includesAll, areAllEqual { return pickSmoothlyOfEquals() }
    settleCredits()
    if eligibility.includesAll, lightenedCount == 0 { return pickSmoothlyOfAll() }
    var best = -1
    var most = Int.min
    var total = 0
    for index in records.indices where eligibility.includes(index, records[index]) {
      let credit = earn(index, into: &total)
      if credit > most { (best, most) = (index, credit) }
    }
    guard best >= 0 else { return nil }
    credits[best] &-= total
    return best
  }

  /// Adds what a target earns in a round to its credit and to `total`, and lets its effective weight
  /// grow back towards the full one; returns the credit.
  mutating func earn(_ index: Int, into total: inout Int) -> Int {
    let step = steps[index]
    credits[index] &+= step
    total &+= step
    if records[index].effectiveWeight < records[index].weight {
      records[index].effectiveWeight &+= 1
      steps[index] = records[index].step
      if records[index].effectiveWeight == records[index].weight { lightenedCount -= 1 }
    }
    return credits[index]
  }

  /// Writes into every credit what has been earned and paid since the order of turns was found, and
  /// forgets that; called before credits are changed in any other way.
  mutating func settleCredits() {
    if turns.isFound { credits.withUnsafeMutableBufferPointer { turns.settle($0) } }
    turns.forget()
  }

  /// The same where nobody needs a second look and all earn the same: the order of turns is kept.
  private mutating func pickSmoothlyOfEquals() -> Int? {
    guard let step = steps.first else { return nil }
    if turns.isRotation { return turns.rotate() }
    if !turns.isUsable {
      if turns.isFound { settleCredits() }
      guard turns.isDue(for: records.count) else { return pickSmoothlyOfAll() }
      credits.withUnsafeMutableBufferPointer { turns.find($0, earning: step) }
      if turns.isRotation { return turns.rotate() }
    }
    return credits.withUnsafeMutableBufferPointer { turns.next($0) }
  }

  /// The same where nobody needs a second look.
  private mutating func pickSmoothlyOfAll() -> Int? {
    guard !records.isEmpty else { return nil }
    return steps.withUnsafeBufferPointer { steps in
      credits.withUnsafeMutableBufferPointer { credits in
        let best = firstGreatest(below: credits.count) { index in
          let credit = credits[index] &+ steps[index]
          credits[index] = credit
          return credit
        }
        credits[best] &-= stepTotal
        return best
      }
    }
  }
}
