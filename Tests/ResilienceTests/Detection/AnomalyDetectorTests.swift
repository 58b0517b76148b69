import Resilience
import Testing

@Suite struct AnomalyDetectorTests {
  typealias Policy = AnomalyDetector.Policy

  /// A mean and a deviation as schoolbooks have them.
  private static func moments(_ values: ArraySlice<Double>, floor: Double) -> (Double, Double) {
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +)
    return (mean, max(floor, (squares / Double(values.count - 1)).squareRoot()))
  }

  /// What the definition says of every value, each worked out from all values before it.
  private static func scores(_ values: [Double], _ policy: Policy) -> [Double?] {
    let (learnedMean, learnedDeviation) = moments(
      values.prefix(policy.warmup), floor: policy.floor)
    var (above, below) = (0.0, 0.0)
    return values.indices.map { index in
      switch policy.method {
      case .zScore(let window):
        guard index >= policy.warmup else { return nil }
        let (mean, deviation) = moments(
          values[max(0, index - window)..<index], floor: policy.floor)
        return (values[index] - mean) / deviation
      case .ewma(let lambda):
        guard index >= policy.warmup else { return nil }
        let later = values[policy.warmup...index]
        var average = learnedMean
        var weights = 0.0
        for (age, value) in later.enumerated() {
          average = average * (1 - lambda) + lambda * value
          var weight = lambda
          for _ in 0..<(later.count - 1 - age) { weight *= 1 - lambda }
          weights += weight * weight
        }
        return (average - learnedMean) / (learnedDeviation * weights.squareRoot())
      case .cusum(let slack):
        guard index >= policy.warmup else { return nil }
        let distance = (values[index] - learnedMean) / learnedDeviation
        above = max(0, above + distance - slack)
        below = max(0, below - distance - slack)
        let score = above >= below ? above : -below
        if score.magnitude >= policy.threshold { (above, below) = (0, 0) }
        return score
      }
    }
  }

  private static let policies: [Policy] = [
    Policy(.zScore(window: 20), warmup: 10, threshold: 3, floor: 0.01),
    Policy(.zScore(window: 7), warmup: 7, threshold: 2),
    Policy(.ewma(lambda: 0.2), warmup: 12, threshold: 3),
    Policy(.ewma(lambda: 1), warmup: 5, threshold: 3),
    Policy(.cusum(slack: 0.5), warmup: 15, threshold: 5),
    Policy(.cusum(slack: 0), warmup: 4, threshold: 2),
  ]

  @Test(arguments: policies, 0..<4 as Range<UInt64>)
  func `A detector says of every value what its definition says`(policy: Policy, seed: UInt64) {
    var random = SplitMix(state: seed)
    let values = (0..<200).map { index in
      let noise = Double(random.next() >> 11) / Double(1 << 53)
      return noise + (100..<130 ~= index ? 2 : 0)
    }
    var detector = AnomalyDetector(policy)
    for (value, expected) in zip(values, Self.scores(values, policy)) {
      let signal = detector.add(value)
      #expect((signal == nil) == (expected == nil))
      guard let signal, let expected else { continue }
      #expect(abs(signal.score - expected) < 1e-9 * max(1, expected.magnitude))
      #expect(signal.isFlagged == (signal.score.magnitude >= policy.threshold))
    }
  }

  /// A minute's outage: its beginning and its end are far from what was, until that has become usual.
  @Test func `An outage is flagged in its first second until the window takes it for normal`() {
    var detector = AnomalyDetector(
      .init(.zScore(window: 60), warmup: 30, threshold: 3, floor: 0.001))
    var flagged: [Int] = []
    for second in 0..<240 {
      let signal = detector.add(60..<120 ~= second ? 1 : 0)
      if signal?.isFlagged == true { flagged.append(second) }
    }
    // With n of 60 values at 1 the score is (1 − n/60) / √(n (60 − n) / (60 · 59)), which is 3 or more
    // for n up to 5; n = 6 gives 2.975.
    #expect(flagged == Array(60...65) + Array(120...125))
  }

  @Test func `A series that stands still has the deviation of the floor`() {
    var detector = AnomalyDetector(.init(.zScore(window: 10), warmup: 5, threshold: 3, floor: 0.5))
    for _ in 0..<5 { #expect(detector.add(7) == nil) }
    #expect(detector.add(8.4)?.score == (8.4 - 7) / 0.5)
  }

  /// The mean and the deviation of these four are 0 and 1.
  private static func unit(_ method: Policy.Method, threshold: Double) -> AnomalyDetector {
    var detector = AnomalyDetector(.init(method, warmup: 4, threshold: threshold))
    let half = (0.75 as Double).squareRoot()
    for value in [half, -half, half, -half] { _ = detector.add(value) }
    return detector
  }

  /// A jump of 1 adds 1 − ½ each time: the fourth time makes 2.
  @Test func `Sums grow by what is beyond the slack, and begin anew after an alarm`() {
    var detector = Self.unit(.cusum(slack: 0.5), threshold: 2 - 1e-9)
    let scores = (0..<8).compactMap { _ in detector.add(1)?.score }
    for (score, expected) in zip(scores, [0.5, 1, 1.5, 2, 0.5, 1, 1.5, 2]) {
      #expect(abs(score - expected) < 1e-12)
    }
    #expect(detector.add(-3).map { abs($0.score + 2.5) < 1e-12 } == true)
  }

  /// 1 − 0.8ᵗ over √(0.2 / 1.8 · (1 − 0.64ᵗ)).
  @Test func `An average moves towards where the values went`() {
    var detector = Self.unit(.ewma(lambda: 0.2), threshold: 3)
    let scores = (0..<3).compactMap { _ in detector.add(1)?.score }
    let deviations = [0.64, 0.4096, 0.262144].map { (0.2 / 1.8 * (1 - $0)).squareRoot() }
    for (score, expected) in zip(scores, zip([0.2, 0.36, 0.488], deviations).map { $0 / $1 }) {
      #expect(abs(score - expected) < 1e-12)
    }
  }
}
