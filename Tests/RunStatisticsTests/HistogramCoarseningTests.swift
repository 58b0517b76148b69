import RunStatistics
import Testing

@Suite struct HistogramCoarseningTests {
  @Test(arguments: 1...4)
  func `a coarser histogram has the same values in wider slots`(digits: Int) {
    var generator = SplitMix64(seed: 7)
    var fine = Histogram(digits: 4)
    var values: [Int64] = []
    for _ in 0..<2_000 { values.append(Int64(generator.next() % 5_000_001)) }
    for value in values { fine.record(value) }
    let coarse = fine.snapshot().coarsened(toDigits: digits)
    #expect(coarse.count == 2_000)
    #expect(coarse.sum == fine.sum)
    #expect(coarse.minimum == fine.minimum)
    #expect(coarse.maximum == fine.maximum)
    #expect(coarse.counts.reduce(0, +) == 2_000)
    #expect(coarse.slots == coarse.slots.sorted())
    #expect(Set(coarse.slots).count == coarse.slots.count)
    // The twin: every value goes into the wide slot of the upper edge of its own narrow one.
    var twin: [UInt32: Int64] = [:]
    for value in values {
      twin[UInt32(coarse.layout.slot(of: fine.layout.highestEquivalent(to: value))), default: 0] +=
        1
    }
    #expect(Dictionary(uniqueKeysWithValues: zip(coarse.slots, coarse.counts)) == twin)
  }
}
