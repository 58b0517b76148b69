/// Evicts the entry that has not been used for longest. Reading and overwriting are uses.
///
/// 8 bytes an entry.
@frozen
public struct LRUEviction: DrawFreeEviction {
  /// Most recently used first.
  @usableFromInline package var order = SlotLists(slotLimit: 0)

  @inlinable
  public init() {}

  @inlinable
  public mutating func reset(capacity: Int) { order.removeAll(slotLimit: capacity) }

  @inlinable
  public mutating func insert(_ slot: Int, hash: UInt64) { order.pushFront(slot) }

  @inlinable
  public mutating func touch(_ slot: Int, hash: UInt64, draw: () -> UInt64) {
    order.moveToFront(slot)
  }

  @inlinable
  public mutating func remove(_ slot: Int) { order.remove(slot) }

  @inlinable
  public mutating func evict(
    for hash: UInt64, hashOf: (Int) -> UInt64, draw: () -> UInt64
  ) -> Int {
    guard let slot = order.back() else {
      preconditionFailure("nothing to evict: the cache is empty")
    }
    order.remove(slot)
    return slot
  }

  @inlinable
  public var bytes: Int { order.bytes }
}
