import RunStatistics
import Testing
import TimeBase

@Suite struct WindowedQuantilesTests {
  @Test(arguments: 0..<6 as Range<UInt64>)
  func `tells of each step what a histogram of that step would`(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let samples = SeriesTests.instants(500, seed: seed).sorted().map {
      ($0, generator.magnitude(bits: 50))
    }
    let asked = [Quantile.p99, .p50, .p95]
    var windowed = WindowedQuantiles(SeriesTests.grid, quantiles: asked, digits: 3)
    for (now, value) in samples { windowed.record(value, at: now) }
    let points = windowed.points

    let expected = (0..<10).map { step in
      var histogram = Histogram(digits: 3)
      for (now, value) in samples where SeriesTests.index(now) == step { histogram.record(value) }
      return WindowedQuantiles.Point(
        step: step, count: histogram.count, values: asked.compactMap { histogram.quantile($0) },
        magnitudes: histogram.snapshot().coarsened(toDigits: 1))
    }
    #expect(points == expected)
  }

  @Test func `leaves out steps without values and what is outside of the grid`() {
    var windowed = WindowedQuantiles(SeriesTests.grid)
    for second: Int64 in [0, 4, 4, 7, 20, 21] {
      windowed.record(.milliseconds(second), at: .zero + .seconds(second))
    }
    let (steps, counts) = (windowed.points.map(\.step), windowed.points.map(\.count))
    #expect(steps == [1, 4] && counts == [2, 1])
    let values = windowed.points.map(\.values)
    #expect(values == [[4_000_000, 4_000_000, 4_000_000], [7_000_000, 7_000_000, 7_000_000]])
  }

  @Test func `tells quantiles in the order asked for, however near they are`() {
    let all = Quantile(1, of: 1)
    var windowed = WindowedQuantiles(SeriesTests.grid, quantiles: [all, .p50, all, .p50, .p50])
    for value: Int64 in [7, 3] { windowed.record(value, at: .zero + .seconds(3)) }
    let values = windowed.points.map(\.values)
    #expect(values == [[7, 3, 7, 3, 3]])
  }

  @Test func `refuses to go back to an earlier step`() async {
    await #expect(processExitsWith: .failure) {
      var windowed = WindowedQuantiles(SeriesTests.grid)
      windowed.record(1, at: .zero + .seconds(6))
      windowed.record(1, at: .zero + .seconds(5))
    }
  }
}
