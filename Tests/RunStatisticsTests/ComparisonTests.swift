import RunStatistics
import Testing

@Suite struct ComparisonTests {
  private static let first = [5.1, 4.8, 6.0, 5.5, 5.9, 4.7, 5.2, 5.6]
  private static let second = [4.7, 4.6, 5.4, 5.2, 5.3, 4.5, 4.9, 5.1]

  /// Second less first; reference values for first less second.
  private let paired = PairedComparison(zip(second, first).map { ($0, $1) })

  private func isNear(_ value: Double?, _ expected: Double, _ tolerance: Double = 1e-12) -> Bool {
    value.map { abs($0 - expected) <= tolerance * max(1, abs(expected)) } ?? false
  }

  @Test func `the paired t test of eight pairs`() throws {
    #expect(isNear(paired.differences.mean, 0.3875))
    #expect(isNear(paired.differences.standardDeviation, 0.16420805617960926))
    #expect(isNear(paired.statistic, 6.674553833341386))
    let interval = try #require(paired.interval(confidence: 0.95))
    #expect(isNear(interval.lower, 0.25021862953369958))
    #expect(isNear(interval.upper, 0.5247813704663002))
  }

  /// (s₁² + s₂²) / s_D² = 0.3455357 / 0.0269643.
  @Test func `pairing pays where the pairs go together`() {
    #expect(isNear(paired.varianceReduction, 12.81, 1e-3))
    #expect(isNear(paired.correlation, 0.980193739915664))
  }

  /// The same data as if they were not paired.
  @Test func `without pairs the difference is lost in the noise`() throws {
    let welch = try #require(WelchTest(SampleMean(Self.first), SampleMean(Self.second)))
    #expect(isNear(welch.statistic, 1.8645, 1e-4))
    let interval = welch.interval(confidence: 0.95)
    #expect(abs(interval.lower + 0.0631) < 5e-4)
    #expect(abs(interval.upper - 0.8381) < 5e-4)
  }

  /// Fieller's limits of second to first, from NumPy 2.4 and SciPy 1.17.
  @Test func `a ratio has its own interval`() throws {
    let comparison = PairedComparison(zip(Self.first, Self.second).map { ($0, $1) })
    #expect(isNear(comparison.ratio, 0.9275700934579441))
    let interval = try #require(comparison.ratioInterval(confidence: 0.95))
    #expect(isNear(interval.lower, 0.9080207013768642))
    #expect(isNear(interval.upper, 0.9498395231966391))
    let nearZero = PairedComparison([(-1.0, 2.0), (1, 3), (0.1, 2)].map { ($0, $1) })
    #expect(nearZero.ratioInterval(confidence: 0.95) == nil)
  }

  @Test func `equal pairs are no difference, and a constant one is certain`() {
    let same = PairedComparison([(1.0, 1.0), (2, 2), (3, 3)].map { ($0, $1) })
    #expect(same.statistic == 0)
    #expect(same.pValue == 1)
    #expect(same.varianceReduction == .infinity)
    let shifted = PairedComparison([(1.0, 2.0), (2, 3), (3, 4)].map { ($0, $1) })
    #expect(shifted.pValue == 0)
    #expect(shifted.interval(confidence: 0.95) == Interval(lower: 1, upper: 1))
    #expect(PairedComparison([(1.0, 2.0)].map { ($0, $1) }).pValue == nil)
  }

  @Test func `the Welch test of two groups of fifteen`() throws {
    let first = [
      27.5, 21.0, 19.0, 23.6, 17.0, 17.9, 16.9, 20.1, 21.9, 22.6, 23.1, 19.6, 19.0, 21.7, 21.4,
    ]
    let second = [
      27.1, 22.0, 20.8, 23.4, 23.4, 23.5, 25.8, 22.0, 24.8, 20.2, 21.9, 22.1, 22.9, 30.6, 22.8,
    ]
    let welch = try #require(WelchTest(SampleMean(first), SampleMean(second)))
    #expect(isNear(welch.statistic, -2.7430075211250413))
    #expect(isNear(welch.degreesOfFreedom, 27.911124256882328))
    #expect(isNear(welch.pValue, 0.010512226365626876, 1e-13))
    let interval = welch.interval(confidence: 0.95)
    #expect(isNear(interval.lower, -4.7748089000659775))
    #expect(isNear(interval.upper, -0.6918577666006978))
  }

  @Test func `several tests share what may go wrong`() {
    let adjusted = HolmCorrection.adjusted([0.01, 0.04, 0.03, 0.005])
    #expect(zip(adjusted, [0.03, 0.06, 0.06, 0.02]).allSatisfy { isNear($0, $1) })
    #expect(HolmCorrection.adjusted([0.5, 0.9]) == [1, 1])
    #expect(HolmCorrection.adjusted([]) == [])
    #expect(HolmCorrection.adjusted([0.2]) == [0.2])
  }
}
