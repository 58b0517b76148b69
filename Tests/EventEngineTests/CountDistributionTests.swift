import EventEngine
import Testing

@Suite struct CountDistributionTests {
  static let source = RandomSource(seed: 11)

  static func samples(_ distribution: CountDistribution, _ count: Int) -> [Int] {
    (0..<count).map {
      var draws = source.draws(
        component: StreamName("web"), purpose: StreamName("batch"), index: UInt64($0))
      return distribution.sample(&draws)
    }
  }

  /// The standard deviation of the mean of 40,000 counts is below 0.05 for each of these.
  @Test(arguments: [
    CountDistribution.constant(7), .uniform(from: 2, through: 9), .geometric(mean: 5),
    .geometric(mean: 1), .geometric(mean: 1.25), .empirical([1, 1, 1, 20]),
  ])
  func `the mean of many is the mean`(_ distribution: CountDistribution) {
    let samples = Self.samples(distribution, 40_000)
    let mean = Double(samples.reduce(0, +)) / 40_000
    #expect(abs(mean - distribution.mean) <= 0.2)
    #expect(samples.allSatisfy { $0 >= 1 })
  }

  @Test func `uniform counts reach both ends`() {
    let samples = Self.samples(.uniform(from: 3, through: 5), 300)
    #expect(Set(samples) == [3, 4, 5])
  }

  /// P(N > k) is (1 - 1/m)^k: a quarter after 5 of mean 4 or so; within four standard errors.
  @Test func `a geometric count goes on with constant probability`() {
    let samples = Self.samples(.geometric(mean: 4), 40_000)
    for length in 1...6 {
      let reached = samples.filter { $0 >= length }.count
      let further = samples.filter { $0 > length }.count
      let share = Double(further) / Double(reached)
      #expect(abs(share - 0.75) <= 4 * (0.1875 / Double(reached)).squareRoot())
    }
  }

  @Test(arguments: [
    (CountDistribution.constant(0), "a count must be between 1 and 1000000, not 0"),
    (.uniform(from: 5, through: 2), "expected two counts, the lower one first"),
    (.geometric(mean: 0.5), "mean must be between 1 and 1000000, not 0.5"),
    (.empirical([]), "expected at least one count"),
    (.empirical([3, 0]), "a count must be between 1 and 1000000, not 0"),
  ])
  func `a distribution says what is wrong with it`(
    _ distribution: CountDistribution, _ problem: String
  ) {
    #expect(distribution.problem == problem)
  }
}
