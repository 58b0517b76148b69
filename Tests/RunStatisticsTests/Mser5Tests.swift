import RunStatistics
import Testing

@Suite struct Mser5Tests {
  /// Worked by hand in the batches 74, 16.6 and eight (here seven) times 10.
  static let fiftyNumbers: [Double] = [
    100, 90, 80, 60, 40, 30, 20, 12, 11, 10, 9, 11, 10, 12, 8, 10, 11, 9, 10, 10, 9, 11, 10, 12, 8,
    10, 9, 11, 10, 10, 11, 9, 10, 10, 10, 9, 11, 12, 8, 10, 10, 9, 11, 10, 10, 12, 8, 9, 11, 10,
  ]

  @Test func `cuts ten of fifty numbers, the least on ties`() {
    let result = Mser5(Self.fiftyNumbers)
    #expect(result.batchCount == 10)
    #expect(abs(result.statistics[0] - 36.41124) < 1e-12)
    #expect(abs(result.statistics[1] - 0.47802469135802494) < 1e-14)
    #expect(result.statistics[2...] == [0, 0, 0, 0])
    #expect(result.deletedBatchCount == 2 && result.deletedCount == 10)
    #expect(!result.isTooShort)
    #expect(result.truncatedMean == 10)
  }

  @Test func `cuts forty of two hundred from a decaying start`() throws {
    // y_i = 10 + 20·0.9^i + (((7919·i) mod 13) - 6) / 6
    var decay = 20.0
    let observations = (0..<200).map { index in
      defer { decay *= 0.9 }
      return 10 + decay + Double((7_919 * index) % 13 - 6) / 6
    }
    let result = Mser5(observations)
    #expect(abs(result.statistics[0] - 0.22789658122327897) < 1e-13)
    #expect(result.deletedBatchCount == 8 && result.deletedCount == 40)
    #expect(abs(result.statistics[8] - 0.0011203119036953852) < 1e-15)
    #expect(abs(try #require(result.truncatedMean) - 10.014309436128242) < 1e-12)
    #expect(abs(observations.reduce(0, +) / 200 - 10.991666665961159) < 1e-12)
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func `agrees with the definition, cut by cut`(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let means = (0..<(20 + Int(seed))).map { 5 * generator.unit() + 30 / Double(1 + $0) }
    let result = Mser5(batchMeans: means)
    let expected = (0...means.count / 2).map { cut in
      let rest = means[cut...]
      let mean = rest.reduce(0, +) / Double(rest.count)
      let squares = rest.reduce(0.0) { $0 + ($1 - mean) * ($1 - mean) }
      return squares / Double(rest.count * rest.count)
    }
    #expect(zip(result.statistics, expected).allSatisfy { abs($0 / $1 - 1) < 1e-12 })
    #expect(result.statistics.count == expected.count)
    #expect(result.deletedBatchCount == expected.indices.min { expected[$0] < expected[$1] })
  }

  @Test func `a run that never settles is too short`() {
    let result = Mser5((0..<100).map { Double($0) })
    #expect(result.isTooShort && result.deletedBatchCount == 10)
    #expect(result.truncatedMean == nil)
  }

  @Test(arguments: [0, 1, 4, 5, 9])
  func `fewer than two batches are too short`(count: Int) {
    let result = Mser5(Array(repeating: 1, count: count))
    #expect(result.isTooShort && result.truncatedMean == nil)
    #expect(result.batchCount == count / 5)
  }

  @Test func `a constant run has no warm-up, and an unfinished batch is left out`() {
    let result = Mser5(Array(repeating: 3, count: 22) + [1_000])
    #expect(result.batchCount == 4)
    #expect(result.deletedCount == 0 && result.truncatedMean == 3)
  }

  @Test func `refuses what is not a number`() async {
    await #expect(processExitsWith: .failure) { _ = Mser5([1, 2, .nan, 4, 5]) }
  }
}
