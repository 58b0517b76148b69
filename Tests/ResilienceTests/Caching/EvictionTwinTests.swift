import Resilience
import Testing
import TimeBase

/// Each policy against its naive twin: the same hits and the same victims on popular keys (about
/// Zipf's law) among scans of keys that never come again, with now and then a removal.
///
/// A million requests in a release build, ten thousand in a debug build.
@Suite struct EvictionTwinTests {
  #if DEBUG
    private static let requests = 10_000
  #else
    private static let requests = 1_000_000
  #endif

  @Test(arguments: [1, 2, 10, 100])
  func `LRU agrees with its twin`(capacity: Int) {
    Self.compare(LRUEviction(), NaiveLRU(capacity: capacity), capacity: capacity)
  }

  @Test(arguments: [1, 2, 10, 100])
  func `SIEVE agrees with its twin`(capacity: Int) {
    Self.compare(SieveEviction(), NaiveSieve(capacity: capacity), capacity: capacity)
  }

  @Test(arguments: [1, 2, 10, 100])
  func `S3-FIFO agrees with its twin`(capacity: Int) {
    Self.compare(S3FIFOEviction(), NaiveS3FIFO(capacity: capacity), capacity: capacity)
  }

  @Test(arguments: [1, 2, 10, 100])
  func `2Q agrees with its twin`(capacity: Int) {
    Self.compare(TwoQueueEviction(), NaiveTwoQueue(capacity: capacity), capacity: capacity)
  }

  @Test(arguments: [1, 2, 10, 100])
  func `ARC agrees with its twin`(capacity: Int) {
    Self.compare(ARCEviction(), NaiveARC(capacity: capacity), capacity: capacity)
  }

  @Test(arguments: [2, 10, 100, 300])
  func `W-TinyLFU agrees with its twin`(capacity: Int) {
    Self.compare(WTinyLFUEviction(), NaiveTinyLFU(capacity: capacity), capacity: capacity)
  }

  private static func compare(
    _ eviction: some EvictionPolicy, _ naive: some NaiveEviction, capacity: Int
  ) {
    var twin = naive
    var cache = CacheStore<UInt64, Void, _>(capacity: capacity, eviction: eviction)
    var trace = MixedTrace(seed: UInt64(capacity))
    var disagreements = 0
    for _ in 0..<requests {
      let request = trace.next()
      if request.isRemoval {
        cache.remove(request.key, at: .zero)
        twin.remove(request.key)
        continue
      }
      let isHit = cache.get(request.key, at: .zero, draw: request.draw).value != nil
      if isHit != twin.hit(request.key) { disagreements += 1 }
      guard !isHit else { continue }
      let victim = cache.set(request.key, (), at: .zero, draw: request.draw)
      if victim != twin.miss(request.key, draw: request.draw) { disagreements += 1 }
      if disagreements > 0 { break }
    }
    #expect(disagreements == 0, "after \(cache.statistics.lookups) lookups")
    #expect(cache.statistics.evictions > 1_000)
    #expect(cache.statistics.hits > 100)
  }
}

/// Seeded requests: popular keys, scans, few removals.
struct MixedTrace {
  struct Request {
    let key: UInt64
    let draw: UInt64
    let isRemoval: Bool
  }

  private var random: ScriptRandom
  private var scanLeft = 0
  private var scanKey: UInt64 = 1 << 40

  init(seed: UInt64) { random = ScriptRandom(seed: seed) }

  mutating func next() -> Request {
    if scanLeft == 0, random.chance(1, in: 1_000) { scanLeft = Int(random.below(600)) }
    guard scanLeft == 0 else {
      scanLeft -= 1
      scanKey += 1
      return Request(key: scanKey, draw: random.next(), isRemoval: false)
    }
    // A power of two drawn evenly and a key drawn evenly from there to the next: about Zipf's law.
    let octave = random.below(13)
    let key = 1 << octave + random.below(1 << octave)
    return Request(
      key: UInt64(key), draw: random.next(), isRemoval: random.chance(1, in: 200))
  }
}
