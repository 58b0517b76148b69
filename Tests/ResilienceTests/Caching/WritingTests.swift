import Resilience
import Testing
import TimeBase

@Suite struct WritingTests {
  private typealias Store = CacheStore<UInt64, Int, LRUEviction>

  private static let ttl = TimeSpan.seconds(60)

  /// Vector: a reader misses and reads v1, a writer commits v2 and deletes the key, the reader sets
  /// v1: v1 is served until it expires. A writer's delete comes too early to help.
  @Test func `a slow reader leaves an old value in a cache that writers only delete from`() {
    var cache = Store(capacity: 10, eviction: LRUEviction())
    var database = 1
    #expect(cache.get(7, at: .zero) == .miss)
    let read = database
    for step in WriteStrategy.cacheAside.steps {
      switch step {
      case .commitToDatabase: database = 2
      case .deleteFromCache: cache.remove(7, at: Instant(milliseconds: 3))
      case .setInCache, .enqueue: Issue.record("not a step of cache-aside")
      }
    }
    cache.set(7, read, for: Self.ttl, at: Instant(milliseconds: 4))
    #expect(cache.get(7, at: Instant(milliseconds: 60_004)) == .hit(1))
    #expect(cache.get(7, at: Instant(milliseconds: 60_005)) == .expired)
  }

  @Test func `a lease that a delete has taken back keeps the old value out`() throws {
    var cache = Store(capacity: 10, eviction: LRUEviction())
    var leases = LeaseTable<UInt64>()
    let token = try #require(leases.request(7, at: .zero).token)
    cache.remove(7, at: Instant(milliseconds: 3))
    leases.revoke(7)
    let mayStore = leases.redeem(token, for: 7)
    #expect(!mayStore)
    // The next reader is granted one at once.
    let next = try #require(leases.request(7, at: Instant(milliseconds: 5)).token)
    let mayStoreNext = leases.redeem(next, for: 7)
    #expect(mayStoreNext)
    #expect(leases.count == 0)
  }

  @Test func `a second delete after a while takes the old value out`() {
    var cache = Store(capacity: 10, eviction: LRUEviction())
    cache.remove(7, at: Instant(milliseconds: 3))
    cache.set(7, 1, for: Self.ttl, at: Instant(milliseconds: 4))
    cache.remove(7, at: Instant(milliseconds: 500))
    #expect(cache.get(7, at: Instant(milliseconds: 501)) == .miss)
  }

  /// Two writers through the cache, whose sets arrive in the wrong order.
  @Test func `versions keep the older of two concurrent writes out`() {
    var plain = Store(capacity: 10, eviction: LRUEviction())
    var versioned = plain
    for version in [2, 1] {
      plain.set(7, version, for: Self.ttl, at: .zero)
      versioned.set(7, version, for: Self.ttl, at: .zero, unless: { $0 > version }, draw: 0)
    }
    #expect(plain.get(7, at: .zero) == .hit(1))
    #expect(versioned.get(7, at: .zero) == .hit(2))
  }

  @Test func `one lease is granted in an interval, and an old one is void`() throws {
    var leases = LeaseTable<UInt64>(interval: .seconds(10))
    let first = try #require(leases.request(1, at: .zero).token)
    let until = Instant(milliseconds: 10_000)
    #expect(leases.request(1, at: Instant(milliseconds: 9_999)) == .wait(until: until))
    let second = try #require(leases.request(1, at: until).token)
    let mayFirst = leases.redeem(first, for: 1)
    #expect(!mayFirst)
    let maySecond = leases.redeem(second, for: 1)
    #expect(maySecond)
    let mayAgain = leases.redeem(second, for: 1)
    #expect(!mayAgain)
  }

  @Test(
    arguments: [
      (.cacheAside, [.commitToDatabase, .deleteFromCache]),
      (.writeThrough, [.commitToDatabase, .setInCache]),
      (.writeBehind, [.setInCache, .enqueue]), (.writeAround, [.commitToDatabase]),
    ] as [(WriteStrategy, [WriteStrategy.Step])])
  func `each strategy has its order of steps`(strategy: WriteStrategy, steps: [WriteStrategy.Step])
  {
    #expect(strategy.steps == steps)
  }

  @Test func `a buffer writes a key once, with its last value, when its delay is over`() {
    var buffer = WriteBehindBuffer<UInt64, Int>(delay: .milliseconds(100), batchLimit: 10)
    #expect(buffer.nextBatch == nil)
    for number in 0..<5 {
      let isTaken = buffer.append(1, number, at: Instant(milliseconds: Int64(number)))
      #expect(isTaken)
    }
    let isTaken = buffer.append(2, 9, at: Instant(milliseconds: 50))
    #expect(isTaken)
    #expect(buffer.coalesced == 4)
    #expect(buffer.nextBatch == Instant(milliseconds: 100))
    let early = buffer.takeBatch(at: Instant(milliseconds: 99))
    #expect(early.isEmpty)
    let batch = buffer.takeBatch(at: Instant(milliseconds: 100))
    #expect(batch.map(\.key) == [1, 2])
    #expect(batch.map(\.value) == [4, 9])
    #expect(buffer.count == 0)
  }

  @Test func `a full batch does not wait, and a crash loses what does`() {
    var buffer = WriteBehindBuffer<UInt64, Int>(
      delay: .seconds(1), batchLimit: 3, capacity: 5)
    let taken = (0..<6 as Range<UInt64>).map { buffer.append($0, 0, at: .zero) }
    #expect(taken == [true, true, true, true, true, false])
    #expect(buffer.nextBatch == .zero)
    let batch = buffer.takeBatch(at: .zero)
    #expect(batch.map(\.key) == [0, 1, 2])
    let lost = buffer.removeAll()
    #expect(lost == 2)
    #expect(buffer.nextBatch == nil)
  }
}

extension LeaseTable.Decision {
  fileprivate var token: LeaseToken? {
    if case .granted(let token) = self { token } else { nil }
  }
}
