import RunStatistics
import Testing

@Suite struct UnseenCasesTests {
  /// 1 - 0.05^(1/n), by hand for small numbers and to six digits for large ones.
  @Test(
    arguments: [
      (1, 0.95), (2, 0.776_393_202), (3, 0.631_596_850), (10, 0.258_865_553),
      (1e6, 2.995_727_8e-6), (1e15, 2.995_732_273_5e-15),
    ] as [(Double, Double)])
  func `the upper limit after so many trials is exact`(trials: Double, limit: Double) {
    let found = UnseenCases(trials: trials).upperLimit(confidence: 0.95)
    #expect(abs(found / limit - 1) < 1e-7)
  }

  @Test(arguments: [0.5, 0.9, 0.95, 0.99])
  func `the trials that exclude a share are those whose limit it is`(confidence: Double) {
    for share in [0.9, 0.1, 1e-3, 1e-9] {
      let needed = UnseenCases.trialsNeeded(toExclude: share, confidence: confidence)
      let limit = UnseenCases(trials: needed).upperLimit(confidence: confidence)
      #expect(abs(limit / share - 1) < 1e-12)
    }
    #expect(UnseenCases.trialsNeeded(toExclude: 0, confidence: confidence) == .infinity)
    #expect(UnseenCases.trialsNeeded(toExclude: 1, confidence: confidence) == 1)
  }
}
