import EventEngine
import Testing
import TimeBase

/// The cases of the family `distributions` in the reference cases of the theory tests. Their
/// tolerances are four standard errors of a million samples, and are scaled to the number taken here.
@Suite struct ReferenceDistributionTests {
  #if DEBUG
    static let count = 100_000
  #else
    static let count = 1_000_000
  #endif

  static let widening = (1e6 / Double(count)).squareRoot()

  struct Case: Sendable, CustomTestStringConvertible {
    var id: String
    var distribution: Distribution
    var mean: (seconds: Double, tolerance: Double)

    /// The quantiles 0.5, 0.9, 0.95, 0.99 and 0.999.
    var quantiles: [(seconds: Double, tolerance: Double)]
    var testDescription: String { id }
  }

  static let cases = [
    Case(
      id: "dist-lognormal-1", distribution: .lognormal(mean: .milliseconds(20), cv: 1.5),
      mean: (0.02, 0.00012),
      quantiles: [
        (0.0110940039245, 6.038e-05), (0.0445999389546, 0.0003311), (0.0661651946881, 0.0006072),
        (0.138659984346, 0.002248), (0.317774694781, 0.01295),
      ]),
    Case(
      id: "dist-bounded_pareto-3",
      distribution: .boundedPareto(from: .milliseconds(1), through: .seconds(1), alpha: 1.2),
      mean: (0.0044939969821, 7.539e-05),
      quantiles: [
        (0.00178142454941, 5.935e-06), (0.00680011226961, 6.783e-05), (0.01209117525, 0.0001748),
        (0.045475432369, 0.001471), (0.262403930926, 0.02209),
      ]),
    Case(
      id: "dist-erlang-5", distribution: .erlang(shape: 3, mean: .milliseconds(30)),
      mean: (0.03, 6.928e-05),
      quantiles: [
        (0.0267406031372, 8.11e-05), (0.0532232033783, 0.0001736), (0.0629579362187, 0.0002385),
        (0.0840594691489, 0.000504), (0.112288722424, 0.00151),
      ]),
  ]

  @Test(arguments: cases)
  func `means and quantiles are within four standard errors`(_ known: Case) {
    let sampler = DurationSampler(known.distribution)
    let source = RandomSource(seed: 42)
    let sorted = (0..<UInt64(Self.count)).map { index in
      var draws = Draws(source, component: 1, purpose: 2, index: index)
      return sampler.sample(&draws).seconds
    }.sorted()
    let mean = sorted.reduce(0, +) / Double(Self.count)
    #expect(abs(mean - known.mean.seconds) <= Self.widening * known.mean.tolerance)
    for (share, expected) in zip([500, 900, 950, 990, 999], known.quantiles) {
      let quantile = sorted[Self.count * share / 1000 - 1]
      #expect(
        abs(quantile - expected.seconds) <= Self.widening * expected.tolerance, "p\(share)")
    }
  }

  /// dist-zipf-1000-1.0
  @Test func `Zipf's shares are within four standard errors`() {
    let sampler = KeySampler(.zipf(keys: 1000, exponent: 1))
    let source = RandomSource(seed: 42)
    var counts = [Int](repeating: 0, count: 1000)
    for index in 0..<UInt64(Self.count) {
      var draws = Draws(source, component: 1, purpose: 2, index: index)
      counts[Int(sampler.sample(&draws))] += 1
    }
    let parts: [(share: Int, expected: Double, tolerance: Double)] = [
      (counts[0], 0.133592130492, 0.001361), (counts[9], 0.0133592130492, 0.0004592),
      (counts[..<10].reduce(0, +), 0.391287109192, 0.001952),
      (counts[..<100].reduce(0, +), 0.69299281425, 0.001845),
    ]
    for part in parts {
      let share = Double(part.share) / Double(Self.count)
      #expect(abs(share - part.expected) <= Self.widening * part.tolerance)
    }
    #expect(abs(sampler.probability(of: 0) - 0.133592130492) < 1e-12)
    #expect(abs(sampler.probability(of: 9) - 0.0133592130492) < 1e-13)
  }
}
