import Resilience
import Testing
import TimeBase

/// Redis's sampled policies (`evict.c`).
@Suite struct SampledEvictionTests {
  /// Vector: idle times A10 B50 C20 evict B, then D5 E30 evict E, then F1 evicts C, which comes
  /// from the pool and not from the sample.
  @Test func `the pool remembers candidates from one eviction to the next`() {
    var pool = EvictionPool()
    let rounds: [([(slot: Int, idle: UInt32)], best: Int)] = [
      ([(0, 10), (1, 50), (2, 20)], 1), ([(3, 5), (4, 30)], 4), ([(5, 1)], 2),
    ]
    for (samples, best) in rounds {
      for sample in samples {
        pool.insert(.init(slot: sample.slot, hash: UInt64(sample.slot), score: sample.idle))
      }
      #expect(pool.takeBest()?.slot == best)
    }
    #expect(pool.count == 3)
  }

  @Test func `a full pool drops its worst for a better one and refuses a worse one`() {
    var pool = EvictionPool()
    for score in 1...16 as ClosedRange<UInt32> {
      pool.insert(.init(slot: Int(score), hash: 0, score: score * 10))
    }
    pool.insert(.init(slot: 100, hash: 0, score: 5))
    pool.insert(.init(slot: 101, hash: 0, score: 55))
    #expect(pool.count == 16)
    let order = (0..<16).compactMap { _ in pool.takeBest()?.slot }
    #expect(order == [16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 101, 5, 4, 3, 2])
  }

  @Test func `of the sampled entries the idlest leaves, by whole seconds`() {
    var cache = CacheStore<UInt64, Void, _>(capacity: 2, eviction: SampledLRUEviction(samples: 64))
    cache.set(1, (), at: .zero, draw: 0)
    cache.set(2, (), at: Instant(nanoseconds: 1_000_000_000), draw: 0)
    _ = cache.get(1, at: Instant(nanoseconds: 2_000_000_000), draw: 0)
    #expect(cache.set(3, (), at: Instant(nanoseconds: 3_000_000_000), draw: 7) == 2)
  }

  @Test func `a candidate whose place another key has taken is skipped`() {
    var random = ScriptRandom(seed: 5)
    var cache = CacheStore<UInt64, Void, _>(capacity: 20, eviction: SampledLRUEviction())
    var present: Set<UInt64> = []
    for step in 0..<5_000 as Range<UInt64> {
      let now = Instant(nanoseconds: Int64(step) * 300_000_000)
      if random.chance(1, in: 4), let key = present.min() {
        let wasThere = cache.remove(key, at: now)
        #expect(wasThere)
        present.remove(key)
      }
      if let victim = cache.set(step, (), at: now, draw: random.next()) {
        let wasThere = present.remove(victim) != nil
        #expect(wasThere)
      }
      present.insert(step)
      #expect(cache.count == present.count)
    }
  }

  /// Vector: p(5) = 1, p(6) = 1/11, p(7) = 1/21, p(10) = 1/51, p(15) = 1/101. The largest draw that
  /// raises the counter and the next.
  @Test(arguments: [(5, 1), (6, 11), (7, 21), (10, 51), (15, 101), (0, 1)] as [(UInt32, UInt64)])
  func `a use raises a counter with the probability of Redis`(counter: UInt32, parts: UInt64) {
    let policy = SampledLFUEviction()
    // The first so many draws of 2^64 fall into the first of the parts.
    let count = UInt64.max / parts
    #expect(policy.raised(counter) { count } == counter + 1)
    #expect(parts == 1 || policy.raised(counter) { count + 1 } == counter)
    #expect(policy.raised(255) { 0 } == 255)
  }

  /// Vector: a counter of 10 that is not touched for three minutes is 7.
  @Test func `a counter falls by one each minute without a use`() {
    var policy = SampledLFUEviction()
    policy.reset(capacity: 1)
    policy.advance(to: .zero)
    policy.insert(0, hash: 0)
    for _ in 0..<5 { policy.touch(0, hash: 0) { 0 } }
    #expect(policy.counter(of: 0) == 10)
    policy.advance(to: Instant(nanoseconds: 179_999_999_999))
    #expect(policy.counter(of: 0) == 8)
    policy.advance(to: Instant(nanoseconds: 180_000_000_000))
    #expect(policy.counter(of: 0) == 7)
    policy.advance(to: Instant(nanoseconds: 3_600_000_000_000))
    #expect(policy.counter(of: 0) == 0)
  }

  /// `redis.conf` at a factor of 10: 100 hits give about 10, 1,000 about 18, 100,000 about 142.
  /// Those are single runs; by the probabilities, 100,000 hits give 147 with a standard deviation
  /// of 7, and the mean of 16 runs one of 1.7.
  @Test(arguments: [(100, 9.0...11.5), (1_000, 16.5...20), (100_000, 141...153)])
  func `hits make the counters of redis conf`(hits: Int, expected: ClosedRange<Double>) {
    var random = ScriptRandom(seed: 17)
    let policy = SampledLFUEviction()
    let rounds = hits > 10_000 ? 16 : 100
    var sum: UInt32 = 0
    for _ in 0..<rounds {
      var counter: UInt32 = 5
      for _ in 0..<hits { counter = policy.raised(counter) { random.next() } }
      sum += counter
    }
    #expect(expected.contains(Double(sum) / Double(rounds)))
  }

  @Test func `what is used often stays under the frequency policy`() {
    var random = ScriptRandom(seed: 23)
    var cache = CacheStore<UInt64, Void, _>(capacity: 100, eviction: SampledLFUEviction())
    for key in 0..<10 as Range<UInt64> {
      cache.set(key, (), at: .zero, draw: 0)
      for _ in 0..<200 { _ = cache.get(key, at: .zero, draw: random.next()) }
    }
    for key in 1_000..<5_000 as Range<UInt64> { cache.set(key, (), at: .zero, draw: random.next()) }
    #expect((0..<10 as Range<UInt64>).allSatisfy { cache.contains($0, at: .zero) })
  }
}
