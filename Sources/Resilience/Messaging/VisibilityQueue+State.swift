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

  /// Makes a message visible, now or at its time.
  @inlinable
  mutating func activate(_ index: Int32) {
    hide(index, until: slab[index].visibleFrom)
    revealDue()
  }

  /// Takes a message out for good, visible or hidden, and lets the next of its group follow.
  @inlinable
  mutating func remove(_ index: Int32) -> Message {
    if visible.contains(Int(index)) {
      visible.remove(Int(index))
    } else {
      hidden.remove(Int(index))
      if slab[index].receiveCount > 0 { inFlight &-= 1 }
    }
    let state = slab.remove(at: index)
    ages.remove(state.age)
    if let group = state.group {
      if state.next < 0 { forgetGroup(group) } else { activate(state.next) }
    }
    return state.message
  }

  /// Lines a message up behind the others of its group. Returns whether it is the first, or has none.
  @inlinable
  mutating func joinsGroup(_ index: Int32) -> Bool {
    guard let group = slab[index].group else { return true }
    var table = groups ?? SlotTable(limit: 1 << 24)
    groups = nil
    defer { groups = table }
    guard let slot = table.slot(of: group, hash: group.stableHash) else {
      _ = table.insert(group, index, hash: group.stableHash)
      return true
    }
    slab[table.value(at: slot)].next = index
    table.update(at: slot) { $0 = index }
    return false
  }

  @inlinable
  mutating func forgetGroup(_ group: UInt64) {
    if let slot = groups?.slot(of: group, hash: group.stableHash) { groups?.remove(at: slot) }
  }
}
