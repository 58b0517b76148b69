/// A queue for what came once and an LRU list for what came back: 2Q, the full version.
///
/// ```
///  new ──▶ A1in (25 %, a queue) ──▶ A1out (keys only, 50 %) ──asked for again──▶ Am (LRU)
/// ```
///
/// A hit in A1in does nothing: correlated uses soon after the first say little. Room comes from
/// A1in while that is over its share, otherwise from the end of Am, who is not remembered. As in
/// libCacheSim, the shares are cut to whole entries.
///
/// Up to 18 bytes an entry. Constant time.
///
/// - SeeAlso: Johnson and Shasha, *2Q: a low overhead high performance buffer management
///   replacement algorithm*, VLDB 1994.
@frozen
public struct TwoQueueEviction: DrawFreeEviction {
  @usableFromInline static var arrivals: Int { 0 }
  @usableFromInline static var main: Int { 1 }

  @usableFromInline package var order = SlotLists(listCount: 2, slotLimit: 0)
  @usableFromInline var isInMain = SlotColumn<Bool>(slotLimit: 0, blank: false)
  @usableFromInline package var ghosts = GhostLists()
  @usableFromInline var arrivalCount = 0
  @usableFromInline var arrivalShare = 0
  @usableFromInline var ghostShare = 0

  /// Whether the key that is about to come in is a ghost; `nil` if nobody has looked.
  @usableFromInline var isReturning: Bool?

  @inlinable
  public init() {}

  @inlinable
  public mutating func reset(capacity: Int) {
    order.removeAll(slotLimit: capacity)
    isInMain.removeAll(slotLimit: capacity)
    arrivalShare = capacity / 4
    ghostShare = capacity / 2
    ghosts.reset(limit: ghostShare)
    arrivalCount = 0
    isReturning = nil
  }

  @inlinable
  public mutating func insert(_ slot: Int, hash: UInt64) {
    let isReturning = isReturning ?? (ghosts.take(hash) != nil)
    self.isReturning = nil
    order.pushFront(slot, to: isReturning ? Self.main : Self.arrivals)
    isInMain.set(slot, to: isReturning)
    if !isReturning { arrivalCount += 1 }
  }

  @inlinable
  public mutating func touch(_ slot: Int, hash: UInt64, draw: () -> UInt64) {
    if isInMain[slot] { order.moveToFront(slot, of: Self.main) }
  }

  @inlinable
  public mutating func remove(_ slot: Int) {
    order.remove(slot)
    if !isInMain[slot] { arrivalCount -= 1 }
  }

  @inlinable
  public mutating func evict(
    for hash: UInt64, hashOf: (Int) -> UInt64, draw: () -> UInt64
  ) -> Int {
    isReturning = ghosts.take(hash) != nil
    if arrivalCount <= arrivalShare, let slot = order.back(of: Self.main) {
      order.remove(slot)
      return slot
    }
    guard let slot = order.back(of: Self.arrivals) else {
      preconditionFailure("nothing to evict: the cache is empty")
    }
    order.remove(slot)
    arrivalCount -= 1
    if ghostShare > 0 {
      if ghosts.count(of: 0) == ghostShare { ghosts.dropOldest() }
      ghosts.append(hashOf(slot))
    }
    return slot
  }

  @inlinable
  public var bytes: Int { order.bytes + isInMain.bytes + ghosts.bytes }
}
