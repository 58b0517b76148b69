import RunStatistics
import Testing

@Suite struct TruncationTests {
  /// Decays from `height` above 10, a little noise on it.
  private static func settling(from height: Double, factor: Double, count: Int = 200) -> [Double] {
    var above = height
    return (0..<count).map { index in
      defer { above *= factor }
      return 10 + above + (Double(7919 * index % 13) - 6) / 6
    }
  }

  @Test func `the metric that settles last decides for all`() {
    let truncation = CommonTruncation([
      ("latency", Self.settling(from: 20, factor: 0.9)),
      ("queue", Self.settling(from: 20, factor: 0.95)), ("flag", Array(repeating: 1, count: 200)),
    ])
    #expect(Mser5(Self.settling(from: 20, factor: 0.9)).deletedCount == 40)
    let slower = Mser5(Self.settling(from: 20, factor: 0.95)).deletedCount
    #expect(slower > 40)
    #expect(truncation == .found(deleted: slower, latest: "queue"))
  }

  @Test func `one metric that does not settle spoils it for all`() {
    let rising = (0..<200).map { Double($0) }
    let truncation = CommonTruncation([
      ("latency", Self.settling(from: 20, factor: 0.9)), ("queue", rising), ("backlog", rising),
    ])
    #expect(truncation == .unsettled(["queue", "backlog"]))
  }

  @Test func `without a warm-up nothing is cut`() {
    let flat = CommonTruncation([("flag", Array(repeating: 1.0, count: 50))])
    #expect(flat == .found(deleted: 0, latest: nil))
    #expect(CommonTruncation([]) == .found(deleted: 0, latest: nil))
  }

  @Test func `a Welch plot averages over replications and then over neighbours`() {
    let plot = WelchPlot([[2, 4, 6, 8, 10, 12, 14, 16], [0, 0, 0, 0, 0, 0, 0, 0]], window: 2)
    #expect(plot.means == [1, 2, 3, 4, 5, 6, 7, 8])
    #expect(plot.smoothed == [1, 2, 3, 4, 5, 6])
    let spike = WelchPlot([[8, 0, 0, 0, 0, 4, 0, 0]], window: 1)
    #expect(spike.smoothed.count == 7)
    #expect(abs(spike.smoothed[1] - 8.0 / 3) < 1e-15)
    #expect(spike.smoothed[0] == 8)
    #expect(abs(spike.smoothed[6] - 4.0 / 3) < 1e-15)
  }
}
