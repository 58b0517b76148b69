import Resilience
import Testing
import TimeBase

@Suite struct CacheStoreTests {
  /// Vector C1: a time to live of 100 from 0, read at 99, 100 and 101, in Redis (`keyIsExpired`)
  /// and in Caffeine (`hasExpired`).
  @Test(arguments: [
    (ExpiryConvention.redis, [true, true, false]), (.caffeine, [true, false, false]),
  ])
  func `vector C1`(expiry: ExpiryConvention, hits: [Bool]) {
    var cache = CacheStore<UInt64, Int, _>(capacity: 3, expiry: expiry, eviction: LRUEviction())
    cache.set(1, 7, for: .milliseconds(100), at: .zero)
    for (milliseconds, hit) in zip([99, 100, 101] as [Int64], hits) {
      let now = Instant(milliseconds: milliseconds)
      #expect(cache.contains(1, at: now) == hit)
      #expect((cache.get(1, at: now) == .hit(7)) == hit)
    }
    #expect(cache.statistics.expirations == 1)
    #expect(cache.statistics.hits == Int64(hits.count(where: { $0 })))
    #expect(cache.statistics.lookups == 3)
  }

  @Test func `an expired entry takes room until somebody asks for it`() {
    var cache = CacheStore<UInt64, Int, _>(capacity: 2, eviction: LRUEviction())
    cache.set(1, 1, for: .milliseconds(10), at: .zero)
    cache.set(2, 2, at: .zero)
    let later = Instant(milliseconds: 50)
    #expect(cache.count == 2)
    #expect(!cache.contains(1, at: later))
    #expect(cache.count == 2)
    #expect(cache.get(1, at: later) == .expired)
    #expect(cache.count == 1)
    #expect(cache.get(1, at: later) == .miss)
    #expect(cache.set(3, 3, at: later) == nil)
    let counts = cache.statistics
    #expect((counts.hits, counts.misses) == (0, 2))
    #expect((counts.expirations, counts.evictions) == (1, 0))
  }

  @Test func `an expired entry is evicted like any other`() {
    var cache = CacheStore<UInt64, Int, _>(capacity: 2, eviction: LRUEviction())
    cache.set(1, 1, for: .milliseconds(10), at: .zero)
    cache.set(2, 2, at: .zero)
    #expect(cache.set(3, 3, at: Instant(milliseconds: 50)) == 1)
    #expect(cache.statistics.expirations == 0)
    #expect(cache.statistics.evictions == 1)
  }

  @Test func `setting a key anew starts its time anew`() {
    var cache = CacheStore<UInt64, Int, _>(capacity: 2, eviction: LRUEviction())
    cache.set(1, 1, for: .milliseconds(100), at: .zero)
    cache.set(1, 2, for: .milliseconds(100), at: Instant(milliseconds: 90))
    #expect(cache.get(1, at: Instant(milliseconds: 190)) == .hit(2))
    cache.set(1, 3, at: Instant(milliseconds: 190))
    #expect(cache.get(1, at: Instant(milliseconds: 1_000_000)) == .hit(3))
    #expect(cache.count == 1)
  }

  @Test func `an expired key that is set again is a new entry`() {
    var cache = CacheStore<UInt64, Int, _>(capacity: 2, eviction: FIFOEviction())
    cache.set(1, 1, for: .milliseconds(10), at: .zero)
    cache.set(2, 2, at: .zero)
    cache.set(1, 3, at: Instant(milliseconds: 50))
    #expect(cache.statistics.expirations == 1)
    #expect(cache.set(3, 3, at: Instant(milliseconds: 50)) == 2)
  }

  @Test func `overwriting makes an entry recent but not young`() {
    var lru = CacheStore<UInt64, Int, _>(capacity: 2, eviction: LRUEviction())
    var fifo = CacheStore<UInt64, Int, _>(capacity: 2, eviction: FIFOEviction())
    for key in [1, 2, 1] as [UInt64] {
      lru.set(key, 0, at: .zero)
      fifo.set(key, 0, at: .zero)
    }
    #expect(lru.set(3, 0, at: .zero) == 2)
    #expect(fifo.set(3, 0, at: .zero) == 1)
  }

  @Test(arguments: EvictionKind.allCases)
  func `a cache of capacity zero keeps nothing`(kind: EvictionKind) {
    var cache = Cache<UInt64, Int>(capacity: 0, eviction: SelectedEviction(kind))
    #expect(cache.set(1, 1, at: .zero, draw: 0) == nil)
    #expect(cache.get(1, at: .zero, draw: 0) == .miss)
    #expect(cache.remove(1, at: .zero) == false)
    cache.removeAll()
    #expect(cache.count == 0)
    #expect(cache.statistics.evictions == 0)
  }

  @Test func `removing tells whether there was something to remove`() {
    var cache = CacheStore<UInt64, Int, _>(capacity: 3, eviction: LRUEviction())
    cache.set(1, 1, at: .zero)
    cache.set(2, 2, for: .milliseconds(1), at: .zero)
    #expect(cache.remove(1, at: .zero) == true)
    #expect(cache.remove(1, at: .zero) == false)
    #expect(cache.remove(2, at: Instant(milliseconds: 2)) == false)
    #expect(cache.count == 0)
    #expect(cache.statistics.expirations == 1)
  }

  @Test(arguments: EvictionKind.allCases)
  func `a flushed cache is as good as new`(kind: EvictionKind) {
    var random = ScriptRandom(seed: 3)
    var flushed = Cache<UInt64, UInt64>(.init(capacity: 50, eviction: kind))
    for key in 0..<200 as Range<UInt64> {
      flushed.set(key, key, at: .zero, draw: random.next())
    }
    flushed.removeAll()
    #expect(flushed.count == 0)
    #expect(flushed.statistics.evictions == 150)
    var fresh = Cache<UInt64, UInt64>(.init(capacity: 50, eviction: kind))
    for _ in 0..<1_000 {
      let (key, draw) = (UInt64(random.below(80)), random.next())
      #expect(flushed.get(key, at: .zero, draw: draw) == fresh.get(key, at: .zero, draw: draw))
      #expect(
        flushed.set(key, key, at: .zero, draw: draw) == fresh.set(key, key, at: .zero, draw: draw))
    }
  }

  @Test(arguments: EvictionKind.allCases)
  func `some keys are lost and the others stay`(kind: EvictionKind) {
    var random = ScriptRandom(seed: 4)
    var cache = Cache<UInt64, UInt64>(.init(capacity: 200, eviction: kind))
    for key in 0..<100 as Range<UInt64> { cache.set(key, key, at: .zero, draw: random.next()) }
    cache.removeAll { $0.isMultiple(of: 3) }
    #expect(cache.count == 66)
    for key in 0..<100 as Range<UInt64> {
      #expect(cache.contains(key, at: .zero) == !key.isMultiple(of: 3))
    }
    // The room of those that are gone is taken before anybody is evicted.
    for key in 100..<234 as Range<UInt64> {
      cache.set(key, key, at: .zero, draw: random.next())
    }
    #expect(cache.count == 200)
    #expect(cache.statistics.evictions == 0)
  }

  @Test func `a draw is made only to choose a victim`() {
    var cache = Cache<UInt64, Int>(.init(capacity: 2, eviction: .random))
    var draws = 0
    func draw() -> UInt64 {
      draws += 1
      return 1 << 63
    }
    cache.set(10, 0, at: .zero, draw: draw())
    cache.set(11, 0, at: .zero, draw: draw())
    cache.set(11, 1, at: .zero, draw: draw())
    #expect(draws == 0)
    #expect(cache.set(12, 0, at: .zero, draw: draw()) == 11)
    #expect(draws == 1)
  }

  @Test func `random victims are equally likely`() {
    var random = ScriptRandom(seed: 11)
    var cache = CacheStore<UInt64, Void, _>(capacity: 8, eviction: RandomEviction())
    for key in 0..<8 as Range<UInt64> { cache.set(key, (), at: .zero, draw: 0) }
    var counts = [Int](repeating: 0, count: 8)
    var slots = (0..<8).map { UInt64($0) }
    for key in 8..<80_008 as Range<UInt64> {
      let victim = cache.set(key, (), at: .zero, draw: random.next())
      let slot = slots.firstIndex(where: { $0 == victim })
      #expect(slot != nil)
      counts[slot ?? 0] += 1
      slots[slot ?? 0] = key
    }
    // 10,000 each on average, with a standard deviation of 94: five of them either way.
    #expect(counts.allSatisfy { (9_530...10_470).contains($0) }, "\(counts)")
  }

  @Test func `a copy is independent of its original`() {
    var original = CacheStore<UInt64, String, _>(capacity: 2, eviction: LRUEviction())
    original.set(1, "one", at: .zero)
    original.set(2, "two", at: .zero)
    var copy = original
    #expect(copy.get(1, at: .zero) == .hit("one"))
    #expect(copy.set(3, "three", at: .zero) == 2)
    #expect(original.get(2, at: .zero) == .hit("two"))
    #expect(original.count == 2)
    #expect(original.set(3, "drei", at: .zero) == 1)
    #expect(copy.get(3, at: .zero) == .hit("three"))
  }

  @Test func `times beyond the end of time never come`() {
    for expiry in [ExpiryConvention.redis, .caffeine] {
      var cache = CacheStore<UInt64, Int, _>(capacity: 2, expiry: expiry, eviction: LRUEviction())
      cache.set(1, 1, for: .forever, at: Instant(nanoseconds: 5))
      #expect(cache.get(1, at: Instant(nanoseconds: .max - 1)) == .hit(1))
    }
  }

  @Test func `a policy says what is wrong with it`() {
    #expect(CachePolicy(capacity: 0).problem == "the capacity must be at least 1, and is 0")
    #expect(CachePolicy(capacity: 1).problem == nil)
    #expect(
      CachePolicy(capacity: 1, idleLimit: .zero).problem
        == "the idle limit must be above zero, and is 0s")
    #expect(CachePolicy(capacity: 1 << 30).problem == nil)
    #expect(
      CachePolicy(capacity: 1 << 31).problem
        == "the capacity can be at most 1073741824, not 2147483648")
  }

  @Test func `a policy with a problem makes no cache`() async {
    await #expect(processExitsWith: .failure) {
      _ = Cache<UInt64, Int>(.init(capacity: 0))
    }
  }
}
