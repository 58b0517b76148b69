/// The latest instants of a sequence that never decreases, no more than a limit.
///
/// Memory doubles as it is needed, up to the limit, and is then used round and round.
@frozen
@usableFromInline
struct InstantRing: Hashable, Sendable {
  @usableFromInline var slots: ContiguousArray<Int64> = []
  @usableFromInline var first = 0
  @usableFromInline var count = 0
  @usableFromInline let limit: Int

  @inlinable
  init(limit: Int) { self.limit = limit }

  /// The instant at a position, counted from the oldest.
  @inlinable
  subscript(position: Int) -> Int64 {
    let slot = first &+ position
    return slots[slot < slots.count ? slot : slot &- slots.count]
  }

  /// Drops the oldest instants up to and including `instant`.
  @inlinable
  mutating func dropFirst(through instant: Int64) {
    while count > 0, slots[first] <= instant { dropFirst() }
  }

  /// Adds the same instant so many times; what is beyond the limit pushes the oldest out.
  @inlinable
  mutating func append(_ instant: Int64, count added: Int) {
    for _ in 0..<added {
      if count == slots.count {
        if count < limit { grow() } else { dropFirst() }
      }
      let slot = first &+ count
      slots[slot < slots.count ? slot : slot &- slots.count] = instant
      count &+= 1
    }
  }

  /// How many of the oldest are not later than `instant`.
  func count(through instant: Int64) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] <= instant { low = middle + 1 } else { high = middle }
    }
    return low
  }

  @inlinable
  mutating func dropFirst() {
    first = first &+ 1 < slots.count ? first &+ 1 : 0
    count &-= 1
  }

  @inlinable
  @inline(never)
  mutating func grow() {
    var larger = ContiguousArray<Int64>()
    let capacity = min(limit, max(4, 2 * slots.count))
    larger.reserveCapacity(capacity)
    for position in 0..<count { larger.append(self[position]) }
    while larger.count < capacity { larger.append(.min) }
    slots = larger
    first = 0
  }
}
