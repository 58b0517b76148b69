import RunStatistics
import Testing
import TimeBase

@Suite struct StepGridTests {
  @Test(arguments: [
    ("10m", 600, "1s"), ("10m", 500, "2s"), ("10m", 200, "5s"), ("10m", 100, "10s"),
    ("10m", 50, "15s"), ("10m", 25, "30s"), ("10m", 10, "1m"), ("1h", 100, "1m"),
    ("1h", 50, "2m"), ("1h", 4, "15m"), ("1h", 3, "30m"), ("1h", 1, "1h"), ("24h", 100, "15m"),
    ("24h", 12, "2h"), ("24h", 5, "6h"), ("24h", 2, "12h"), ("7d", 7, "1d"), ("7d", 3, "5d"),
    ("1s", 1_000, "1ms"), ("1s", 999, "2ms"), ("100ns", 1_000, "1ns"), ("90s", 4, "30s"),
    ("61s", 60, "2s"), ("700d", 10, "100d"),
  ])
  func `a nice step is the shortest that keeps to the limit`(
    duration: String, limit: Int, step: String
  ) throws {
    let grid = StepGrid(from: .zero, for: try TimeSpan(duration), atMost: limit)
    #expect(grid.step == (try TimeSpan(step)))
    #expect(grid.count <= limit)
  }

  @Test func `a duration beyond all steps is one step`() {
    #expect(StepGrid.niceStep(for: .forever, atMost: 1) == .forever)
    #expect(StepGrid(from: .zero, for: .forever, atMost: 1).count == 1)
  }

  @Test func `steps meet, include their beginning and end with the whole`() {
    let start = Instant.zero + .seconds(5)
    let grid = StepGrid(from: start, for: .milliseconds(2_500), step: .seconds(1))
    #expect(grid.count == 3 && grid.end == start + .milliseconds(2_500))
    #expect(
      (0...3).map { grid.start(ofStep: $0) - start }
        == [.zero, .seconds(1), .seconds(2), .milliseconds(2_500)])
    #expect((0..<3).map { grid.length(ofStep: $0).seconds } == [1, 1, 0.5])
    let probes = [-1, 0, 999, 1_000, 2_499, 2_500].map { grid.index(of: start + .milliseconds($0)) }
    #expect(probes == [nil, 0, 0, 1, 2, nil])
  }

  @Test func `refuses no time at all`() async {
    await #expect(processExitsWith: .failure) {
      _ = StepGrid(from: .zero, for: .zero, atMost: 10)
    }
    await #expect(processExitsWith: .failure) {
      _ = StepGrid(from: .zero, for: .seconds(1), atMost: 0)
    }
    await #expect(processExitsWith: .failure) {
      _ = StepGrid(from: .zero, for: .seconds(1), step: .zero)
    }
  }
}
