import RunStatistics
import Testing

/// Numbers of HdrHistogram's layout, computed from its published rule, and the reference cases
/// `hdr-3-1` and `hdr-2-2`.
@Suite struct HistogramLayoutTests {
  @Test(
    arguments: [
      (0, 0, 0...0), (2_047, 2_047, 2_047...2_047), (2_048, 2_048, 2_048...2_049),
      (2_049, 2_048, 2_048...2_049), (4_096, 3_072, 4_096...4_099),
      (10_000, 4_322, 10_000...10_007), (1_000_000, 11_169, 999_936...1_000_447),
      (3_600_000_000, 23_220, 3_598_712_832...3_600_809_983),
    ] as [(Int64, Int, ClosedRange<Int64>)])
  func `three digits have their slots where HdrHistogram has them`(
    value: Int64, slot: Int, range: ClosedRange<Int64>
  ) {
    let layout = HistogramLayout(digits: 3)
    #expect(layout.slot(of: value) == slot)
    #expect(layout.lowest(inSlot: slot)...layout.highest(inSlot: slot) == range)
  }

  @Test(
    arguments: [
      (1_000, 1_000, 1_000), (2_047, 2_047, 2_047), (2_049, 2_048, 2_049),
      (10_007, 10_000, 10_007), (1_234_567, 1_233_920, 1_234_943),
      (100_000_000, 99_942_400, 100_007_935),
    ] as [(Int64, Int64, Int64)])
  func `reference case hdr-3-1`(value: Int64, lowest: Int64, highest: Int64) {
    let layout = HistogramLayout(digits: 3)
    #expect(layout.lowestEquivalent(to: value) == lowest)
    #expect(layout.highestEquivalent(to: value) == highest)
    #expect(layout.subBucketCount == 2_048)
    #expect(layout.relativeWidth == 0.0009765625)
  }

  @Test(
    arguments: [
      (100, 100, 100), (255, 255, 255), (257, 256, 257), (1_009, 1_008, 1_011),
      (99_991, 99_840, 100_351), (3_600_000_000, 3_590_324_224, 3_607_101_439),
    ] as [(Int64, Int64, Int64)])
  func `reference case hdr-2-2`(value: Int64, lowest: Int64, highest: Int64) {
    let layout = HistogramLayout(digits: 2)
    #expect(layout.lowestEquivalent(to: value) == lowest)
    #expect(layout.highestEquivalent(to: value) == highest)
    #expect(layout.subBucketCount == 256)
    #expect(layout.relativeWidth == 0.0078125)
  }

  @Test(
    arguments: [
      (3, 3_600_000_000, 23_552), (3, 3_600_000_000_000, 33_792), (2, 3_600_000_000_000, 4_608),
      (3, Int64.max, 55_296), (3, 0, 2_048), (1, 0, 32), (5, 0, 262_144),
    ] as [(Int, Int64, Int)])
  func `so many counters cover a range`(digits: Int, highest: Int64, counters: Int) {
    #expect(HistogramLayout(digits: digits, highest: highest).slotCount == counters)
  }

  @Test func `the highest value is rounded up to the end of its octave`() {
    #expect(HistogramLayout(digits: 3, highest: 3_600_000_000).highest == (1 << 32) - 1)
    #expect(HistogramLayout(digits: 3, highest: (1 << 40) - 1).highest == (1 << 40) - 1)
    #expect(HistogramLayout(digits: 3, highest: 1 << 40).highest == (1 << 41) - 1)
    #expect(HistogramLayout(digits: 3, highest: 5).highest == 2_047)
    #expect(HistogramLayout(highest: .max).highest == .max)
  }

  @Test(arguments: 1...5)
  func `slots follow one another without gap or overlap`(digits: Int) {
    let layout = HistogramLayout(digits: digits, highest: .max)
    let last = layout.slotCount - 1
    var slots = Array(0..<min(last, 3_000))
    for octave in 1...60 where octave * layout.slotsPerOctave + 1 < last {
      slots += [-2, -1, 0, 1].map { octave * layout.slotsPerOctave + $0 }.filter { $0 >= 0 }
    }
    let wrong = slots.filter { slot in
      let (lowest, highest) = (layout.lowest(inSlot: slot), layout.highest(inSlot: slot))
      return layout.slot(of: lowest) != slot || layout.slot(of: highest) != slot
        || layout.lowest(inSlot: slot + 1) != highest + 1
    }
    #expect(wrong == [])
    #expect(layout.highest(inSlot: last) == .max)
    #expect(layout.slot(of: .max) == last)
  }

  @Test(arguments: 1...5)
  func `a slot is never wider than its share of the value`(digits: Int) {
    var generator = SplitMix64(seed: 1)
    let layout = HistogramLayout(digits: digits, highest: .max)
    let wrong = (0..<3_000).map { _ in generator.magnitude(bits: 63) }.filter { value in
      let lowest = layout.lowestEquivalent(to: value)
      let highest = layout.highestEquivalent(to: value)
      let width = Double(highest - lowest + 1)
      return value < lowest || value > highest
        || (width > 1 && width > layout.relativeWidth * Double(lowest))
    }
    #expect(wrong == [])
    #expect(layout.relativeWidth < [0.1, 0.01, 0.001, 0.000_1, 0.000_01][digits - 1])
  }

  @Test func `refuses digits and ranges that make no sense`() async {
    await #expect(processExitsWith: .failure) { _ = HistogramLayout(digits: 0) }
    await #expect(processExitsWith: .failure) { _ = HistogramLayout(digits: 6) }
    await #expect(processExitsWith: .failure) { _ = HistogramLayout(highest: -1) }
  }
}
