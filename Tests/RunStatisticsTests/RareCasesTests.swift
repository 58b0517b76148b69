import RunStatistics
import Testing

@Suite struct RareCasesTests {
  /// 1 - 0.05^(1/n), by hand for small numbers and to six digits for large ones.
  @Test(
    arguments: [
      (1, 0.95), (2, 0.776_393_202), (3, 0.631_596_850), (10, 0.258_865_553),
      (1e6, 2.995_727_8e-6), (1e15, 2.995_732_273_5e-15),
    ] as [(Double, Double)])
  func `the upper limit after so many trials is exact`(trials: Double, limit: Double) {
    let found = RareCases(0, of: trials).interval(confidence: 0.95).upper
    #expect(abs(found / limit - 1) < 1e-7)
  }

  @Test(arguments: [0.5, 0.9, 0.95, 0.99])
  func `the trials that exclude a share are those whose limit it is`(confidence: Double) {
    for share in [0.9, 0.1, 1e-3, 1e-9] {
      let needed = RareCases.trialsNeeded(toExclude: share, confidence: confidence)
      let limit = RareCases(0, of: needed).interval(confidence: confidence).upper
      #expect(abs(limit / share - 1) < 1e-12)
    }
    #expect(RareCases.trialsNeeded(toExclude: 0, confidence: confidence) == .infinity)
    #expect(RareCases.trialsNeeded(toExclude: 1, confidence: confidence) == 1)
  }

  /// The quantiles of beta distributions that Clopper and Pearson's limits are, to nine digits.
  @Test(
    arguments: [
      (1, 10, 0.002_528_579, 0.445_016_117), (5, 10, 0.187_086_028, 0.812_913_972),
      (10, 10, 0.691_502_892, 1), (3, 1000, 0.000_619_100, 0.008_742_023),
    ] as [(Double, Double, Double, Double)])
  func `some cases have an exact limit to either side`(
    cases: Double, trials: Double, lower: Double, upper: Double
  ) {
    let interval = RareCases(cases, of: trials).interval(confidence: 0.95)
    #expect(abs(interval.lower - lower) < 5e-9)
    #expect(abs(interval.upper - upper) < 5e-9)
  }
}
