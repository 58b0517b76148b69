/// Three queues, first in, first out: a small one that new keys must leave alive, a main one, and a
/// memory of those that did not: S3-FIFO.
///
/// ```
///  new ──▶ small (10 %) ──used twice or more──▶ main (90 %) ◀── again, while used
///            └─────── not ──▶ ghosts ──asked for again──▶┘        └── not ──▶ gone
/// ```
///
/// As in libCacheSim: the main queue gives room while it is over its share or the small one is
/// empty, otherwise the small one does (before the cache is full, a new key always goes into the
/// small one). Uses are counted up to 3; who moves to main starts at 0, and being spared in main
/// costs one. There are as many ghosts as places in main. Of libCacheSim's rules one is left out,
/// which refuses a key as large as the small queue: no key is larger than one place.
///
/// Up to 25 bytes an entry. Amortised constant time.
///
/// - SeeAlso: Yang, Zhang, Qiu, Yue and Rashmi, *FIFO queues are all you need for cache eviction*,
///   SOSP 2023.
@frozen
public struct S3FIFOEviction: DrawFreeEviction {
  @usableFromInline static var small: Int { 0 }
  @usableFromInline static var main: Int { 1 }

  /// Flags the marks of entries in the main queue; the uses stand in the bits below.
  @usableFromInline static var inMain: UInt8 { 4 }

  @usableFromInline let smallShare: Int?
  @usableFromInline package var order = SlotLists(listCount: 2, slotLimit: 0)
  @usableFromInline var marks = SlotColumn<UInt8>(slotLimit: 0, blank: 0)
  @usableFromInline package var ghosts = GhostLists()
  @usableFromInline var smallCount = 0
  @usableFromInline var mainCount = 0
  @usableFromInline var mainShare = 0

  /// Whether the key that is about to come in is a ghost; `nil` if nobody has looked.
  @usableFromInline var isReturning: Bool?

  /// - Parameter small: the entries that are the share of the small queue; a tenth of the capacity,
  ///   if left out.
  @inlinable
  public init(small: Int? = nil) { smallShare = small }

  @inlinable
  public mutating func reset(capacity: Int) {
    order.removeAll(slotLimit: capacity)
    marks.removeAll(slotLimit: capacity)
    mainShare = capacity - min(capacity, smallShare ?? capacity / 10)
    ghosts.reset(limit: mainShare)
    smallCount = 0
    mainCount = 0
    isReturning = nil
  }

  @inlinable
  public mutating func insert(_ slot: Int, hash: UInt64) {
    if isReturning ?? (ghosts.take(hash) != nil) {
      enterMain(slot)
    } else {
      order.pushFront(slot, to: Self.small)
      marks.set(slot, to: 0)
      smallCount += 1
    }
    isReturning = nil
  }

  @inlinable
  public mutating func touch(_ slot: Int, hash: UInt64, draw: () -> UInt64) {
    let mark = marks[slot]
    if mark & 3 < 3 { marks[slot] = mark + 1 }
  }

  @inlinable
  public mutating func remove(_ slot: Int) {
    order.remove(slot)
    if marks[slot] & Self.inMain == 0 { smallCount -= 1 } else { mainCount -= 1 }
  }

  @inlinable
  public mutating func evict(
    for hash: UInt64, hashOf: (Int) -> UInt64, draw: () -> UInt64
  ) -> Int {
    isReturning = ghosts.take(hash) != nil
    if mainCount <= mainShare {
      while let slot = order.back(of: Self.small) {
        order.remove(slot)
        smallCount -= 1
        if marks[slot] & 3 < 2 {
          remember(hashOf(slot))
          return slot
        }
        enterMain(slot)
      }
    }
    while let slot = order.back(of: Self.main) {
      if marks[slot] & 3 == 0 {
        order.remove(slot)
        mainCount -= 1
        return slot
      }
      marks[slot] -= 1
      order.moveToFront(slot, of: Self.main)
    }
    preconditionFailure("nothing to evict: the cache is empty")
  }

  @inlinable
  public var bytes: Int { order.bytes + marks.bytes + ghosts.bytes }

  @inlinable
  mutating func enterMain(_ slot: Int) {
    order.pushFront(slot, to: Self.main)
    marks.set(slot, to: Self.inMain)
    mainCount += 1
  }

  @inlinable
  mutating func remember(_ hash: UInt64) {
    guard mainShare > 0 else { return }
    if ghosts.count(of: 0) == mainShare { ghosts.dropOldest() }
    ghosts.append(hash)
  }
}
