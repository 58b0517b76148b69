import Resilience
import Testing
import TimeBase

@Suite struct CacheMemoryTests {
  #if DEBUG
    private static let large = 10_000
  #else
    private static let large = 10_000_000
  #endif

  /// What each policy allocates for a full cache whose ghosts are full too, beyond keys and values:
  /// at most 40 bytes an entry. Capacities right above a power of two are where tables that double
  /// waste most.
  @Test(arguments: EvictionKind.allCases, [2_000, 4_097])
  func `a full cache spends at most 40 bytes an entry`(kind: EvictionKind, capacity: Int) {
    var cache = Cache<UInt64, UInt64>(.init(capacity: capacity, eviction: kind))
    Self.exercise(&cache, keys: Int64(6 * capacity), requests: 10 * capacity)
    #expect(cache.count == capacity)
    let bytes = Double(cache.bookkeepingBytes) / Double(capacity)
    #expect(bytes > 8 && bytes <= 40, "\(bytes) bytes")
  }

  /// Ten million entries in a release build, ten thousand in a debug build.
  @Test(arguments: EvictionKind.allCases)
  func `a large cache fills up and evicts`(kind: EvictionKind) {
    var cache = Cache<UInt64, UInt64>(.init(capacity: Self.large, eviction: kind))
    for key in 0..<UInt64(Self.large + Self.large / 4) {
      cache.set(key, key, at: .zero, draw: key.stableHash)
    }
    #expect(cache.count == Self.large)
    #expect(cache.statistics.evictions == Int64(Self.large / 4))
    #expect(cache.bookkeepingBytes <= 40 * Self.large)
    let present = (0..<UInt64(Self.large + Self.large / 4)).count { cache.peek($0) == $0 }
    #expect(present == Self.large)
  }

  private static func exercise(_ cache: inout Cache<UInt64, UInt64>, keys: Int64, requests: Int) {
    var random = ScriptRandom(seed: 31)
    for _ in 0..<requests {
      // The smaller of two: small keys are popular.
      let key = UInt64(min(random.below(keys), random.below(keys)))
      if cache.get(key, at: .zero, draw: random.next()).value == nil {
        cache.set(key, key, at: .zero, draw: random.next())
      }
    }
  }
}
