import EventEngine
import PortableMathematics
import Testing
import TimeBase

@Suite struct DurationSamplerTests {
  /// Enough to see a wrong shape; debug builds are slow.
  #if DEBUG
    static let count = 20_000
  #else
    static let count = 200_000
  #endif

  static let source = RandomSource(seed: 42)
  static let component = StreamName("db")
  static let purpose = StreamName("service")

  static func draws(_ index: UInt64) -> Draws {
    source.draws(component: component, purpose: purpose, index: index)
  }

  static func sample(_ distribution: Distribution, _ count: Int) -> [Double] {
    let sampler = DurationSampler(distribution)
    return (0..<UInt64(count)).map { index in
      var draws = draws(index)
      return Double(sampler.sample(&draws).nanoseconds)
    }
  }

  /// The largest distance between the sample's distribution function and the true one, times √n,
  /// exceeds 2.693 once in a million.
  @Test(arguments: DistributionCase.all)
  func `samples pass the test of Kolmogorov and Smirnov`(_ known: DistributionCase) {
    let sorted = Self.sample(known.distribution, Self.count).sorted()
    var distance = 0.0
    for (rank, value) in sorted.enumerated() {
      let cumulative = known.cumulative(value / 1e6)
      distance = max(distance, cumulative - Double(rank) / Double(sorted.count))
      distance = max(distance, Double(rank + 1) / Double(sorted.count) - cumulative)
    }
    #expect(distance * Double(sorted.count).squareRoot() < 2.693386)
  }

  /// With 63 degrees of freedom, χ² exceeds 131.37 once in a million.
  @Test(arguments: DistributionCase.all)
  func `samples fall evenly between the 64-quantiles`(_ known: DistributionCase) {
    var counts = [Double](repeating: 0, count: 64)
    for value in Self.sample(known.distribution, Self.count) {
      counts[min(63, max(0, Int(known.cumulative(value / 1e6) * 64)))] += 1
    }
    let expected = Double(Self.count) / 64
    let statistic = counts.reduce(0) { $0 + ($1 - expected) * ($1 - expected) / expected }
    #expect(statistic < 131.369702)
  }

  /// The mean of n samples is farther than 4.9 σ/√n from the true one once in a million.
  @Test(arguments: DistributionCase.all.filter { $0.variance < .infinity })
  func `the mean of samples is that of the distribution`(_ known: DistributionCase) {
    let values = Self.sample(known.distribution, Self.count)
    let mean = values.reduce(0, +) / Double(values.count)
    #expect(abs(mean - known.mean) < 4.9 * (known.variance / Double(values.count)).squareRoot())
  }

  @Test(arguments: DistributionCase.all.filter { $0.wordCount != nil })
  func `a duration takes as many words as documented`(_ known: DistributionCase) {
    let sampler = DurationSampler(known.distribution)
    for index in 0..<50 as Range<UInt64> {
      var (sampled, skipped) = (Self.draws(index), Self.draws(index))
      _ = sampler.sample(&sampled)
      for _ in 0..<(known.wordCount ?? 0) { _ = skipped.nextWord() }
      #expect(sampled.nextWord() == skipped.nextWord())
    }
  }

  @Test(arguments: DistributionCase.inverted)
  func `the larger the word, the shorter the duration`(_ known: DistributionCase) {
    let sampler = DurationSampler(known.distribution)
    let pairs = (0..<2000 as Range<UInt64>).map { index in
      var draws = Self.draws(index)
      var same = draws
      return (word: draws.nextWord(), span: sampler.sample(&same))
    }
    let spans = pairs.sorted { $0.word < $1.word }.map(\.span)
    #expect(spans == spans.sorted(by: >))
  }

  /// Any change of any duration shows here, and is a change of every trace.
  @Test func `the same durations are drawn as ever`() {
    var digest = TraceDigest()
    for known in DistributionCase.all {
      let sampler = DurationSampler(known.distribution)
      for index in 0..<500 as Range<UInt64> {
        var draws = Self.draws(index)
        digest.fold(UInt64(sampler.sample(&draws).nanoseconds))
      }
    }
    #expect(digest.description == "b85c1a2cb135b2e2")
  }

  @Test func `durations are rounded to the nearest nanosecond, ties to even`() {
    let sampler = DurationSampler(.exponential(mean: .nanoseconds(7)))
    for index in 0..<2000 as Range<UInt64> {
      var draws = Self.draws(index)
      var same = draws
      let exact = -7 * PortableMath.log(draws.nextPositiveUnit())
      #expect(sampler.sample(&same) == TimeSpan(roundingNanoseconds: exact))
    }
  }

  @Test func `what is constant takes no draw, to the nanosecond`() {
    let span = TimeSpan(nanoseconds: (1 << 62) + 1)
    var (draws, untouched) = (Self.draws(1), Self.draws(1))
    #expect(DurationSampler(.constant(span)).sample(&draws) == span)
    let shifted = Distribution.shifted(by: .seconds(1), .shifted(by: .seconds(2), .constant(.zero)))
    #expect(DurationSampler(shifted).sample(&draws) == .seconds(3))
    #expect(draws.nextWord() == untouched.nextWord())
  }

  @Test func `listed durations are drawn equally often`() {
    let values = (1...10).map { TimeSpan.milliseconds($0) }
    var counts = [Double](repeating: 0, count: 10)
    for value in Self.sample(.empirical(values), Self.count) { counts[Int(value / 1e6) - 1] += 1 }
    let expected = Double(Self.count) / 10
    let statistic = counts.reduce(0) { $0 + ($1 - expected) * ($1 - expected) / expected }
    #expect(statistic < 44.810938)
  }

  @Test func `a mixture of one part is that part`() {
    let part = Distribution.lognormal(mean: .milliseconds(5), cv: 1)
    #expect(Self.sample(.mixture([.init(weight: 3, part)]), 50) == Self.sample(part, 50))
    #expect(
      Self.sample(.mixture([.init(weight: 1, part), .init(weight: 0, .constant(.zero))]), 500)
        .allSatisfy { $0 > 0 })
  }

  @Test func `the percentiles of a lognormal time are the given ones`() {
    let distribution = Distribution.lognormalThrough(
      .init(99, .milliseconds(30)), .init(50, .milliseconds(4)))
    #expect(distribution.problem == nil)
    let sorted = Self.sample(distribution, Self.count).sorted()
    #expect(abs(sorted[Self.count / 2] / 4e6 - 1) < 0.05)
    #expect(abs(sorted[Self.count * 99 / 100] / 30e6 - 1) < 0.15)
  }

  @Test(
    arguments: [
      .pareto(minimum: .seconds(1), alpha: 0.01), .lognormal(mean: .seconds(1), cv: 1e6),
      .weibull(shape: 0.1, mean: .forever), .weibullScale(shape: 1000, scale: .nanoseconds(1)),
      .hyperexponential(mean: .forever, cv: 1e6), .gamma(shape: 0.01, mean: .seconds(1)),
      .gamma(shape: 1e6, mean: .seconds(1)), .erlang(shape: 1000, mean: .forever),
      .uniform(from: .zero, through: .forever), .exponential(mean: .nanoseconds(1)),
      .truncatedNormal(mean: .forever, standardDeviation: .nanoseconds(1)),
      .truncatedNormal(mean: .zero, standardDeviation: .forever),
      .boundedPareto(from: .nanoseconds(1), through: .forever, alpha: 1e6),
      .boundedPareto(from: .nanoseconds(1), through: .nanoseconds(2), alpha: 0.01),
      .shifted(by: .forever, .constant(.forever)),
      .lognormalThrough(.init(50, .nanoseconds(1)), .init(50.000001, .forever)),
    ] as [Distribution])
  func `extreme parameters saturate`(_ distribution: Distribution) {
    #expect(distribution.problem == nil)
    #expect(!distribution.mean.isNaN && !distribution.variance.isNaN)
    let sampler = DurationSampler(distribution)
    for index in 0..<200 as Range<UInt64> {
      var draws = Self.draws(index)
      #expect((.zero...TimeSpan.forever).contains(sampler.sample(&draws)))
    }
  }
}
