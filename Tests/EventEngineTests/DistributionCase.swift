import EventEngine
import Foundation
import Testing
import TimeBase

/// A distribution, and what is known about it from elsewhere.
struct DistributionCase: Sendable, CustomTestStringConvertible {
  var title: String
  var distribution: Distribution

  /// The mean in nanoseconds and the variance in their squares, from SciPy 1.17 or by numerical
  /// integration with mpmath 1.3 where they are not elementary.
  var mean: Double
  var variance: Double

  /// The words that a duration takes; `nil` where that varies.
  var wordCount: Int?

  /// The probability of a duration of at most so many milliseconds.
  var cumulative: @Sendable (Double) -> Double

  var testDescription: String { title }

  init(
    _ title: String, _ distribution: Distribution, mean: Double, variance: Double, words: Int?,
    _ cumulative: @escaping @Sendable (Double) -> Double
  ) {
    self.title = title
    self.distribution = distribution
    self.mean = mean
    self.variance = variance
    wordCount = words
    self.cumulative = cumulative
  }

  static let all = simple + skewed + composed

  /// Families that are drawn by inversion from one word.
  static var inverted: [DistributionCase] { all.filter { $0.wordCount == 1 } }

  private static let simple = [
    DistributionCase(
      "uniform 2ms to 10ms",
      .uniform(from: .milliseconds(2), through: .milliseconds(10)),
      mean: 6e6, variance: 64e12 / 12, words: 1
    ) { ($0 - 2) / 8 },
    DistributionCase(
      "exponential 5ms", .exponential(mean: .milliseconds(5)), mean: 5e6, variance: 25e12, words: 1
    ) { 1 - exp(-$0 / 5) },
    DistributionCase(
      "erlang 3, 30ms", .erlang(shape: 3, mean: .milliseconds(30)),
      mean: 30e6, variance: 300e12, words: 3
    ) { IncompleteGamma.lower(3, $0 / 10) },
    DistributionCase(
      "erlang 40, 30ms", .erlang(shape: 40, mean: .milliseconds(30)),
      mean: 30e6, variance: 22.5e12, words: 40
    ) { IncompleteGamma.lower(40, $0 / 0.75) },
    DistributionCase(
      "gamma 0.4, 10ms", .gamma(shape: 0.4, mean: .milliseconds(10)),
      mean: 10e6, variance: 250e12, words: nil
    ) { IncompleteGamma.lower(0.4, $0 / 25) },
    DistributionCase(
      "gamma 2.5, 10ms", .gamma(shape: 2.5, mean: .milliseconds(10)),
      mean: 10e6, variance: 40e12, words: nil
    ) { IncompleteGamma.lower(2.5, $0 / 4) },
    DistributionCase(
      "truncated normal 10ms, 3ms",
      .truncatedNormal(mean: .milliseconds(10), standardDeviation: .milliseconds(3)),
      mean: 10004628.823033227, variance: 8953690343665.064, words: 1
    ) { truncatedNormal($0, 10, 3) },
    DistributionCase(
      "truncated normal 5ms, 10ms",
      .truncatedNormal(mean: .milliseconds(5), standardDeviation: .milliseconds(10)),
      mean: 10091604.338370334, variance: 48617543569636.71, words: 1
    ) { truncatedNormal($0, 5, 10) },
    DistributionCase(
      "half normal 4ms", .truncatedNormal(mean: .zero, standardDeviation: .milliseconds(4)),
      mean: 3191538.243211461, variance: 5814083642118.698, words: 1
    ) { truncatedNormal($0, 0, 4) },
  ]

  private static let skewed = [
    DistributionCase(
      "lognormal 20ms, cv 1.5", .lognormal(mean: .milliseconds(20), cv: 1.5),
      mean: 20e6, variance: 900e12, words: 1
    ) { normal((log($0 / 20) + log(3.25) / 2) / log(3.25).squareRoot()) },
    DistributionCase(
      "lognormal p50 4ms, p99 30ms",
      .lognormalThrough(.init(50, .milliseconds(4)), .init(99, .milliseconds(30))),
      mean: 5820456.793488952, variance: 37853515742234.23, words: 1
    ) { normal(log($0 / 4) / log(7.5) * 2.3263478740408411) },
    DistributionCase(
      "weibull 0.7, 5ms", .weibull(shape: 0.7, mean: .milliseconds(5)),
      mean: 5e6, variance: 53467140796279.19, words: 1
    ) { 1 - exp(-pow($0 / 3.94999774934953, 0.7)) },
    DistributionCase(
      "weibull 2, scale 3ms", .weibullScale(shape: 2, scale: .milliseconds(3)),
      mean: 2658680.776358274, variance: 1931416529422.9663, words: 1
    ) { 1 - exp(-pow($0 / 3, 2)) },
    DistributionCase(
      "pareto 1ms, 2.5", .pareto(minimum: .milliseconds(1), alpha: 2.5),
      mean: 1666666.6666666667, variance: 2222222222222.2222, words: 1
    ) { 1 - pow($0, -2.5) },
    DistributionCase(
      "pareto 1ms, 1.2", .pareto(minimum: .milliseconds(1), alpha: 1.2),
      mean: 6e6, variance: .infinity, words: 1
    ) { 1 - pow($0, -1.2) },
    DistributionCase(
      "pareto 1ms, 0.8", .pareto(minimum: .milliseconds(1), alpha: 0.8),
      mean: .infinity, variance: .infinity, words: 1
    ) { 1 - pow($0, -0.8) },
    DistributionCase(
      "bounded pareto 1ms to 1s, 1.2",
      .boundedPareto(from: .milliseconds(1), through: .seconds(1), alpha: 1.2),
      mean: 4493996.98209851, variance: 355181246354737.44, words: 1
    ) { (1 - pow($0, -1.2)) / (1 - pow(1000, -1.2)) },
    DistributionCase(
      "bounded pareto 1ms to 100ms, 1",
      .boundedPareto(from: .milliseconds(1), through: .milliseconds(100), alpha: 1),
      mean: 4651687.056553627, variance: 78361807527891.45, words: 1
    ) { (1 - 1 / $0) / (1 - 0.01) },
    DistributionCase(
      "bounded pareto 2ms to 50ms, 2",
      .boundedPareto(from: .milliseconds(2), through: .milliseconds(50), alpha: 2),
      mean: 3846153.846153846, variance: 10999374829441.943, words: 1
    ) { (1 - pow(2 / $0, 2)) / (1 - pow(0.04, 2)) },
  ]

  private static let composed = [
    DistributionCase(
      "hyperexponential 10ms, cv 2", .hyperexponential(mean: .milliseconds(10), cv: 2),
      mean: 10e6, variance: 400e12, words: 2
    ) {
      let short = (1 + 0.6.squareRoot()) / 2
      return 1 - short * exp(-$0 * short / 5) - (1 - short) * exp(-$0 * (1 - short) / 5)
    },
    DistributionCase(
      "phases",
      .hyperexponentialPhases([
        .init(probability: 0.7, mean: .milliseconds(1)),
        .init(probability: 0.3, mean: .milliseconds(20)),
      ]),
      mean: 6.7e6, variance: 196.51e12, words: 2
    ) { 1 - 0.7 * exp(-$0) - 0.3 * exp(-$0 / 20) },
    DistributionCase(
      "mixture",
      .mixture([
        .init(weight: 9, .exponential(mean: .milliseconds(1))),
        .init(weight: 1, .uniform(from: .milliseconds(5), through: .milliseconds(6))),
      ]),
      mean: 1.45e6, variance: 2730833333333.3333, words: 2
    ) { 0.9 * (1 - exp(-$0)) + 0.1 * min(1, max(0, $0 - 5)) },
    DistributionCase(
      "3ms and exponential 2ms",
      .shifted(by: .milliseconds(3), .exponential(mean: .milliseconds(2))),
      mean: 5e6, variance: 4e12, words: 1
    ) { 1 - exp(-($0 - 3) / 2) },
    DistributionCase(
      "percentiles",
      .percentiles([
        .init(0, .milliseconds(1)), .init(50, .milliseconds(4)), .init(90, .milliseconds(8)),
        .init(100, .milliseconds(50)),
      ]),
      mean: 6.55e6, variance: 74330833333333.33, words: 1
    ) { $0 < 4 ? ($0 - 1) / 6 : $0 < 8 ? 0.5 + ($0 - 4) / 10 : 0.9 + ($0 - 8) / 420 },
  ]

  private static func normal(_ x: Double) -> Double { erfc(-x / 2.0.squareRoot()) / 2 }

  private static func truncatedNormal(_ x: Double, _ mean: Double, _ deviation: Double) -> Double {
    let kept = normal(mean / deviation)
    return (normal((x - mean) / deviation) - (1 - kept)) / kept
  }
}

/// The regularised incomplete gamma function, by series and by continued fraction.
enum IncompleteGamma {
  /// The probability that a gamma variate of the given shape and scale 1 is at most `x`.
  static func lower(_ shape: Double, _ x: Double) -> Double {
    guard x > 0 else { return 0 }
    let front = exp(shape * log(x) - x - lgamma(shape).0)
    if x < shape + 1 {
      var (term, sum, divisor) = (1 / shape, 1 / shape, shape)
      while term > sum * 1e-16 {
        divisor += 1
        term *= x / divisor
        sum += term
      }
      return front * sum
    }
    var fraction = 0.0
    for n in (1...200).reversed() {
      let step = Double(n)
      fraction = step * (step - shape) / (x + 2 * step + 1 - shape - fraction)
    }
    return 1 - front / (x + 1 - shape - fraction)
  }
}
