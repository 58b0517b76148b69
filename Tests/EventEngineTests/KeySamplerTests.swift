import EventEngine
import Testing

@Suite struct KeySamplerTests {
  #if DEBUG
    static let count = 20_000
  #else
    static let count = 1_000_000
  #endif

  static func counts(_ sampler: KeySampler, _ keys: Int) -> [Double] {
    let source = RandomSource(seed: 11)
    var counts = [Double](repeating: 0, count: keys)
    for index in 0..<UInt64(count) {
      var draws = Draws(source, component: 1, purpose: 2, index: index)
      counts[Int(sampler.sample(&draws))] += 1
    }
    return counts
  }

  /// With 99 degrees of freedom, χ² exceeds 180.79 once in a million.
  @Test(
    arguments: [
      .uniform(keys: 100), .zipf(keys: 100, exponent: 0), .zipf(keys: 100, exponent: 0.6),
      .zipf(keys: 100, exponent: 1), .zipf(keys: 100, exponent: 1.4),
      .hotShare(keys: 100, hotKeys: 10, share: 0.9), .hotShare(keys: 100, hotKeys: 99, share: 0.2),
    ] as [KeyDistribution])
  func `keys are drawn as often as they should be`(_ distribution: KeyDistribution) {
    let sampler = KeySampler(distribution)
    let statistic = zip(0..., Self.counts(sampler, 100)).reduce(0.0) { sum, item in
      let expected = Double(Self.count) * sampler.probability(of: UInt32(item.0))
      return sum + (item.1 - expected) * (item.1 - expected) / expected
    }
    #expect(statistic < 180.792015)
  }

  @Test(
    arguments: [
      .uniform(keys: 1), .uniform(keys: 10_000), .zipf(keys: 1, exponent: 1),
      .zipf(keys: 2, exponent: 20), .zipf(keys: 100_000, exponent: 0.9),
      .zipf(keys: 30_000, exponent: 1e-17), .hotShare(keys: 1000, hotKeys: 1, share: 0.5),
    ] as [KeyDistribution])
  func `probabilities add up to 1 and never rise`(_ distribution: KeyDistribution) {
    #expect(distribution.problem == nil)
    let sampler = KeySampler(distribution)
    let ranks = 0..<UInt32(distribution.keyCount)
    let probabilities = ranks.map { sampler.probability(of: $0) }
    #expect(abs(probabilities.reduce(0, +) - 1) < 1e-9)
    #expect(zip(probabilities, probabilities.dropFirst()).allSatisfy { $0 >= $1 })
    #expect(Self.counts(sampler, Int(distribution.keyCount)).reduce(0, +) == Double(Self.count))
  }

  @Test func `a share of 0 or 1 leaves out the other keys`() {
    let all = Self.counts(KeySampler(.hotShare(keys: 10, hotKeys: 3, share: 1)), 10)
    #expect(all[3...].allSatisfy { $0 == 0 })
    #expect(all[..<3].allSatisfy { $0 > 0 })
    let none = Self.counts(KeySampler(.hotShare(keys: 10, hotKeys: 3, share: 0)), 10)
    #expect(none[..<3].allSatisfy { $0 == 0 })
    #expect(none[3...].allSatisfy { $0 > 0 })
  }

  /// The draws of Zipf keys are part of every trace.
  @Test func `the same keys are drawn as ever`() {
    let sampler = KeySampler(.zipf(keys: 10_000, exponent: 0.99))
    let source = RandomSource(seed: 42)
    var digest = TraceDigest()
    for index in 0..<10_000 as Range<UInt64> {
      var draws = Draws(source, component: 1, purpose: 2, index: index)
      digest.fold(UInt64(sampler.sample(&draws)))
    }
    #expect(digest.description == "a1326b52384a6bb6")
  }

  @Test(
    arguments: [
      (.uniform(keys: 0), "keys must be between 1 and 10000000, not 0"),
      (.zipf(keys: 10_000_001, exponent: 1), "keys must be between 1 and 10000000, not 10000001"),
      (.zipf(keys: 10, exponent: -1), "exponent must be between 0 and 20, not -1"),
      (.zipf(keys: 10, exponent: .nan), "exponent must be between 0 and 20, not nan"),
      (
        .hotShare(keys: 10, hotKeys: 10, share: 0.5),
        "hotKeys must be between 1 and 9, one less than keys, not 10"
      ),
      (.hotShare(keys: 10, hotKeys: 1, share: 1.5), "share must be between 0 and 1, not 1.5"),
    ] as [(KeyDistribution, String)])
  func `a wrong parameter is named with its value`(_ distribution: KeyDistribution, problem: String)
  {
    #expect(distribution.problem == problem)
  }

  @Test func `a sampler of a distribution with a problem is refused`() async {
    await #expect(processExitsWith: .failure) { _ = KeySampler(.uniform(keys: 0)) }
  }
}
