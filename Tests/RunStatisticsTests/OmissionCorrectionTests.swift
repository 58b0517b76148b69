import RunStatistics
import Testing

@Suite struct OmissionCorrectionTests {
  static func corrected(
    _ values: [(value: Int64, times: Int64)], interval: Int64, digits: Int = 3
  ) -> SparseHistogram {
    var histogram = Histogram(digits: digits)
    for (value, times) in values { histogram.record(value, times: times) }
    return OmissionCorrection(interval: interval).applied(to: histogram.snapshot())
  }

  @Test(
    arguments: [
      (35, [15, 25, 35]), (30, [10, 20, 30]), (29, [19, 29]), (20, [10, 20]), (19, [19]),
      (10, [10]), (0, [0]),
    ] as [(Int64, [Int64])])
  func `a value stands for itself and for what was left out`(_ value: Int64, _ all: [Int64]) {
    var histogram = Histogram()
    OmissionCorrection(interval: 10).record(value, into: &histogram)
    #expect(histogram.count == Int64(all.count))
    #expect(histogram.sum == UInt128(all.reduce(0, +)))
    #expect(histogram.minimum == all.first)
    #expect(histogram.maximum == all.last)
    #expect(OmissionCorrection(interval: 10).count(for: value) == Int64(all.count))
  }

  /// 100 s at 1 ms each, sent every 10 ms, and then one request that takes 100 s; in microseconds.
  /// What was left out makes it a uniform distribution from 10 ms to 100 s on top.
  @Test func `a stall of half the time is half of the values`() {
    let corrected = Self.corrected(
      [(1_000, 10_000), (100_000_000, 1)], interval: 10_000, digits: 5)
    #expect(corrected.count == 20_000)
    #expect(corrected.mean == 25_003_000)
    #expect(corrected.quantile(.p50) == 1_000)
    #expect(corrected.maximum == 100_000_000)
    let p75 = corrected.quantile(Quantile(75, of: 100)) ?? 0
    #expect(abs(p75 - 50_000_000) <= 10_100)
  }

  @Test func `what is below the interval stays as it is`() {
    var histogram = Histogram()
    for value in 1...500 { histogram.record(Int64(value)) }
    let recorded = histogram.snapshot()
    #expect(OmissionCorrection(interval: 500).applied(to: recorded) == recorded)
    let nothing = SparseHistogram(layout: HistogramLayout())
    #expect(OmissionCorrection(interval: 1).applied(to: nothing) == nothing)
  }

  /// Small values have a slot each, so that correcting a histogram is correcting what went in.
  @Test(arguments: [1, 7, 40, 333] as [Int64])
  func `correcting afterwards is correcting at once`(_ interval: Int64) {
    let correction = OmissionCorrection(interval: interval)
    var plain = Histogram()
    var atOnce = Histogram()
    var value: Int64 = 17
    for _ in 0..<300 {
      value = value * 1_103 % 1_999
      plain.record(value)
      correction.record(value, into: &atOnce)
    }
    #expect(correction.applied(to: plain.snapshot()) == atOnce.snapshot())
  }
}
