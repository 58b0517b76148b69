/// A bounded table of keys in the order of their last use, each with a small state: what limiters
/// by key stand on. Every operation takes constant time.
///
/// Who is dropped, and when, is the owner's rule: the table only knows who has waited longest.
@frozen
@usableFromInline
package struct RecencyTable<State> {
  @usableFromInline package var table: SlotTable<UInt64, State>
  @usableFromInline var order: SlotLists

  /// The most keys that any table can hold.
  package static var largestLimit: Int { SlotTable<UInt64, State>.largestLimit }

  /// - Precondition: `limit` is in `0...largestLimit`.
  @inlinable
  package init(limit: Int) {
    table = SlotTable(limit: limit)
    order = SlotLists(slotLimit: limit)
  }

  @inlinable
  package var count: Int { table.count }

  @inlinable
  package var isFull: Bool { table.count == table.limit }

  /// The slot of a key, without touching its place in the order.
  @inlinable
  package func slot(of key: UInt64) -> Int? { table.slot(of: key, hash: key.stableHash) }

  /// The slot of a key, which counts as used now.
  @inlinable
  package mutating func use(_ key: UInt64) -> Int? {
    guard let slot = table.slot(of: key, hash: key.stableHash) else { return nil }
    order.moveToFront(slot)
    return slot
  }

  /// Adds a key that is not in the table, used now.
  ///
  /// - Precondition: the table is not full.
  @inlinable
  package mutating func insert(_ key: UInt64, _ state: State) -> Int {
    let slot = table.insert(key, state, hash: key.stableHash)
    order.pushFront(slot)
    return slot
  }

  /// Puts a key that is not in the table, used now, in the place of the one that has not been used
  /// for longest; nothing happens to an empty table.
  @inlinable
  package mutating func replaceOldest(with key: UInt64, _ state: State) -> Int? {
    guard let slot = order.back() else { return nil }
    table.replace(at: slot, with: key, state, hash: key.stableHash)
    order.moveToFront(slot)
    return slot
  }

  /// The slot whose key has not been used for longest.
  @inlinable
  package var oldest: Int? { order.back() }

  /// Calls `body` with the states of all keys, those used last first.
  ///
  /// - Complexity: O(*n*)
  @inlinable
  @inline(__always)
  package func forEachState(_ body: (State) -> Void) {
    order.forEachSlot { body(table.value(at: $0)) }
  }

  /// The states of all keys, those used last first.
  ///
  /// - Complexity: O(*n*)
  package var states: [State] { order.slots().map { table.value(at: $0) } }

  @inlinable
  package mutating func remove(at slot: Int) {
    order.remove(slot)
    table.remove(at: slot)
  }

  @inlinable
  package mutating func removeAll() {
    table.removeAll()
    order.removeAll(slotLimit: table.limit)
  }
}

extension RecencyTable: Sendable where State: Sendable {}
