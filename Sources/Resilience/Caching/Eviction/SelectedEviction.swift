public import TimeBase

/// An eviction policy chosen while the program runs, such as by a model file.
///
/// One branch an operation, always predicted, instead of an existential. The policies that were not
/// chosen stay empty.
@frozen
public struct SelectedEviction: EvictionPolicy {
  public let kind: EvictionKind

  @usableFromInline var lru = LRUEviction()
  @usableFromInline var fifo = FIFOEviction()
  @usableFromInline var random = RandomEviction()
  @usableFromInline var clock = ClockEviction()
  @usableFromInline var sieve = SieveEviction()
  @usableFromInline var s3FIFO = S3FIFOEviction()
  @usableFromInline var twoQueue = TwoQueueEviction()
  @usableFromInline var arc = ARCEviction()
  @usableFromInline var lfu = LFUEviction()
  @usableFromInline var redisLRU = SampledLRUEviction()
  @usableFromInline var redisLFU = SampledLFUEviction()
  @usableFromInline var tinyLFU = WTinyLFUEviction()

  @inlinable
  public init(_ kind: EvictionKind) { self.kind = kind }

  @inlinable
  public mutating func reset(capacity: Int) {
    switch kind {
    case .lru: lru.reset(capacity: capacity)
    case .fifo: fifo.reset(capacity: capacity)
    case .random: random.reset(capacity: capacity)
    case .clock: clock.reset(capacity: capacity)
    case .sieve: sieve.reset(capacity: capacity)
    case .s3FIFO: s3FIFO.reset(capacity: capacity)
    case .twoQueue: twoQueue.reset(capacity: capacity)
    case .arc: arc.reset(capacity: capacity)
    case .lfu: lfu.reset(capacity: capacity)
    case .redisLRU: redisLRU.reset(capacity: capacity)
    case .redisLFU: redisLFU.reset(capacity: capacity)
    case .tinyLFU: tinyLFU.reset(capacity: capacity)
    }
  }

  @inlinable
  public mutating func advance(to now: Instant) {
    switch kind {
    case .redisLRU: redisLRU.advance(to: now)
    case .redisLFU: redisLFU.advance(to: now)
    case .lru, .fifo, .random, .clock, .sieve, .s3FIFO, .twoQueue, .arc, .lfu, .tinyLFU: break
    }
  }

  @inlinable
  public mutating func insert(_ slot: Int, hash: UInt64) {
    switch kind {
    case .lru: lru.insert(slot, hash: hash)
    case .fifo: fifo.insert(slot, hash: hash)
    case .random: random.insert(slot, hash: hash)
    case .clock: clock.insert(slot, hash: hash)
    case .sieve: sieve.insert(slot, hash: hash)
    case .s3FIFO: s3FIFO.insert(slot, hash: hash)
    case .twoQueue: twoQueue.insert(slot, hash: hash)
    case .arc: arc.insert(slot, hash: hash)
    case .lfu: lfu.insert(slot, hash: hash)
    case .redisLRU: redisLRU.insert(slot, hash: hash)
    case .redisLFU: redisLFU.insert(slot, hash: hash)
    case .tinyLFU: tinyLFU.insert(slot, hash: hash)
    }
  }

  @inlinable
  public mutating func touch(_ slot: Int, hash: UInt64, draw: () -> UInt64) {
    switch kind {
    case .lru: lru.touch(slot, hash: hash, draw: draw)
    case .fifo: fifo.touch(slot, hash: hash, draw: draw)
    case .random: random.touch(slot, hash: hash, draw: draw)
    case .clock: clock.touch(slot, hash: hash, draw: draw)
    case .sieve: sieve.touch(slot, hash: hash, draw: draw)
    case .s3FIFO: s3FIFO.touch(slot, hash: hash, draw: draw)
    case .twoQueue: twoQueue.touch(slot, hash: hash, draw: draw)
    case .arc: arc.touch(slot, hash: hash, draw: draw)
    case .lfu: lfu.touch(slot, hash: hash, draw: draw)
    case .redisLRU: redisLRU.touch(slot, hash: hash, draw: draw)
    case .redisLFU: redisLFU.touch(slot, hash: hash, draw: draw)
    case .tinyLFU: tinyLFU.touch(slot, hash: hash, draw: draw)
    }
  }

  @inlinable
  public mutating func remove(_ slot: Int) {
    switch kind {
    case .lru: lru.remove(slot)
    case .fifo: fifo.remove(slot)
    case .random: random.remove(slot)
    case .clock: clock.remove(slot)
    case .sieve: sieve.remove(slot)
    case .s3FIFO: s3FIFO.remove(slot)
    case .twoQueue: twoQueue.remove(slot)
    case .arc: arc.remove(slot)
    case .lfu: lfu.remove(slot)
    case .redisLRU: redisLRU.remove(slot)
    case .redisLFU: redisLFU.remove(slot)
    case .tinyLFU: tinyLFU.remove(slot)
    }
  }

  @inlinable
  public mutating func evict(
    for hash: UInt64, hashOf: (Int) -> UInt64, draw: () -> UInt64
  ) -> Int {
    switch kind {
    case .lru: lru.evict(for: hash, hashOf: hashOf, draw: draw)
    case .fifo: fifo.evict(for: hash, hashOf: hashOf, draw: draw)
    case .random: random.evict(for: hash, hashOf: hashOf, draw: draw)
    case .clock: clock.evict(for: hash, hashOf: hashOf, draw: draw)
    case .sieve: sieve.evict(for: hash, hashOf: hashOf, draw: draw)
    case .s3FIFO: s3FIFO.evict(for: hash, hashOf: hashOf, draw: draw)
    case .twoQueue: twoQueue.evict(for: hash, hashOf: hashOf, draw: draw)
    case .arc: arc.evict(for: hash, hashOf: hashOf, draw: draw)
    case .lfu: lfu.evict(for: hash, hashOf: hashOf, draw: draw)
    case .redisLRU: redisLRU.evict(for: hash, hashOf: hashOf, draw: draw)
    case .redisLFU: redisLFU.evict(for: hash, hashOf: hashOf, draw: draw)
    case .tinyLFU: tinyLFU.evict(for: hash, hashOf: hashOf, draw: draw)
    }
  }

  @inlinable
  public var bytes: Int {
    switch kind {
    case .lru: lru.bytes
    case .fifo: fifo.bytes
    case .random: random.bytes
    case .clock: clock.bytes
    case .sieve: sieve.bytes
    case .s3FIFO: s3FIFO.bytes
    case .twoQueue: twoQueue.bytes
    case .arc: arc.bytes
    case .lfu: lfu.bytes
    case .redisLRU: redisLRU.bytes
    case .redisLFU: redisLFU.bytes
    case .tinyLFU: tinyLFU.bytes
    }
  }
}
