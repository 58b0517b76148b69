import RunStatistics
import Testing
import TimeBase

@Suite struct MomentsTests {
  static func moments(of values: some Sequence<Int64>) -> Moments {
    var moments = Moments()
    for value in values { moments.add(value) }
    return moments
  }

  @Test func `mean and deviation of ten numbers`() throws {
    // 4.2 5.1 4.8 …, in tenths; mean 4.92 and deviation 0.4184627953726722.
    let moments = Self.moments(of: [42, 51, 48, 56, 49, 53, 44, 50, 52, 47])
    #expect(moments.mean == 49.2)
    let deviation = try #require(moments.standardDeviation)
    #expect(abs(deviation - 4.184627953726722) < 1e-14)
  }

  @Test(arguments: [0, 1_000_000_000_000_000_000, -9_000_000_000_000_000_000] as [Int64])
  func `a large mean takes no digits from the variance`(offset: Int64) {
    let moments = Self.moments(of: [offset + 1, offset + 2, offset + 3])
    #expect(moments.variance == 1)
    #expect(moments.populationVariance == 2.0 / 3)
    #expect(moments.sum == Int128(offset) * 3 + 6)
  }

  @Test func `holds the largest values there are`() {
    var moments = Self.moments(of: Array(repeating: Int64.min, count: 1_000))
    #expect(moments.variance == 0)
    #expect(moments.mean == -0x1p63)
    for _ in 0..<1_000 { moments.add(.max) }
    #expect(moments.mean == -0.5)
    #expect(moments.populationVariance == 0x1p126)
  }

  @Test func `sums of squares beyond 128 bits merge and subtract like others`() {
    let (three, five) = (
      Self.moments(of: Array(repeating: Int64.min, count: 3)),
      Self.moments(of: Array(repeating: Int64.min, count: 5))
    )
    var merged = three
    merged.merge(five)
    #expect(merged == Self.moments(of: Array(repeating: Int64.min, count: 8)))
    merged.subtract(five)
    #expect(merged == three)
  }

  @Test func `a variance is exact where its terms straddle 128 bits`() {
    // The sum is 2^64 - 1, whose square is just below 2^128; three times the squares is just above.
    let middle: Int64 = 6_148_914_691_236_517_205
    let moments = Self.moments(of: [middle - 10_000_000_000, middle, middle + 10_000_000_000])
    #expect(moments.variance == 1e20)
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func `merging in any order gives the same bits, and subtracting undoes it`(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let parts = (0..<3).map { _ in
      (0..<50).map { _ in Int64(bitPattern: generator.next()) >> generator.next(below: 60) }
    }
    let all = Self.moments(of: parts.joined())
    for order in [[0, 1, 2], [2, 0, 1], [1, 2, 0]] {
      var merged = Moments()
      for index in order { merged.merge(Self.moments(of: parts[index])) }
      #expect(merged == all)
      merged.subtract(Self.moments(of: parts[order[2]]))
      #expect(merged == Self.moments(of: parts[order[0]] + parts[order[1]]))
    }
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func `agrees with the definition of variance`(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let values = (0..<200).map { _ in generator.next(below: 1_000_000_000) }
    let mean = Double(values.reduce(0, +)) / 200
    let squares = values.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
    let variance = try #require(Self.moments(of: values).variance)
    #expect(abs(variance / (squares / 199) - 1) < 1e-12)
  }

  @Test func `too few values have no variance`() {
    #expect(Moments().mean == nil && Moments().populationVariance == nil)
    let one = Self.moments(of: [5])
    #expect(one.mean == 5 && one.variance == nil && one.populationVariance == 0)
    #expect(one.standardDeviation == nil)
  }

  @Test func `spans are counted in nanoseconds`() {
    var moments = Moments()
    moments.add(.milliseconds(2))
    #expect(moments.sum == 2_000_000 && moments.count == 1)
  }
}
