/// A waiting line in the order of keys, and among equal keys first come, first served.
///
/// - Complexity: O(log *n*) for everything that changes it.
@frozen
@usableFromInline
package struct RankedQueue<Element: BitwiseCopyable & Sendable>: Sendable {
  @usableFromInline var slab: TokenSlab<Element>
  @usableFromInline var front = SlotHeap<QueueRank>()

  /// The opposite order, kept only if the last can be displaced.
  @usableFromInline var back = SlotHeap<QueueRank>()
  @usableFromInline let knowsLast: Bool
  @usableFromInline var arrivals: UInt64 = 0

  /// - Parameter knowsLast: Whether ``displaceLast(for:)`` will be asked for.
  @inlinable
  package init(knowsLast: Bool) {
    self.knowsLast = knowsLast
    slab = TokenSlab(limit: Int(Int32.max))
  }

  @inlinable
  package var count: Int { front.count }

  @inlinable
  package mutating func enqueue(_ element: Element, key: Int64) -> QueueTicket {
    let slot = Int(slab.insert(element).index)
    let rank = QueueRank(key: key, order: arrivals)
    arrivals &+= 1
    front.insert(slot, rank: rank)
    if knowsLast { back.insert(slot, rank: rank.reversed) }
    return QueueTicket(index: UInt32(truncatingIfNeeded: slot))
  }

  @inlinable
  package mutating func dequeue() -> Element? {
    guard let slot = front.removeFirst() else { return nil }
    if knowsLast { back.remove(slot) }
    return slab.remove(at: Int32(truncatingIfNeeded: slot))
  }

  /// - Precondition: The owner of `ticket` is still waiting.
  @inlinable
  package mutating func remove(_ ticket: QueueTicket) -> Element {
    let slot = Int(ticket.index)
    precondition(front.contains(slot), "the owner of ticket \(slot) is not waiting")
    front.remove(slot)
    if knowsLast { back.remove(slot) }
    return slab.remove(at: Int32(truncatingIfNeeded: slot))
  }

  /// Takes the last out if somebody with `key` would come before him.
  @inlinable
  package mutating func displaceLast(for key: Int64) -> Element? {
    guard let slot = back.first, let rank = back.firstRank, key < ~rank.key else { return nil }
    return remove(QueueTicket(index: UInt32(truncatingIfNeeded: slot)))
  }

  @inlinable
  package mutating func removeAll() {
    slab = TokenSlab(limit: slab.limit)
    front.removeAll()
    back.removeAll()
  }
}
