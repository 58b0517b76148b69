import RunStatistics
import Testing
import TimeBase

@Suite struct SeriesTests {
  /// Ten steps of a second, the last a half, beginning at 3 s.
  static let grid = StepGrid(
    from: .zero + .seconds(3), for: .milliseconds(9_500), step: .seconds(1))

  /// Instants before, in and after the grid.
  static func instants(_ count: Int, seed: UInt64) -> [Instant] {
    var generator = SplitMix64(seed: seed)
    return (0..<count).map { _ in Instant(nanoseconds: generator.next(below: 15_000_000_000)) }
  }

  static func index(_ instant: Instant) -> Int? { grid.index(of: instant) }

  @Test(arguments: 0..<6 as Range<UInt64>)
  func `counts each event in its step, in whatever order`(seed: UInt64) {
    let instants = Self.instants(400, seed: seed)
    var (mixed, sorted) = (CountSeries(Self.grid), CountSeries(Self.grid))
    for now in instants { mixed.add(at: now) }
    for now in instants.sorted() { sorted.add(at: now) }
    let expected = (0..<10).map { step in Int64(instants.count { Self.index($0) == step }) }
    #expect(mixed.counts == expected)
    #expect(mixed == sorted && mixed.hashValue == sorted.hashValue)
    #expect(mixed.outsideCount == Int64(instants.count { Self.index($0) == nil }))
    #expect(sorted.outsideCount == mixed.outsideCount)
    #expect(mixed.rates[9] == Double(expected[9]) * 2)
    #expect(mixed.rates[4] == Double(expected[4]))
  }

  @Test(arguments: 0..<6 as Range<UInt64>)
  func `averages the values of each step`(seed: UInt64) {
    let samples = Self.instants(200, seed: seed).map { ($0, $0.nanoseconds % 1_009) }
    var (mixed, sorted) = (MeanSeries(Self.grid), MeanSeries(Self.grid))
    for (now, value) in samples { mixed.add(value, at: now) }
    for (now, value) in samples.sorted(by: { $0.0 < $1.0 }) {
      sorted.add(.nanoseconds(value), at: now)
    }
    for step in 0..<10 {
      let values = samples.filter { Self.index($0.0) == step }.map(\.1)
      #expect(mixed.counts[step] == Int64(values.count))
      #expect(mixed.sums[step] == values.reduce(0) { $0 + Int128($1) })
      #expect(mixed.means[step] == Double(values.reduce(0, +)) / Double(values.count))
    }
    #expect(mixed == sorted && mixed.hashValue == sorted.hashValue)
  }

  @Test func `what happens on a boundary belongs to the step that begins there`() {
    var counts = CountSeries(Self.grid)
    var means = MeanSeries(Self.grid)
    var levels = LevelSeries(Self.grid)
    for second: Int64 in 3...6 {
      for now in [Instant.zero + .seconds(second), .zero + .milliseconds(second * 1_000 + 999)] {
        counts.add(at: now)
        means.add(second, at: now)
      }
      levels.change(to: second, at: .zero + .seconds(second))
    }
    #expect(counts.counts == [2, 2, 2, 2, 0, 0, 0, 0, 0, 0])
    #expect(means.means.prefix(5) == [3, 4, 5, 6, nil])
    let end = Instant.zero + .milliseconds(12_500)
    #expect(levels.maxima(until: end) == [3, 4, 5, 6, 6, 6, 6, 6, 6, 6])
    #expect(levels.means(until: end) == [3, 4, 5, 6, 6, 6, 6, 6, 6, 6])
  }

  @Test func `a step without values has no mean`() {
    var series = MeanSeries(Self.grid)
    series.add(5, at: .zero + .seconds(4))
    #expect(series.means == [nil, 5] + Array(repeating: nil, count: 8))
  }

  @Test(arguments: 0..<6 as Range<UInt64>)
  func `the areas of a level's steps add up to its area`(seed: UInt64) throws {
    let visits = Visits(seed: seed, horizon: 14_000_000_000)
    var series = LevelSeries(Self.grid)
    var levels: [(Instant, TimeWeightedLevel)] = []
    var level = TimeWeightedLevel()
    for change in visits.changes {
      series.change(by: change.difference, at: change.time)
      level.change(by: change.difference, at: change.time)
      levels.append((change.time, level))
    }
    let end = visits.horizon
    #expect(series.level == level.level)

    func area(until instant: Instant) -> Int128 {
      levels.last { $0.0 <= instant }.map { $0.1.area(until: instant) } ?? 0
    }
    for step in 0..<10 {
      let (from, to) = (Self.grid.start(ofStep: step), Self.grid.start(ofStep: step + 1))
      let expected = area(until: to) - area(until: from)
      #expect(series.areas(until: end)[step] == expected)
      let mean = Double(expected) / Double((to - from).nanoseconds)
      #expect(series.means(until: end)[step] == mean)
      let entering = levels.last { $0.0 <= from }?.1.level ?? 0
      let within = levels.filter { $0.0 >= from && $0.0 < to }.map(\.1.level)
      #expect(series.maxima(until: end)[step] == max(entering, within.max() ?? 0))
    }
  }

  @Test func `a level's series tells of the present step what is known so far`() {
    var series = LevelSeries(Self.grid, level: 4, at: .zero + .milliseconds(3_500))
    series.change(by: -2, at: .zero + .milliseconds(4_250))
    let now = Instant.zero + .milliseconds(4_500)
    #expect(series.means(until: now) == [4, 3] + Array(repeating: nil, count: 8))
    #expect(series.maxima(until: now) == [4, 4] + Array(repeating: nil, count: 8))
    let atBoundary = series.means(until: .zero + .seconds(5))
    #expect(atBoundary == [4, 2.5] + Array(repeating: nil, count: 8))
  }
}
