public import TimeBase

extension VisibilityQueue {
  /// What is wrong with a receipt, if anything.
  @inlinable
  func objection(to receipt: MessageReceipt) -> ReceiptOutcome? {
    guard slab.contains(receipt.token) else { return .unknown }
    return slab[receipt.token.index].receiveCount == receipt.receiveCount ? nil : .stale
  }

  @inlinable
  mutating func advance(to now: Instant) {
    clock = max(clock, now)
    revealDue()
  }

  /// Makes those visible whose time has come.
  @inlinable
  mutating func revealDue() {
    while let rank = hidden.firstRank, rank.key <= clock.nanoseconds,
      let slot = hidden.removeFirst()
    {
      let state = slab[Int32(truncatingIfNeeded: slot)]
      if state.receiveCount > 0 { inFlight &-= 1 }
      visible.insert(slot, rank: QueueRank(key: 0, order: state.order))
    }
  }

  @inlinable
  mutating func hide(_ index: Int32, until time: Instant) {
    hidden.insert(
      Int(index), rank: QueueRank(key: time.nanoseconds, order: slab[index].order))
  }

  /// Takes a message out for good, wherever it is.
  @inlinable
  mutating func remove(_ index: Int32) -> Message {
    if visible.contains(Int(index)) {
      visible.remove(Int(index))
    } else {
      hidden.remove(Int(index))
      if slab[index].receiveCount > 0 { inFlight &-= 1 }
    }
    ages.remove(slab[index].age)
    return slab.remove(at: index).message
  }
}
