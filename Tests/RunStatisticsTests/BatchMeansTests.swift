import PortableMathematics
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
    let judged = BatchMeans(values, confidence: 0.95)
    let averages = (0..<40).map { batch in
      values[batch * 10..<batch * 10 + 10].reduce(0, +) / 10
    }
    #expect(judged == BatchMeans(batches: averages, confidence: 0.95))
    guard case .interval(let mean, let interval, 40) = judged else {
      Issue.record("no interval of 40 batches")
      return
    }
    #expect(abs(mean - values.reduce(0, +) / 400) < 1e-12)
    #expect(interval.contains(mean))
  }

  struct Skewed: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var batches: [Double]
    var lower: Double
    var upper: Double
  }

  /// Values of an independent calculation.
  static let skewed = [
    Skewed(
      testDescription: "one long batch, and neighbours that resemble each other",
      batches: [
        1.0, 1.2, 0.9, 1.1, 1.0, 1.4, 1.5, 2.6, 1.2, 0.8, 1.2, 1.0, 0.9, 1.1, 1.0, 1.3, 0.8, 1.2,
        0.9, 1.1,
      ], lower: 1.004627780701625, upper: 2.0177542568789084),
    Skewed(
      testDescription: "one long batch",
      batches: [
        1.0, 1.2, 0.9, 1.1, 1.0, 1.4, 0.9, 2.6, 1.5, 0.8, 1.2, 1.0, 0.9, 1.1, 1.0, 1.3, 0.8, 1.2,
        0.9, 1.1,
      ], lower: 1.0166902217983946, upper: 1.852251010859952),
    Skewed(
      testDescription: "one short batch",
      batches: [
        1.0, 0.8, 1.1, 0.9, 1.0, 0.6, 1.1, -0.6, 0.5, 1.2, 0.8, 1.0, 1.1, 0.9, 1.0, 0.7, 1.2, 0.8,
        1.1, 0.9,
      ], lower: 0.1477489891400482, upper: 0.9833097782016054),
    Skewed(
      testDescription: "no spread", batches: Array(repeating: 3, count: 20), lower: 3, upper: 3),
  ]

  @Test(arguments: skewed)
  func `an interval reaches further to the longer side`(_ example: Skewed) {
    guard
      case .interval(_, let interval, _) = BatchMeans(batches: example.batches, confidence: 0.95)
    else {
      Issue.record("no interval")
      return
    }
    #expect(abs(interval.lower - example.lower) < 1e-9)
    #expect(abs(interval.upper - example.upper) < 1e-9)
  }

  /// Waits at a server that is busy four fifths of the time, whose mean is 4 service times, from 100
  /// runs of 10,000. One of these is called correlated; without allowances, 90 would hold the truth.
  @Test func `intervals of waits hold the truth about as often as they say`() {
    var generator = SplitMix64(seed: 11)
    func exponential() -> Double {
      -PortableMath.log(Double((generator.next() >> 11) + 1) * 0x1p-53)
    }
    var (given, right) = (0, 0)
    for _ in 0..<100 {
      var wait = 4.0
      let waits = (0..<10_000).map { _ -> Double in
        wait = max(0, wait + exponential() - exponential() / 0.8)
        return wait
      }
      guard case .interval(_, let interval, _) = BatchMeans(waits, confidence: 0.95) else {
        continue
      }
      given += 1
      right += interval.contains(4) ? 1 : 0
    }
    #expect(given == 99)
    #expect(right >= 92)
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
