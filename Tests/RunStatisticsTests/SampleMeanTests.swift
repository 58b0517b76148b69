import RunStatistics
import Testing

@Suite struct SampleMeanTests {
  private let sample = SampleMean([4.2, 5.1, 4.8, 5.6, 4.9, 5.3, 4.4, 5.0, 5.2, 4.7])

  @Test func `an interval of ten values`() throws {
    #expect(abs(sample.mean - 4.92) < 1e-14)
    #expect(abs(try #require(sample.standardDeviation) - 0.4184627953726722) < 1e-14)
    let interval = try #require(sample.interval(confidence: 0.95))
    #expect(abs(interval.halfWidth - 0.29935025056163017) < 1e-13)
    #expect(abs(interval.middle - 4.92) < 1e-14)
    #expect(interval.contains(5.2))
    #expect(!interval.contains(5.3))
  }

  @Test func `one value has a mean and no interval`() {
    let one = SampleMean([3])
    #expect(one.mean == 3)
    #expect(one.variance == nil)
    #expect(one.interval(confidence: 0.95) == nil)
    #expect(one.countNeeded(forHalfWidth: 1, confidence: 0.95) == nil)
  }

  @Test func `values without a spread leave no doubt`() {
    let interval = SampleMean([2, 2, 2]).interval(confidence: 0.99)
    #expect(interval == Interval(lower: 2, upper: 2))
  }

  /// t(29; 0.975)·s/√30 is 0.1563 and t(28; 0.975)·s/√29 is 0.1592.
  @Test func `the number of values that an interval takes is the smallest that does`() {
    #expect(sample.countNeeded(forHalfWidth: 0.158, confidence: 0.95) == 30)
    #expect(sample.countNeeded(forHalfWidth: 0.16, confidence: 0.95) == 29)
    #expect(sample.countNeeded(forHalfWidth: 0.3, confidence: 0.95) == 10)
    #expect(sample.countNeeded(forHalfWidth: 0.01, confidence: 0.95, limit: 1_000) == nil)
    #expect(sample.countNeeded(forHalfWidth: 0, confidence: 0.95) == nil)
  }
}
