import RunStatistics
import Testing
import TimeBase

@Suite struct HistogramTests {
  static let quantiles =
    [.p50, .p75, .p90, .p95, .p99, .p999] + [0, 1, 2, 3].map { Quantile($0, of: 3) }

  @Test func `an empty one has no mean, no extremes and no quantiles, and takes no memory`() {
    let histogram = Histogram()
    let (count, sum, bytes) = (histogram.count, histogram.sum, histogram.allocatedBytes)
    #expect(count == 0 && sum == 0 && bytes == 0)
    let (minimum, maximum, mean) = (histogram.minimum, histogram.maximum, histogram.mean)
    #expect(minimum == nil && maximum == nil && mean == nil)
    let (upper, middle) = (histogram.quantile(.p50), histogram.quantileMidpoint(.p50))
    #expect(upper == nil && middle == nil)
  }

  @Test(arguments: 1...5, 0..<6 as Range<UInt64>)
  func `tells quantiles to the edge of the slot of the sorted value`(digits: Int, seed: UInt64)
    throws
  {
    var generator = SplitMix64(seed: seed)
    let bits: Int64 = digits < 5 ? [8, 20, 34, 47, 63, 40][Int(seed)] : 24
    let values = (0..<Int(1 + generator.next(below: 2_000))).map { _ in
      generator.magnitude(bits: bits)
    }
    var histogram = Histogram(digits: digits, highest: .max)
    for value in values { histogram.record(value) }

    let sorted = values.sorted()
    let (count, sum, mean) = (histogram.count, histogram.sum, histogram.mean)
    #expect(count == Int64(values.count))
    #expect(sum == values.reduce(0) { $0 + UInt128($1) })
    #expect(mean == Double(sum) / Double(count))
    var atOnce = Histogram(digits: digits, highest: .max)
    let half = values.count / 2
    values.withUnsafeBufferPointer { values in
      atOnce.record(contentsOf: UnsafeBufferPointer(rebasing: values[..<half]))
      atOnce.record(contentsOf: UnsafeBufferPointer(rebasing: values[half...]))
    }
    let (ones, manyAtOnce) = (histogram.snapshot(), atOnce.snapshot())
    #expect(ones == manyAtOnce)
    let (minimum, maximum) = (histogram.minimum, histogram.maximum)
    #expect(minimum == sorted.first && maximum == sorted.last)
    for quantile in Self.quantiles {
      let exact = sorted[Int(quantile.rank(among: count)) - 1]
      let edge = histogram.layout.highestEquivalent(to: exact)
      let (upper, middle) = (histogram.quantile(quantile), histogram.quantileMidpoint(quantile))
      #expect(upper == min(edge, sorted[sorted.count - 1]))
      let error = Double(exact) * histogram.layout.relativeWidth
      #expect(abs(Double(try #require(upper) - exact)) <= error)
      #expect(abs(Double(try #require(middle) - exact)) <= error / 2)
    }
  }

  @Test func `small values are told exactly`() {
    var histogram = Histogram(digits: 2)
    for value: Int64 in 1...100 { histogram.record(value) }
    let told = [Quantile.p50, .p90, .p95, .p99, .p999].map { histogram.quantile($0) }
    #expect(told == [50, 90, 95, 99, 100])
  }

  @Test func `counts the extremes of its range`() {
    var histogram = Histogram(highest: .max)
    histogram.record(Int64.max)
    histogram.record(0)
    histogram.record(Int64.max)
    let (count, sum, overflow) = (histogram.count, histogram.sum, histogram.overflowCount)
    #expect(count == 3 && overflow == 0)
    #expect(sum == UInt128(Int64.max) * 2)
    let told = [Quantile(0, of: 1), Quantile(1, of: 3), .p50].map { histogram.quantile($0) }
    #expect(told == [0, 0, .max])
    let (mean, bytes) = (histogram.mean, histogram.allocatedBytes)
    #expect(mean == 0x1p64 / 3)
    #expect(bytes == 55_296 * 8)
  }

  @Test func `what lies beyond the layout saturates, but the largest is kept`() {
    var histogram = Histogram(highest: 3_600_000_000)
    histogram.record(TimeSpan(nanoseconds: 5_000_000_000_000))
    let (onlyMinimum, onlyMedian) = (histogram.minimum, histogram.quantile(.p50))
    #expect(onlyMinimum == 5_000_000_000_000 && onlyMedian == 5_000_000_000_000)
    histogram.record((1 << 32) - 1)
    histogram.record(1 << 32)
    histogram.record(7_000)
    let (count, overflow, slots) = (histogram.count, histogram.overflowCount, histogram.layout)
    #expect(count == 4 && overflow == 2)
    #expect(slots.slotCount == 23_552)
    let (minimum, maximum) = (histogram.minimum, histogram.maximum)
    #expect(minimum == 7_000 && maximum == 5_000_000_000_000)
    let (quarter, half) = (histogram.quantile(Quantile(1, of: 4)), histogram.quantile(.p50))
    // In the last slot nothing less than the maximum is certain not to understate.
    #expect(quarter == 7_003 && half == 5_000_000_000_000)
    let middle = histogram.quantileMidpoint(.p99)
    #expect(middle == 5_000_000_000_000)
    let sum = histogram.sum
    #expect(sum == 5_000_000_000_000 + (1 << 32) - 1 + (1 << 32) + 7_000)
  }

  @Test func `memory is the octaves in use`() {
    var histogram = Histogram(digits: 3)
    histogram.record(100_000)
    let first = histogram.allocatedBytes
    #expect(first == 8 * 1_024)
    histogram.record(10_000_000_000)
    let both = histogram.allocatedBytes
    #expect(both == 18 * 8 * 1_024)
    histogram.record(500_000)
    histogram.removeAll()
    let emptied = histogram.allocatedBytes
    #expect(emptied == both)
  }

  @Test func `recording a value several times is recording it again and again`() {
    var once = Histogram()
    var again = Histogram()
    for (value, times) in [(5_000, 3), (17, 0), (1 << 50, 2), (5_001, 1)] as [(Int64, Int64)] {
      once.record(value, times: times)
      for _ in 0..<times { again.record(value) }
    }
    let (first, second) = (once.snapshot(), again.snapshot())
    #expect(first == second)
    #expect(first.count == 6 && first.overflowCount == 2)
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func `starts afresh after it is emptied`(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    var used = Histogram(highest: 1 << 40)
    var fresh = Histogram(highest: 1 << 40)
    for _ in 0..<200 { used.record(generator.magnitude(bits: 45)) }
    used.removeAll()
    let empty = used.snapshot()
    #expect(empty == SparseHistogram(layout: empty.layout))
    for _ in 0..<200 {
      let value = 1_000 + generator.magnitude(bits: 35)
      used.record(value)
      fresh.record(value)
    }
    let (first, second) = (used.snapshot(), fresh.snapshot())
    #expect(first == second)
  }

  @Test func `refuses negative values`() async {
    await #expect(processExitsWith: .failure) {
      var histogram = Histogram()
      histogram.record(-1)
    }
    await #expect(processExitsWith: .failure) {
      var histogram = Histogram(highest: .max)
      histogram.record(Int64.max)
      histogram.record(0)
      histogram.record(Int64.min)
    }
    await #expect(processExitsWith: .failure) {
      var histogram = Histogram()
      histogram.record(1, times: -1)
    }
  }
}
