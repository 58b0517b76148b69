public import TimeBase

/// Evicts the idlest of a few entries looked at by chance and of the best candidates met before:
/// Redis's `allkeys-lru`.
///
/// An entry knows the second of its last use, in 24 bits (`LRU_CLOCK`): ages within a second are
/// alike, and after 194 days without a use the count begins again. See ``EvictionPool``. Redis
/// samples a run of neighbouring hash buckets; here each sample is drawn on its own, so that one
/// key may be drawn twice.
///
/// 4 bytes an entry. An eviction takes time in proportion to the samples, and one draw.
@frozen
public struct SampledLRUEviction: EvictionPolicy {
  /// Entries looked at for one eviction: `maxmemory-samples`.
  public let samples: Int

  @usableFromInline static var clockMask: UInt32 { 1 << 24 - 1 }

  @usableFromInline var uses = SlotColumn<UInt32>(slotLimit: 0, blank: 0)
  @usableFromInline var pool = EvictionPool()
  @usableFromInline var capacity = 0
  @usableFromInline var clock: UInt32 = 0

  /// - Precondition: `samples` is in `1...64`.
  @inlinable
  public init(samples: Int = 5) {
    precondition((1...64).contains(samples), "samples must be in 1...64, not \(samples)")
    self.samples = samples
  }

  @inlinable
  public mutating func reset(capacity: Int) {
    self.capacity = capacity
    uses.removeAll(slotLimit: capacity)
    pool.removeAll()
  }

  @inlinable
  public mutating func advance(to now: Instant) {
    clock =
      UInt32(truncatingIfNeeded: max(0, now.nanoseconds) / 1_000_000_000) & Self.clockMask
  }

  @inlinable
  public mutating func insert(_ slot: Int, hash: UInt64) { uses.set(slot, to: clock) }

  @inlinable
  public mutating func touch(_ slot: Int, hash: UInt64, draw: () -> UInt64) { uses[slot] = clock }

  @inlinable
  public mutating func remove(_ slot: Int) {}

  @inlinable
  public mutating func evict(
    for hash: UInt64, hashOf: (Int) -> UInt64, draw: () -> UInt64
  ) -> Int {
    let (uses, clock) = (uses, clock)
    return pool.evict(samples: samples, capacity: capacity, hashOf: hashOf, draw: draw) { slot in
      Self.idleSeconds(since: uses[slot], at: clock)
    }
  }

  @inlinable
  public var bytes: Int { uses.bytes + pool.bytes }

  /// As `estimateObjectIdleTime`: a clock that has begun again is taken to have done so once.
  @inlinable
  static func idleSeconds(since used: UInt32, at clock: UInt32) -> UInt32 {
    clock >= used ? clock - used : clock + (clockMask - used)
  }
}
