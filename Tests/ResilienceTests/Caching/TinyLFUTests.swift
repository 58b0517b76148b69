import Resilience
import Testing
import TimeBase

@Suite struct TinyLFUTests {
  /// Vector: the sizes of Caffeine's parts.
  @Test(
    arguments: [
      (10, 1, 7), (100, 1, 79), (500, 5, 396), (1_000, 10, 792), (1, 1, 0), (2, 1, 0), (3, 1, 1),
    ])
  func `the parts have Caffeine's sizes`(capacity: Int, window: Int, protected: Int) {
    var policy = WTinyLFUEviction()
    policy.reset(capacity: capacity)
    #expect(policy.shares == (window, protected))
  }

  /// Vector: a candidate must have been seen strictly more often than the victim; counts are exact.
  @Test(arguments: [(3, 2, true), (2, 2, false), (2, 3, false)])
  func `ties reject the candidate`(candidate: Int, victim: Int, isAdmitted: Bool) {
    var cache = Self.fullCache(seen: [10: candidate, 0: victim])
    // Key 10 stands in the window of one; the next newcomer pushes it out against key 0.
    #expect(cache.set(11, (), at: .zero, draw: 1) == (isAdmitted ? 0 : 10))
  }

  /// Vector: seen six times or more, a loser is admitted once in 128 draws.
  @Test(
    arguments: [(6, 128, true), (6, 127, false), (6, 64, false), (5, 128, false)]
      as [(Int, UInt64, Bool)])
  func `a warm candidate is admitted by chance`(seen: Int, draw: UInt64, isAdmitted: Bool) {
    var cache = Self.fullCache(seen: [10: seen, 0: 9])
    #expect(cache.set(11, (), at: .zero, draw: draw) == (isAdmitted ? 0 : 10))
  }

  @Test func `nothing is counted before the cache is half full`() {
    var policy = WTinyLFUEviction()
    policy.reset(capacity: 10)
    for slot in 0..<4 { policy.insert(slot, hash: UInt64(slot).stableHash) }
    #expect(policy.frequencies.bytes == 0)
    policy.insert(4, hash: UInt64(4).stableHash)
    #expect(policy.frequencies.bytes > 0)
    #expect(policy.frequencies.frequency(of: UInt64(3).stableHash) == 0)
    #expect(policy.frequencies.frequency(of: UInt64(4).stableHash) == 1)
  }

  @Test func `a sketch counts to fifteen and never too low`() {
    var sketch = FrequencySketch()
    sketch.reset(capacity: 1_000)
    #expect(sketch.frequency(of: 1) == 0)
    sketch.begin()
    for key in 0..<500 as Range<UInt64> {
      for _ in 0..<(key % 20) { sketch.increment(key.stableHash) }
    }
    let errors = (0..<500 as Range<UInt64>).map { key in
      sketch.frequency(of: key.stableHash) - Int(min(15, key % 20))
    }
    #expect(errors.allSatisfy { $0 >= 0 })
    #expect(errors.count(where: { $0 > 0 }) < 50)
  }

  /// Ten increments for each entry halve the counters: at the tenth of one key, 10 becomes 5.
  @Test func `a sketch ages after ten increments for each entry`() {
    var sketch = FrequencySketch()
    sketch.reset(capacity: 1)
    sketch.begin()
    for count in 1...9 {
      sketch.increment(7)
      #expect(sketch.frequency(of: 7) == count)
    }
    sketch.increment(7)
    #expect(sketch.frequency(of: 7) == 5)
  }

  /// A cache of ten with exact counts: keys 0 to 8 in probation, key 10 in the window.
  private static func fullCache(
    seen: [UInt64: Int]
  ) -> CacheStore<UInt64, Void, TinyLFUEviction<ExactFrequencies>> {
    var counts: [UInt64: Int] = [:]
    for (key, count) in seen { counts[key.stableHash] = count }
    let frequencies = ExactFrequencies(counts: counts)
    var cache = CacheStore<UInt64, Void, _>(
      capacity: 10, eviction: TinyLFUEviction(frequencies))
    for key in [0, 1, 2, 3, 4, 5, 6, 7, 8, 10] as [UInt64] {
      cache.set(key, (), at: .zero, draw: 1)
    }
    return cache
  }
}

/// Frequencies that are given, whatever is seen.
private struct ExactFrequencies: FrequencyEstimator {
  var counts: [UInt64: Int]

  func reset(capacity: Int) {}
  func begin() {}
  func increment(_ hash: UInt64) {}
  func frequency(of hash: UInt64) -> Int { counts[hash] ?? 0 }
  var bytes: Int { 0 }
}
