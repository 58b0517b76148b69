import Resilience
import Testing
import TimeBase

@Suite struct ExpiryTests {
  /// Whether an entry set at 0.5 s for 10 s is readable at these times, in milliseconds.
  @Test(
    arguments: [
      (.redis, [10_500: true, 10_501: false, 10_999: false]),
      (.caffeine, [10_499: true, 10_500: false, 10_501: false]),
      (.nginx, [10_500: true, 10_999: true, 11_000: false]),
    ] as [(ExpiryConvention, [Int64: Bool])])
  func `products differ at the end of a time to live`(
    expiry: ExpiryConvention, readable: [Int64: Bool]
  ) {
    var cache = CacheStore<UInt64, Int, _>(capacity: 3, expiry: expiry, eviction: LRUEviction())
    cache.set(1, 7, for: .seconds(10), at: Instant(milliseconds: 500))
    for (time, isReadable) in readable.sorted(by: { $0.key < $1.key }) {
      #expect(cache.contains(1, at: Instant(milliseconds: time)) == isReadable, "at \(time) ms")
    }
  }

  /// Caffeine's `expireAfterAccess`: gone when now - t >= duration.
  @Test(arguments: [(ExpiryConvention.redis, 100), (.caffeine, 99)] as [(ExpiryConvention, Int64)])
  func `an entry that is read goes on living, but not beyond its own time`(
    expiry: ExpiryConvention, last: Int64
  ) {
    var cache = CacheStore<UInt64, Int, _>(
      capacity: 3, expiry: expiry, idleLimit: .milliseconds(100), eviction: LRUEviction())
    cache.set(1, 7, at: .zero)
    cache.set(2, 8, for: .milliseconds(150), at: .zero)
    for round in 1...3 as ClosedRange<Int64> {
      #expect(cache.get(1, at: Instant(milliseconds: round * last)) == .hit(7))
    }
    #expect(cache.get(1, at: Instant(milliseconds: 4 * last + 1)) == .expired)
    #expect(cache.get(2, at: Instant(milliseconds: 90)) == .hit(8))
    #expect(cache.get(2, at: Instant(milliseconds: 149)) == .hit(8))
    #expect(cache.get(2, at: Instant(milliseconds: 151)) == .expired)
  }

  @Test func `setting an entry begins its idle time anew`() {
    var cache = CacheStore<UInt64, Int, _>(
      capacity: 3, idleLimit: .milliseconds(100), eviction: LRUEviction())
    cache.set(1, 7, at: .zero)
    cache.set(1, 8, at: Instant(milliseconds: 90))
    #expect(cache.get(1, at: Instant(milliseconds: 190)) == .hit(8))
  }

  /// `activeExpireCycle`: effort 1 looks at 20 keys a step for 25 ms of a period of 100 ms, and
  /// puts up with 10 %; each step of effort is 5 keys, 2 points of time, 250 µs and one point less.
  @Test func `the effort sets the limits of a cycle`() {
    let least = ActiveExpiry()
    #expect((least.samples, least.acceptableStale) == (20, 10))
    #expect(least.limit(of: .slow) == .milliseconds(25))
    #expect(least.limit(of: .fast) == .milliseconds(1))
    let most = ActiveExpiry(effort: 10)
    #expect((most.samples, most.acceptableStale) == (65, 1))
    #expect(most.limit(of: .slow) == .milliseconds(43))
    #expect(most.limit(of: .fast) == .microseconds(3_250))
  }

  @Test func `a cycle goes on while more than a tenth had expired and looks at the clock each 16`()
  {
    var cycle = ActiveExpiry()
    var hasBegun = cycle.begin(.fast, at: .zero)
    #expect(!hasBegun)
    hasBegun = cycle.begin(.slow, at: .zero)
    #expect(hasBegun)
    for _ in 1...15 {
      let late = cycle.goesOn(after: (20, 3), at: Instant(milliseconds: 500))
      #expect(late)
    }
    var goesOn = cycle.goesOn(after: (20, 3), at: Instant(milliseconds: 500))
    #expect(!goesOn)
    // It ran out of time: a fast cycle follows, and not another at once.
    hasBegun = cycle.begin(.fast, at: Instant(milliseconds: 500))
    #expect(hasBegun)
    goesOn = cycle.goesOn(after: (20, 2), at: Instant(milliseconds: 500))
    #expect(!goesOn)
    hasBegun = cycle.begin(.fast, at: Instant(milliseconds: 501))
    #expect(!hasBegun)
  }

  @Test func `active expiry finds all that has expired in the end, and nothing else`() {
    var cache = CacheStore<UInt64, Int, _>(capacity: 1_000, eviction: LRUEviction())
    for key in 0..<1_000 as Range<UInt64> {
      if key % 4 == 0 {
        cache.set(key, 1, at: .zero)
      } else {
        cache.set(key, 1, for: .seconds(key % 4 == 1 ? 1 : 100), at: .zero)
      }
    }
    let now = Instant(milliseconds: 2_000)
    var cycle = ActiveExpiry()
    for _ in 0..<200 {
      guard cycle.begin(.slow, at: now) else { break }
      while cycle.goesOn(after: cache.expireSome(cycle.samples, at: now), at: now) {}
    }
    #expect(cache.statistics.expirations == 250)
    #expect(cache.count == 750)
    #expect(cycle.estimatedStale < 0.1)
  }

  /// Capacity of entries that expired but were not asked for is taken until somebody looks.
  @Test func `entries that cannot expire are not sampled`() {
    var cache = CacheStore<UInt64, Int, _>(capacity: 100, eviction: LRUEviction())
    for key in 0..<100 as Range<UInt64> { cache.set(key, 1, at: .zero) }
    #expect(cache.expireSome(20, at: .distantFuture) == (0, 0))
  }
}
