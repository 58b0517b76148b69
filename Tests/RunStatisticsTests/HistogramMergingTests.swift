import RunStatistics
import Testing

@Suite struct HistogramMergingTests {
  /// Values of many magnitudes, some beyond the layout that ``histogram(of:)`` uses.
  static func values(_ count: Int, seed: UInt64) -> [Int64] {
    var generator = SplitMix64(seed: seed)
    return (0..<count).map { _ in generator.magnitude(bits: 42) }
  }

  static func histogram(of values: some Sequence<Int64>) -> Histogram {
    var histogram = Histogram(digits: 2, highest: 1 << 38)
    for value in values { histogram.record(value) }
    return histogram
  }

  static func snapshot(of values: some Sequence<Int64>) -> SparseHistogram {
    histogram(of: values).snapshot()
  }

  @Test(arguments: 0..<12 as Range<UInt64>)
  func `merging is as if one histogram had seen everything, in any order`(seed: UInt64) {
    let (a, b, c) = (
      Self.values(300, seed: seed), Self.values(Int(seed), seed: seed + 100),
      Self.values(200, seed: seed + 200)
    )
    let all = Self.snapshot(of: a + b + c)

    var left = Self.histogram(of: a)
    left.merge(Self.histogram(of: b))
    left.merge(Self.histogram(of: c))
    let leftFirst = left.snapshot()
    #expect(leftFirst == all)

    var right = Self.histogram(of: c)
    right.merge(Self.snapshot(of: b))
    var outer = Self.histogram(of: [])
    outer.merge(right)
    outer.merge(Self.snapshot(of: a))
    let rightFirst = outer.snapshot()
    #expect(rightFirst == all)

    let (x, y, z) = (Self.snapshot(of: a), Self.snapshot(of: b), Self.snapshot(of: c))
    #expect(x.adding(y).adding(z) == all)
    #expect(z.adding(y.adding(x)) == all)
  }

  @Test(arguments: 0..<12 as Range<UInt64>)
  func `goes on correctly after a merge`(seed: UInt64) {
    let (a, b) = (Self.values(20, seed: seed), Self.values(200, seed: seed + 50))
    var histogram = Histogram(Self.snapshot(of: a))
    for value in b { histogram.record(value) }
    let merged = histogram.snapshot()
    #expect(merged == Self.snapshot(of: a + b))
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `a later snapshot minus an earlier one is what came in between`(seed: UInt64) throws {
    let earlier = Self.values(Int(seed) * 20, seed: seed)
    let later = Self.values(250, seed: seed + 1_000)
    var histogram = Self.histogram(of: earlier)
    let atStart = histogram.snapshot()
    for value in later { histogram.record(value) }
    let window = histogram.snapshot().subtracting(atStart)
    let exact = Self.snapshot(of: later)

    #expect(window.slots == exact.slots && window.counts == exact.counts)
    #expect(window.count == exact.count && window.sum == exact.sum)
    #expect(window.overflowCount == exact.overflowCount)
    #expect(window.mean == exact.mean)
    for quantile in [Quantile.p50, .p90, .p95] {
      let (told, known) = try (
        #require(window.quantile(quantile)), #require(exact.quantile(quantile))
      )
      #expect(told == known || known == exact.maximum)
      #expect(told >= known)
    }
    histogram.subtract(atStart)
    let subtracted = histogram.snapshot()
    #expect(subtracted == window)
  }

  @Test func `a window's extremes are exact where they are new, else the edge of their slot`()
    throws
  {
    var histogram = Self.histogram(of: [1_000, 500_000])
    let atStart = histogram.snapshot()
    histogram.record(20_003)
    histogram.record(30_001)
    let inside = histogram.snapshot().subtracting(atStart)
    #expect(inside.minimum == inside.layout.lowestEquivalent(to: 20_003))
    #expect(inside.maximum == inside.layout.highestEquivalent(to: 30_001))

    histogram.record(999)
    histogram.record(500_001)
    let outside = histogram.snapshot().subtracting(atStart)
    #expect(outside.minimum == 999 && outside.maximum == 500_001)
  }

  @Test func `nothing came between equal snapshots`() {
    let snapshot = Self.snapshot(of: Self.values(100, seed: 3))
    #expect(snapshot.subtracting(snapshot) == SparseHistogram(layout: snapshot.layout))
    #expect(snapshot.subtracting(SparseHistogram(layout: snapshot.layout)) == snapshot)
  }

  @Test(arguments: 0..<8 as Range<UInt64>)
  func `parts that were drained add up to the whole, extremes included`(seed: UInt64) {
    let parts = (0..<5).map { Self.values(60, seed: seed * 10 + $0) }
    var histogram = Self.histogram(of: [])
    let drained = parts.map { part in
      for value in part { histogram.record(value) }
      return histogram.drain()
    }
    let tail = drained[2...].reduce(SparseHistogram(layout: drained[0].layout)) { $0.adding($1) }
    #expect(tail == Self.snapshot(of: parts[2...].joined()))
    let left = histogram.count
    #expect(left == 0)
  }

  @Test(arguments: 0..<8 as Range<UInt64>)
  func `a snapshot tells the quantiles of its histogram`(seed: UInt64) {
    let histogram = Self.histogram(of: Self.values(1 + Int(seed) * 30, seed: seed))
    let snapshot = histogram.snapshot()
    for quantile in HistogramTests.quantiles {
      let (upper, middle) = (histogram.quantile(quantile), histogram.quantileMidpoint(quantile))
      #expect(snapshot.quantile(quantile) == upper)
      #expect(snapshot.quantileMidpoint(quantile) == middle)
    }
    let (mean, minimum, maximum) = (histogram.mean, histogram.minimum, histogram.maximum)
    #expect(snapshot.mean == mean)
    #expect(snapshot.minimum == minimum && snapshot.maximum == maximum)
  }

  @Test func `refuses another layout and a snapshot of something else`() async {
    await #expect(processExitsWith: .failure) {
      var histogram = Histogram(digits: 3)
      histogram.merge(Histogram(digits: 2))
    }
    await #expect(processExitsWith: .failure) {
      let one = Histogram(highest: 5_000)
      let other = Histogram(highest: 500_000)
      _ = one.snapshot().adding(other.snapshot())
    }
    await #expect(processExitsWith: .failure) {
      var one = Histogram()
      var other = Histogram()
      one.record(1)
      one.record(2)
      other.record(3)
      _ = one.snapshot().subtracting(other.snapshot())
    }
    await #expect(processExitsWith: .failure) {
      var one = Histogram()
      var other = Histogram()
      one.record(1)
      other.record(1, times: 2)
      _ = one.snapshot().subtracting(other.snapshot())
    }
  }
}
