/// A waiting line in which anybody may be next.
///
/// Who leaves is replaced by the last in memory: where somebody stands says nothing about when he came.
///
/// - Complexity: O(1) for everything that changes it.
@frozen
@usableFromInline
package struct RandomQueue<Element: BitwiseCopyable & Sendable>: Sendable {
  @usableFromInline var slab: TokenSlab<Element>

  /// The slots of those who wait.
  @usableFromInline var order: ContiguousArray<UInt32> = []

  /// By slot: where it stands in `order`, or ``absent``.
  @usableFromInline var positions: ContiguousArray<UInt32> = []

  @inlinable
  static var absent: UInt32 { .max }

  @inlinable
  package init() { slab = TokenSlab(limit: Int(Int32.max)) }

  @inlinable
  package var count: Int { order.count }

  @inlinable
  package mutating func enqueue(_ element: Element) -> QueueTicket {
    let slot = UInt32(truncatingIfNeeded: slab.insert(element).index)
    while positions.count <= Int(slot) { positions.append(Self.absent) }
    positions[Int(slot)] = UInt32(truncatingIfNeeded: order.count)
    order.append(slot)
    return QueueTicket(index: slot)
  }

  /// Takes out one of those who wait, each of them with the same share of all words.
  @inlinable
  package mutating func dequeue(_ word: UInt64) -> Element? {
    guard !order.isEmpty else { return nil }
    let place = Int(word.multipliedFullWidth(by: UInt64(order.count)).high)
    return remove(QueueTicket(index: order[place]))
  }

  /// - Precondition: The owner of `ticket` is still waiting.
  @inlinable
  package mutating func remove(_ ticket: QueueTicket) -> Element {
    let slot = Int(ticket.index)
    precondition(
      positions.indices.contains(slot) && positions[slot] != Self.absent,
      "the owner of ticket \(slot) is not waiting")
    let place = Int(positions[slot])
    positions[slot] = Self.absent
    let last = order.removeLast()
    if place < order.count {
      order[place] = last
      positions[Int(last)] = UInt32(truncatingIfNeeded: place)
    }
    return slab.remove(at: Int32(truncatingIfNeeded: slot))
  }

  @inlinable
  package mutating func removeAll() {
    slab = TokenSlab(limit: slab.limit)
    order.removeAll()
    positions.removeAll()
  }
}
