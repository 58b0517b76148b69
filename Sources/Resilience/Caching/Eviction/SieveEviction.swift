/// Evicts the first entry without a mark that a moving hand meets: SIEVE.
///
/// ```
/// youngest ▸ [ ][•][ ][•][•][ ] ◂ oldest        • used since the hand last passed
///                   ▲ hand, moves towards the youngest and takes marks away; wraps to the oldest
/// ```
///
/// A use marks an entry and moves nothing; unlike in CLOCK, neither does surviving. The hand stays
/// where it found its victim, so that what is new is looked at before what has proved itself.
///
/// 9 bytes an entry. Amortised constant time: each step of the hand uses up a mark that a use has
/// made.
///
/// - SeeAlso: Zhang, Yang, Yue, Vigfusson and Rashmi, *SIEVE is simpler than LRU*, NSDI 2024.
@frozen
public struct SieveEviction: DrawFreeEviction {
  /// Youngest first.
  @usableFromInline package var order = SlotLists(slotLimit: 0)
  @usableFromInline var marks = SlotColumn<Bool>(slotLimit: 0, blank: false)

  /// Where the hand stands; -1 if it begins at the oldest.
  @usableFromInline package var hand = -1

  @inlinable
  public init() {}

  @inlinable
  public mutating func reset(capacity: Int) {
    order.removeAll(slotLimit: capacity)
    marks.removeAll(slotLimit: capacity)
    hand = -1
  }

  @inlinable
  public mutating func insert(_ slot: Int, hash: UInt64) {
    order.pushFront(slot)
    marks.set(slot, to: false)
  }

  @inlinable
  public mutating func touch(_ slot: Int, hash: UInt64, draw: () -> UInt64) { marks[slot] = true }

  @inlinable
  public mutating func remove(_ slot: Int) {
    if slot == hand { hand = order.slot(before: slot) ?? -1 }
    order.remove(slot)
  }

  @inlinable
  public mutating func evict(
    for hash: UInt64, hashOf: (Int) -> UInt64, draw: () -> UInt64
  ) -> Int {
    guard let oldest = order.back() else {
      preconditionFailure("nothing to evict: the cache is empty")
    }
    var slot = hand < 0 ? oldest : hand
    while marks[slot] {
      marks[slot] = false
      slot = order.slot(before: slot) ?? oldest
    }
    hand = order.slot(before: slot) ?? -1
    order.remove(slot)
    return slot
  }

  @inlinable
  public var bytes: Int { order.bytes + marks.bytes }
}
