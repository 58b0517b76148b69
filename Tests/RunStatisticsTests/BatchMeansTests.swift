import RunStatistics
import Testing

@Suite struct BatchMeansTests {
  private static func values(_ count: Int, seed: UInt64, memory: Double = 0) -> [Double] {
    var generator = SplitMix64(seed: seed)
    var value = 0.0
    return (0..<count).map { _ in
      value = memory * value + Double(generator.next() >> 11) * 0x1p-53 - 0.5
      return value
    }
  }

  @Test func `von Neumann's test of ten batches`() throws {
    let test = try #require(VonNeumannTest(Array(repeating: 10, count: 7) + [10.2, 9.8, 10.4]))
    #expect(abs(test.statistic + 0.25) < 1e-12)
    #expect(abs(test.score + 0.8794529549668844) < 1e-12)
    #expect(!test.rejects(level: 0.05))
  }

  /// C is the correlation of neighbours and a term of the two ends.
  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `the statistic is the first autocorrelation, but for the ends`(seed: UInt64) throws {
    let values = Self.values(30, seed: seed)
    let mean = values.reduce(0, +) / 30
    let deviations = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let lagged = zip(values, values.dropFirst()).reduce(0) { $0 + ($1.0 - mean) * ($1.1 - mean) }
    let ends = (values[0] - mean) * (values[0] - mean) + (values[29] - mean) * (values[29] - mean)
    let test = try #require(VonNeumannTest(values))
    #expect(abs(test.statistic - (lagged / deviations + ends / (2 * deviations))) < 1e-12)
  }

  @Test func `values that rise steadily are not independent`() throws {
    let test = try #require(VonNeumannTest((0..<20).map { Double($0) }))
    #expect(test.rejects(level: 0.001))
    #expect(VonNeumannTest([1, 2]) == nil)
    #expect(VonNeumannTest([3, 3, 3, 3]) == nil)
  }

  @Test func `too few batches give no number`() {
    #expect(BatchMeans(Self.values(19, seed: 1), confidence: 0.95) == .insufficient(batches: 19))
    #expect(BatchMeans([], confidence: 0.95) == .insufficient(batches: 0))
  }

  @Test func `a run shorter than its memory gives no number`() {
    let judged = BatchMeans(Self.values(200, seed: 3, memory: 0.995), confidence: 0.95)
    guard case .correlated(let test) = judged else {
      Issue.record("a memory of 200 steps went unnoticed: \(judged)")
      return
    }
    #expect(test.score > 2)
  }

  @Test func `independent values give the interval of their batches`() throws {
    let values = Self.values(400, seed: 5)
    guard case .interval(let mean, let interval, let batches) = BatchMeans(values, confidence: 0.95)
    else {
      Issue.record("no interval")
      return
    }
    #expect(batches == 40)
    #expect(abs(mean - values.reduce(0, +) / 400) < 1e-12)
    let averages = (0..<40).map { batch in
      values[batch * 10..<batch * 10 + 10].reduce(0, +) / 10
    }
    let expected = try #require(SampleMean(averages).interval(confidence: 0.95))
    #expect(abs(interval.lower - expected.lower) < 1e-12)
    #expect(abs(interval.upper - expected.upper) < 1e-12)
  }

  @Test(arguments: [1, 39, 40, 41, 79, 80, 1_000, 12_345])
  func `a collector keeps twenty to forty equal batches of what came first`(count: Int) {
    let values = Self.values(count, seed: 9)
    var collector = BatchCollector()
    for value in values { collector.add(value) }
    #expect(collector.batches.count < 40)
    #expect(count < 40 || collector.batches.count >= 20)
    #expect(collector.batches.count == count / collector.size)
    for (index, batch) in collector.batches.enumerated() {
      let part = values[index * collector.size..<(index + 1) * collector.size]
      #expect(abs(batch - part.reduce(0, +) / Double(part.count)) < 1e-12)
    }
  }
}
