import RunStatistics
import Testing

@Suite struct QuantileRanksTests {
  /// Exact binomial sums, from SciPy 1.17.
  @Test(
    arguments: [
      (20, Quantile.p50, 6, 15, 0.958611), (35, .p50, 12, 24, 0.959040),
      (100, .p50, 40, 61, 0.964800), (100, .p90, 84, 96, 0.955690), (100, .p95, 90, 100, 0.982607),
      (368, .p99, 360, 368, 0.962416), (1_000, .p99, 983, 997, 0.976095),
      (10_000, .p99, 9_880, 9_920, 0.955755), (10_000, .p999, 9_983, 9_997, 0.975457),
      (100_000, .p999, 99_880, 99_920, 0.954789),
    ] as [(Int64, Quantile, Int64, Int64, Double)])
  func `ranks enclose a quantile at 95 %`(
    count: Int64, quantile: Quantile, lower: Int64, upper: Int64, coverage: Double
  ) throws {
    let ranks = try #require(QuantileRanks(quantile, among: count, confidence: 0.95))
    #expect(ranks.lower == lower)
    #expect(ranks.upper == upper)
    #expect(abs(ranks.coverage - coverage) <= 5e-7)
  }

  /// The maximum has to lie above the quantile with 1 - α/2: qⁿ ≤ α/2.
  @Test(arguments: [(Quantile.p95, 72), (.p99, 368), (.p999, 3_688)] as [(Quantile, Int64)])
  func `a high quantile needs enough values`(quantile: Quantile, fewest: Int64) {
    #expect(QuantileRanks(quantile, among: fewest - 1, confidence: 0.95) == nil)
    #expect(QuantileRanks(quantile, among: fewest, confidence: 0.95) != nil)
  }

  @Test func `the interval is of sorted values`() throws {
    let ranks = try #require(QuantileRanks(.p50, among: 20, confidence: 0.95))
    let interval = ranks.interval(in: (1...20).map { Double($0) })
    #expect(interval == Interval(lower: 6, upper: 15))
  }

  /// Against sums of exact binomial coefficients.
  @Test(arguments: [1, 2, 5, 17, 40] as [Int64], [Quantile.p50, .p90, .p99])
  func `the binomial distribution sums its terms`(count: Int64, probability: Quantile) {
    let binomial = Binomial(count: count, probability: probability)
    let p = probability.fraction
    var (coefficient, sum) = (1.0, 0.0)
    for successes in 0...count {
      var term = coefficient
      for _ in 0..<successes { term *= p }
      for _ in successes..<count { term *= 1 - p }
      sum += term
      #expect(abs(binomial.cumulative(successes) - sum) <= 1e-12)
      let reached = binomial.cumulative(successes)
      #expect(reached == 0 || binomial.quantile(reached) <= successes)
      coefficient = coefficient * Double(count - successes) / Double(successes + 1)
    }
    #expect(binomial.cumulative(-1) == 0)
    #expect(binomial.cumulative(count) == 1)
  }
}
