import RunReports
import Testing
import TimeBase

@Suite struct TimeAxisTests {
  @Test(
    arguments: [
      (1, 1, 72, 72), (7, 7, 10, 70), (36, 36, 2, 72), (37, 37, 1, 37), (72, 72, 1, 72),
      (73, 37, 1, 37), (120, 60, 1, 60), (10_000, 72, 1, 72),
    ] as [(Int, Int, Int, Int)])
  func `steps share columns or get several, 72 at most`(
    steps: Int, groups: Int, columnsPerStep: Int, columns: Int
  ) throws {
    let axis = try #require(
      TimeAxis(step: .seconds(1), stepCount: steps, end: .zero + .seconds(Int64(steps))))
    #expect(axis.groupCount == groups)
    #expect(axis.columnsPerStep == columnsPerStep)
    #expect(axis.columnCount == columns)
    #expect((0..<groups).reduce(0) { $0 + axis.steps(of: $1).count } == steps)
  }

  @Test func `there is no axis without steps`() {
    #expect(TimeAxis(step: .seconds(1), stepCount: 0, end: .zero) == nil)
    #expect(TimeAxis(step: .zero, stepCount: 3, end: .zero) == nil)
  }

  @Test func `the last step ends with the run`() throws {
    let axis = try #require(
      TimeAxis(step: .seconds(1), stepCount: 3, end: .zero + .milliseconds(2_500)))
    #expect(axis.length(of: 0) == .seconds(1))
    #expect(axis.length(of: 2) == .milliseconds(500))
  }

  @Test(
    arguments: [
      (Int64(120), Int64(180), 12..<18), (0, 10, 0..<1), (5, 6, 0..<1), (599, 600, 59..<60),
      (115, 185, 11..<19), (600, 700, 60..<60), (-5, 20, 0..<2), (300, 300, 30..<31),
    ] as [(Int64, Int64, Range<Int>)])
  func `a stretch of time marks every column that it touches`(
    start: Int64, end: Int64, columns: Range<Int>
  ) throws {
    let axis = try #require(
      TimeAxis(step: .seconds(5), stepCount: 120, end: .zero + .minutes(10)))
    #expect(axis.columns(from: .zero + .seconds(start), to: .zero + .seconds(end)) == columns)
  }

  @Test(
    arguments: [
      (Int64(10_000), 60, "|0s         |2m         |4m         |6m         |8m         |10m"),
      (1_000, 30, "|0s       |5s       |10s      |15s      |20s      |25s      |30s"),
      (1, 2, "|0s               |500us            |1ms              |1.5ms            |2ms"),
      (86_400_000, 72, "|0s       |10d"),
    ] as [(Int64, Int, String)])
  func `the ruler has round times`(step: Int64, count: Int, beginning: String) throws {
    let span = TimeSpan.milliseconds(step)
    let axis = try #require(
      TimeAxis(step: span, stepCount: count, end: .zero + span * Int64(count)))
    #expect(axis.ruler(tick: "|").hasPrefix(beginning))
  }

  @Test func `a sparkline tells little from nothing and nothing from unknown`() {
    let signs = ["0", "1", "2", "3", "4", "5", "6", "7"]
    #expect(Sparkline.text([0, 0.001, 3.5, 7, nil, .nan], signs: signs) == "0147  ")
    #expect(Sparkline.text([0, 0], signs: signs) == "00")
    #expect(Sparkline.text([], signs: signs) == "")
  }
}
