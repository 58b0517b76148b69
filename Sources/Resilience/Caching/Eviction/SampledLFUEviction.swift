public import TimeBase

/// Evicts the entry with the lowest logarithmic use counter among a few looked at by chance and the
/// best candidates met before: Redis's `allkeys-lfu`.
///
/// The counter has 8 bits. A new entry starts at 5. A use raises a counter *c* with probability `1
/// / (max(c - 5, 0) * logFactor + 1)`, so that 255 stands for a million uses (at 10). It falls by
/// one for each ``decayMinutes`` in which the entry was not used; whole minutes of a 16-bit clock
/// count, as in `LFUTimeElapsed`. See ``EvictionPool`` and ``SampledLRUEviction`` for the rest.
///
/// 4 bytes an entry. A use takes one draw, an eviction one and time in proportion to the samples.
@frozen
public struct SampledLFUEviction: EvictionPolicy {
  /// Entries looked at for one eviction: `maxmemory-samples`.
  public let samples: Int

  /// How slowly counters rise: `lfu-log-factor`.
  public let logFactor: UInt64

  /// Minutes without a use for each step down: `lfu-decay-time`; 0 for never.
  public let decayMinutes: UInt32

  @usableFromInline static var start: UInt32 { 5 }

  /// The minute of the last use, 16 bits, and the counter, 8 bits.
  @usableFromInline var states = SlotColumn<UInt32>(slotLimit: 0, blank: 0)
  @usableFromInline var pool = EvictionPool()
  @usableFromInline var capacity = 0
  @usableFromInline var minute: UInt32 = 0

  /// - Precondition: `samples` is in `1...64`, and `logFactor` at most 2^32.
  @inlinable
  public init(samples: Int = 5, logFactor: UInt64 = 10, decayMinutes: UInt32 = 1) {
    precondition((1...64).contains(samples), "samples must be in 1...64, not \(samples)")
    precondition(logFactor <= 1 << 32, "a log factor of \(logFactor) is beyond \(UInt64(1) << 32)")
    self.samples = samples
    self.logFactor = logFactor
    self.decayMinutes = decayMinutes
  }

  @inlinable
  public mutating func reset(capacity: Int) {
    self.capacity = capacity
    states.removeAll(slotLimit: capacity)
    pool.removeAll()
  }

  @inlinable
  public mutating func advance(to now: Instant) {
    minute = UInt32(truncatingIfNeeded: max(0, now.nanoseconds) / 60_000_000_000) & 0xFFFF
  }

  @inlinable
  public mutating func insert(_ slot: Int, hash: UInt64) {
    states.set(slot, to: minute << 8 | Self.start)
  }

  @inlinable
  public mutating func touch(_ slot: Int, hash: UInt64, draw: () -> UInt64) {
    states[slot] = minute << 8 | raised(counter(of: slot), by: draw)
  }

  @inlinable
  public mutating func remove(_ slot: Int) {}

  @inlinable
  public mutating func evict(
    for hash: UInt64, hashOf: (Int) -> UInt64, draw: () -> UInt64
  ) -> Int {
    let (states, minute, decayMinutes) = (states, minute, decayMinutes)
    return pool.evict(samples: samples, capacity: capacity, hashOf: hashOf, draw: draw) { slot in
      255 - Self.counter(in: states[slot], at: minute, decayMinutes: decayMinutes)
    }
  }

  @inlinable
  public var bytes: Int { states.bytes + pool.bytes }

  /// The counter of an entry as it stands now, which looking at it does not change.
  @inlinable
  public func counter(of slot: Int) -> UInt32 {
    Self.counter(in: states[slot], at: minute, decayMinutes: decayMinutes)
  }

  @inlinable
  static func counter(in state: UInt32, at minute: UInt32, decayMinutes: UInt32) -> UInt32 {
    let (used, counter) = (state >> 8, state & 255)
    guard decayMinutes > 0 else { return counter }
    let elapsed = minute >= used ? minute - used : 65_535 - used + minute
    let steps = elapsed / decayMinutes
    return steps > counter ? 0 : counter - steps
  }

  /// A counter after one use.
  @inlinable
  public func raised(_ counter: UInt32, by draw: () -> UInt64) -> UInt32 {
    guard counter < 255 else { return 255 }
    let above = counter > Self.start ? UInt64(counter - Self.start) : 0
    // One in so many, to within 2^-64: the draw, read as a fraction, falls into the first part.
    let parts = above * logFactor + 1
    return draw().multipliedFullWidth(by: parts).high == 0 ? counter + 1 : counter
  }
}
