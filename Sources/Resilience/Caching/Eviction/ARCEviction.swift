/// Two LRU lists, for what was used once and what was used more often, whose sizes follow the hits
/// on what either has just lost: ARC.
///
/// ```
///  B1 ghosts ◂ T1 used once │ T2 used again ▸ B2 ghosts      |T1| aims at p, 0...capacity
///     a hit here: p grows   │   a hit here: p shrinks
/// ```
///
/// By the cases of the paper: |T1| + |B1| is at most the capacity, and all four at most twice that.
/// A hit on a ghost moves p by `max(|other ghosts| / |these ghosts|, 1)`, sizes before the ghost
/// leaves; the quotient is cut to a whole number, as in libCacheSim. Entries that expire or are
/// removed leave no ghost, and while there is room a returning ghost moves p but pushes nobody out.
///
/// 25½ bytes an entry. Constant time.
///
/// - SeeAlso: Megiddo and Modha, *ARC: a self-tuning, low overhead replacement cache*, FAST 2003.
@frozen
public struct ARCEviction: DrawFreeEviction {
  @usableFromInline static var once: Int { 0 }
  @usableFromInline static var often: Int { 1 }

  /// The size that T1 aims at: *p* in the paper.
  @inlinable
  public var target: Int { aim }

  @usableFromInline var aim = 0
  @usableFromInline var capacity = 0
  @usableFromInline var onceCount = 0
  @usableFromInline package var order = SlotLists(listCount: 2, slotLimit: 0)

  /// One bit for each slot: whether it is in T2.
  @usableFromInline var isOften = SlotColumn<UInt64>(slotLimit: 0, blank: 0)
  @usableFromInline package var ghosts = GhostLists()

  /// The list for the key that is about to come in; `nil` if nobody has looked.
  @usableFromInline var destination: Int?

  @inlinable
  public init() {}

  @inlinable
  public mutating func reset(capacity: Int) {
    self.capacity = capacity
    order.removeAll(slotLimit: capacity)
    isOften.removeAll(slotLimit: (capacity + 63) / 64)
    ghosts.reset(limit: capacity)
    aim = 0
    onceCount = 0
    destination = nil
  }

  @inlinable
  public mutating func insert(_ slot: Int, hash: UInt64) {
    let list = destination ?? arrive(hash).destination
    destination = nil
    if list == Self.once, onceCount + ghosts.count(of: Self.once) == capacity {
      ghosts.dropOldest(of: Self.once)
    }
    order.pushFront(slot, to: list)
    mark(slot, list == Self.often)
    if list == Self.once { onceCount += 1 }
  }

  @inlinable
  public mutating func touch(_ slot: Int, hash: UInt64, draw: () -> UInt64) {
    order.moveToFront(slot, of: Self.often)
    if isOften[slot >> 6] >> UInt64(slot & 63) & 1 == 0 {
      mark(slot, true)
      onceCount -= 1
    }
  }

  @inlinable
  public mutating func remove(_ slot: Int) {
    order.remove(slot)
    if isOften[slot >> 6] >> UInt64(slot & 63) & 1 == 0 { onceCount -= 1 }
  }

  @inlinable
  public mutating func evict(
    for hash: UInt64, hashOf: (Int) -> UInt64, draw: () -> UInt64
  ) -> Int {
    let (destination, cameFrom) = arrive(hash)
    self.destination = destination
    if cameFrom == nil {
      if onceCount + ghosts.count(of: Self.once) == capacity {
        if onceCount == capacity { return takeLast(of: Self.once) }
        ghosts.dropOldest(of: Self.once)
      } else if ghosts.count(of: Self.once) + ghosts.count(of: Self.often) == capacity {
        ghosts.dropOldest(of: Self.often)
      }
    }
    let givesOnce =
      onceCount > 0 && (onceCount > aim || onceCount == aim && cameFrom == Self.often)
    let list = givesOnce || onceCount == capacity ? Self.once : Self.often
    let slot = takeLast(of: list)
    ghosts.append(hashOf(slot), to: list)
    return slot
  }

  @inlinable
  public var bytes: Int { order.bytes + isOften.bytes + ghosts.bytes }

  /// Looks whether a key is a ghost, and lets it move the target if so.
  @inlinable
  mutating func arrive(_ hash: UInt64) -> (destination: Int, cameFrom: Int?) {
    let (ones, others) = (ghosts.count(of: Self.once), ghosts.count(of: Self.often))
    switch ghosts.take(hash) {
    case Self.once?:
      aim = min(aim + max(others / ones, 1), capacity)
      return (Self.often, Self.once)
    case Self.often?:
      aim = max(aim - max(ones / others, 1), 0)
      return (Self.often, Self.often)
    default:
      return (Self.once, nil)
    }
  }

  @inlinable
  mutating func takeLast(of list: Int) -> Int {
    guard let slot = order.back(of: list) else {
      preconditionFailure("nothing to evict from list \(list) of a cache of \(capacity)")
    }
    order.remove(slot)
    if list == Self.once { onceCount -= 1 }
    return slot
  }

  @inlinable
  mutating func mark(_ slot: Int, _ often: Bool) {
    let bit: UInt64 = 1 << UInt64(slot & 63)
    if slot >> 6 >= isOften.elements.count { isOften.set(slot >> 6, to: 0) }
    isOften[slot >> 6] = often ? isOften[slot >> 6] | bit : isOften[slot >> 6] & ~bit
  }
}
