import EventEngine
import Testing
import TimeBase

@Suite struct DistributionTests {
  @Test(arguments: DistributionCase.all)
  func `moments are exact`(_ known: DistributionCase) {
    let distribution = known.distribution
    #expect(distribution.problem == nil)
    Self.expect(distribution.mean, known.mean)
    Self.expect(distribution.variance, known.variance)
    Self.expect(
      distribution.squaredCoefficientOfVariation,
      known.variance == .infinity ? .infinity : known.variance / (known.mean * known.mean))
  }

  static func expect(_ value: Double, _ expected: Double) {
    if expected == .infinity {
      #expect(value == .infinity)
    } else {
      #expect(abs(value - expected) <= 1e-11 * expected)
    }
  }

  @Test func `what is constant does not vary`() {
    let constant = Distribution.constant(.milliseconds(3))
    #expect(constant.mean == 3e6)
    #expect(constant.variance == 0)
    #expect(Distribution.constant(.zero).squaredCoefficientOfVariation == 0)
    let values = Distribution.empirical([1, 1, 4].map { TimeSpan.milliseconds($0) })
    #expect(values.mean == 2e6)
    #expect(values.variance == 2e12)
  }

  @Test func `a mixture with an infinite part is infinite, whatever its weight`() {
    let parts: [Distribution.Part] = [
      .init(weight: 1, .pareto(minimum: .milliseconds(1), alpha: 0.9)),
      .init(weight: 99, .constant(.milliseconds(1))),
    ]
    #expect(Distribution.mixture(parts).mean == .infinity)
    #expect(Distribution.mixture(parts).variance == .infinity)
    let unused: [Distribution.Part] = [.init(weight: 0, parts[0].distribution), parts[1]]
    #expect(Distribution.mixture(unused).mean == 1e6)
    #expect(Distribution.mixture(unused).variance == 0)
  }

  static let ms = TimeSpan.milliseconds(1)
  static let negative = TimeSpan.milliseconds(-5)

  static let problems: [(Distribution, String)] = [
    (.constant(negative), "a duration must not be negative, but is -5ms"),
    (.uniform(from: negative, through: ms), "the lower end must not be negative, but is -5ms"),
    (
      .uniform(from: ms, through: ms),
      "the upper end must be longer than the lower end 1ms, not 1ms"
    ),
    (.exponential(mean: .zero), "mean must be longer than 0s, not 0s"),
    (.erlang(shape: 0, mean: ms), "shape must be between 1 and 1000, not 0"),
    (.gamma(shape: 0, mean: ms), "shape must be at least 0.01, not 0"),
    (.gamma(shape: .nan, mean: ms), "shape must be a number"),
    (.hyperexponential(mean: ms, cv: 0.5), "cv must be at least 1, not 0.5"),
    (.lognormal(mean: ms, cv: -1), "cv must be positive, not -1"),
    (.lognormal(mean: ms, cv: .infinity), "cv must be at most 1000000, not inf"),
    (.lognormal(mean: negative, cv: 1), "mean must be longer than 0s, not -5ms"),
    (
      .truncatedNormal(mean: ms, standardDeviation: .zero),
      "the standard deviation must be longer than 0s, not 0s"
    ),
    (
      .truncatedNormal(mean: negative, standardDeviation: ms),
      "mean must not be negative, but is -5ms"
    ),
    (.weibull(shape: 5000, mean: ms), "shape must be at most 1000, not 5000"),
    (.weibullScale(shape: 1, scale: .zero), "scale must be longer than 0s, not 0s"),
    (.pareto(minimum: .zero, alpha: 1), "the minimum must be longer than 0s, not 0s"),
    (.pareto(minimum: ms, alpha: 0), "alpha must be at least 0.01, not 0"),
    (
      .boundedPareto(from: ms, through: .zero, alpha: 1),
      "the upper end must be longer than the lower end 1ms, not 0s"
    ),
    (.lognormalThrough(.init(50, ms), .init(50, ms)), "two different percentiles are needed"),
    (
      .lognormalThrough(.init(99, ms), .init(50, ms)),
      "p99 must be longer than p50, which is 1ms, not 1ms"
    ),
    (
      .lognormalThrough(.init(0, ms), .init(50, ms)),
      "a percentile must be between 0 and 100, not p0"
    ),
    (.lognormalThrough(.init(50, .zero), .init(99, ms)), "p50 must be longer than 0s, not 0s"),
    (.hyperexponentialPhases([]), "at least one phase is needed"),
    (
      .hyperexponentialPhases([.init(probability: 0.5, mean: ms)]),
      "the probabilities must add up to 1, not 0.5"
    ),
    (
      .hyperexponentialPhases([.init(probability: 1.5, mean: ms)]),
      "a probability must be between 0 and 1, not 1.5"
    ),
    (.mixture([]), "at least one part with a weight above 0 is needed"),
    (
      .mixture([.init(weight: -1, .constant(ms))]),
      "a weight must be between 0 and 1e+12, not -1"
    ),
    (
      .mixture([.init(weight: 1, .constant(ms)), .init(weight: 1, .lognormal(mean: ms, cv: 0))]),
      "in part 2, cv must be positive, not 0"
    ),
    (.shifted(by: negative, .constant(ms)), "the shift must not be negative, but is -5ms"),
    (.shifted(by: ms, .exponential(mean: .zero)), "mean must be longer than 0s, not 0s"),
    (.empirical([]), "at least one duration is needed"),
    (.empirical([ms, negative]), "a duration must not be negative, but is -5ms"),
    (.percentiles([]), "the first percentile must be p0 and the last p100"),
    (
      .percentiles([.init(0, ms), .init(99, ms)]),
      "the first percentile must be p0 and the last p100"
    ),
    (
      .percentiles([.init(0, ms), .init(90, ms), .init(50, ms), .init(100, ms)]),
      "percentiles must ascend, but p50 follows p90"
    ),
    (
      .percentiles([.init(0, ms), .init(99.9, .zero), .init(100, ms)]),
      "p99.9 must be at least p0, which is 1ms, not 0s"
    ),
    (.percentiles([.init(0, negative), .init(100, ms)]), "p0 must not be negative, but is -5ms"),
  ]

  @Test(arguments: problems)
  func `a wrong parameter is named with its value`(_ distribution: Distribution, problem: String) {
    #expect(distribution.problem == problem)
  }

  @Test func `a sampler of a distribution with a problem is refused`() async {
    await #expect(processExitsWith: .failure) {
      _ = DurationSampler(.exponential(mean: .zero))
    }
  }
}
