import Resilience
import Testing
import TimeBase

/// What a cache promises to whoever writes an eviction policy.
@Suite struct EvictionContractTests {
  @Test(arguments: [1, 2, 7, 40])
  func `a policy hears of every slot exactly what has happened to it`(capacity: Int) {
    var random = ScriptRandom(seed: UInt64(capacity))
    var cache = CacheStore<UInt64, Int, _>(capacity: capacity, eviction: SuspiciousEviction())
    var now = Instant.zero
    for step in 0..<5_000 {
      now += .nanoseconds(random.below(3))
      let key = UInt64(random.below(Int64(2 * capacity)))
      switch random.below(10) {
      case 0..<4: _ = cache.get(key, at: now)
      case 4..<9: cache.set(key, step, for: .nanoseconds(random.below(200)), at: now)
      default: cache.remove(key, at: now)
      }
      if random.chance(1, in: 500) { cache.removeAll() }
    }
    #expect(cache.statistics.evictions > 0)
  }
}

/// Evicts the entry with the lowest hash, and complains about anything out of order.
private struct SuspiciousEviction: DrawFreeEviction {
  private var hashes: [UInt64?] = []

  mutating func reset(capacity: Int) {
    hashes = Array(repeating: nil, count: capacity)
  }

  mutating func insert(_ slot: Int, hash: UInt64) {
    #expect(hashes[slot] == nil, "slot \(slot) was inserted while in use")
    hashes[slot] = hash
  }

  mutating func touch(_ slot: Int, hash: UInt64, draw: () -> UInt64) {
    #expect(hashes[slot] == hash, "slot \(slot) was touched for another key than it has")
  }

  mutating func remove(_ slot: Int) {
    #expect(hashes[slot] != nil, "slot \(slot) was removed while free")
    hashes[slot] = nil
  }

  var bytes: Int { hashes.count * MemoryLayout<UInt64?>.stride }

  mutating func evict(
    for hash: UInt64, hashOf: (Int) -> UInt64, draw: () -> UInt64
  ) -> Int {
    #expect(hashes.indices.allSatisfy { hashes[$0] == hashOf($0) })
    #expect(hashes.allSatisfy { $0 != nil }, "a cache that was not full asked for room")
    #expect(!hashes.contains(hash), "room was asked for a key that is in the cache")
    let victim = hashes.indices.min { (hashes[$0] ?? .max) < (hashes[$1] ?? .max) }
    hashes[victim ?? 0] = nil
    return victim ?? 0
  }
}
