/// The eviction policies that a cache can be told to use.
@frozen
public enum EvictionKind: String, CaseIterable, Hashable, Sendable {
  /// Least recently used: ``LRUEviction``.
  case lru

  /// First in, first out: ``FIFOEviction``.
  case fifo

  /// Any, with equal probability: ``RandomEviction``.
  case random

  /// First in, first out, but used entries get another turn: ``ClockEviction`` with one bit.
  case clock

  /// SIEVE: ``SieveEviction``.
  case sieve

  /// S3-FIFO: ``S3FIFOEviction``.
  case s3FIFO = "s3fifo"

  /// 2Q: ``TwoQueueEviction``.
  case twoQueue = "2q"

  /// Adaptive replacement: ``ARCEviction``.
  case arc

  /// Least frequently used: ``LFUEviction``.
  case lfu

  /// Redis's `allkeys-lru` with five samples: ``SampledLRUEviction``.
  case redisLRU = "redis-lru"

  /// Redis's `allkeys-lfu` with five samples: ``SampledLFUEviction``.
  case redisLFU = "redis-lfu"

  /// Caffeine's W-TinyLFU: ``WTinyLFUEviction``.
  case tinyLFU = "w-tinylfu"
}
