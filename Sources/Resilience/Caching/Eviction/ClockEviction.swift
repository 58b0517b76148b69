/// Evicts the oldest entry that has not been used since it was last looked at: CLOCK, or FIFO with
/// reinsertion (Corbató, 1968), as in libCacheSim.
///
/// A use marks an entry and moves nothing. When room is needed, the oldest entry is looked at: if
/// it is marked, the mark is taken back by one and the entry counts as new; if not, it leaves.
///
/// 9 bytes an entry. Amortised constant time: looking on uses up a mark that a use has made.
@frozen
public struct ClockEviction: DrawFreeEviction {
  /// The most uses that count: 1 with one bit, 3 with two.
  public let largestMark: UInt8

  /// Youngest first.
  @usableFromInline package var order = SlotLists(slotLimit: 0)
  @usableFromInline var marks = SlotColumn<UInt8>(slotLimit: 0, blank: 0)

  /// - Parameter bits: of a mark, 1 to 8.
  @inlinable
  public init(bits: Int = 1) {
    precondition((1...8).contains(bits), "a mark has 1 to 8 bits, not \(bits)")
    largestMark = UInt8.max >> UInt8(8 - bits)
  }

  @inlinable
  public mutating func reset(capacity: Int) {
    order.removeAll(slotLimit: capacity)
    marks.removeAll(slotLimit: capacity)
  }

  @inlinable
  public mutating func insert(_ slot: Int, hash: UInt64) {
    order.pushFront(slot)
    marks.set(slot, to: 0)
  }

  @inlinable
  public mutating func touch(_ slot: Int, hash: UInt64, draw: () -> UInt64) {
    let mark = marks[slot]
    if mark < largestMark { marks[slot] = mark + 1 }
  }

  @inlinable
  public mutating func remove(_ slot: Int) { order.remove(slot) }

  @inlinable
  public mutating func evict(
    for hash: UInt64, hashOf: (Int) -> UInt64, draw: () -> UInt64
  ) -> Int {
    while let slot = order.back() {
      if marks[slot] == 0 {
        order.remove(slot)
        return slot
      }
      marks[slot] -= 1
      order.moveToFront(slot)
    }
    preconditionFailure("nothing to evict: the cache is empty")
  }

  @inlinable
  public var bytes: Int { order.bytes + marks.bytes }
}
