import Resilience
import Testing
import TimeBase

/// The cache against a twin that keeps its entries in an array, who leaves first in front.
@Suite struct CacheTwinTests {
  @Test(
    arguments: [
      (.lru, .redis, 1), (.lru, .caffeine, 2), (.fifo, .redis, 3), (.fifo, .caffeine, 4),
    ] as [(EvictionKind, ExpiryConvention, UInt64)])
  func `a hundred thousand operations agree with a naive cache`(
    kind: EvictionKind, expiry: ExpiryConvention, seed: UInt64
  ) {
    var random = ScriptRandom(seed: seed)
    var cache = Cache<UInt64, Int>(.init(capacity: 16, eviction: kind, expiry: expiry))
    var twin = NaiveCache(capacity: 16, movesOnUse: kind == .lru, expiry: expiry)
    var now = Instant.zero
    var disagreements = 0
    for step in 0..<100_000 {
      now += .nanoseconds(random.below(3))
      // Two uniform numbers multiplied: small keys are popular.
      let key = UInt64(random.below(9) * random.below(9))
      switch random.below(100) {
      case 0..<45:
        if cache.get(key, at: now, draw: 0) != twin.get(key, at: now) { disagreements += 1 }
      case 45..<93:
        let expiresAt = now + .nanoseconds(random.below(400))
        let victim = cache.set(key, step, expiresAt: expiresAt, at: now, draw: 0)
        if victim != twin.set(key, step, expiresAt: expiresAt, at: now) { disagreements += 1 }
      case 93..<98:
        if cache.remove(key, at: now) != twin.remove(key, at: now) { disagreements += 1 }
      default:
        if random.chance(1, in: 20) {
          cache.removeAll()
          twin.entries.removeAll()
        }
      }
      if cache.count != twin.entries.count { disagreements += 1 }
    }
    #expect(disagreements == 0)
    #expect(cache.statistics == twin.counts)
    #expect(cache.statistics.evictions > 100 && cache.statistics.expirations > 1_000)
  }

  @Test func `a cache that has grown large agrees with a dictionary`() {
    var random = ScriptRandom(seed: 9)
    var cache = CacheStore<UInt64, UInt64, _>(capacity: 30_000, eviction: FIFOEviction())
    var twin: [UInt64: UInt64] = [:]
    for step in 0..<60_000 as Range<UInt64> {
      let key = UInt64(random.below(60_000))
      #expect(cache.get(key, at: .zero).value == twin[key])
      if let victim = cache.set(key, step, at: .zero) { twin[victim] = nil }
      twin[key] = step
    }
    #expect(cache.count == twin.count)
    #expect(cache.statistics.evictions > 0)
  }
}

private struct NaiveCache {
  struct Entry {
    var key: UInt64
    var value: Int
    var expiresAt: Instant
  }

  var capacity: Int
  var movesOnUse: Bool
  var expiry: ExpiryConvention

  /// The next victim first.
  var entries: [Entry] = []
  var counts = CacheStatistics()

  func isExpired(_ entry: Entry, at now: Instant) -> Bool {
    switch expiry {
    case .redis: now > entry.expiresAt
    case .nginx: now.nanoseconds / 1_000_000_000 > entry.expiresAt.nanoseconds / 1_000_000_000
    case .caffeine: now >= entry.expiresAt
    }
  }

  mutating func get(_ key: UInt64, at now: Instant) -> CacheLookup<Int> {
    guard let index = entries.firstIndex(where: { $0.key == key }) else {
      counts.misses += 1
      return .miss
    }
    let entry = entries[index]
    if isExpired(entry, at: now) {
      entries.remove(at: index)
      counts.misses += 1
      counts.expirations += 1
      return .expired
    }
    counts.hits += 1
    if movesOnUse { entries.append(entries.remove(at: index)) }
    return .hit(entry.value)
  }

  mutating func set(
    _ key: UInt64, _ value: Int, expiresAt: Instant, at now: Instant
  ) -> UInt64? {
    let entry = Entry(key: key, value: value, expiresAt: expiresAt)
    if let index = entries.firstIndex(where: { $0.key == key }) {
      if isExpired(entries[index], at: now) {
        counts.expirations += 1
        entries.remove(at: index)
        entries.append(entry)
      } else if movesOnUse {
        entries.remove(at: index)
        entries.append(entry)
      } else {
        entries[index] = entry
      }
      return nil
    }
    entries.append(entry)
    guard entries.count > capacity else { return nil }
    counts.evictions += 1
    return entries.removeFirst().key
  }

  mutating func remove(_ key: UInt64, at now: Instant) -> Bool {
    guard let index = entries.firstIndex(where: { $0.key == key }) else { return false }
    let entry = entries.remove(at: index)
    guard isExpired(entry, at: now) else { return true }
    counts.expirations += 1
    return false
  }
}
