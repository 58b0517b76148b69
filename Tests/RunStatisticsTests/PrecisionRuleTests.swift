import RunStatistics
import Testing

@Suite struct PrecisionRuleTests {
  private func replications(
    until policy: PrecisionRule.Policy, _ value: (Int) -> [Double?]
  ) -> (Int, PrecisionRule.Decision) {
    var rule = PrecisionRule(policy, watching: value(0).count)
    for index in 0... {
      let decision = rule.add(value(index))
      if decision != .more { return (index + 1, decision) }
    }
    return (0, .more)
  }

  @Test func `constant values end after the fewest and a look ahead`() {
    let (count, decision) = replications(until: .init(relativeError: 0.02)) { _ in [5, nil] }
    #expect(count == 15)
    #expect(decision == .reached)
  }

  @Test func `a lucky start is seen through`() {
    // Ten values alike, then one far off within the look-ahead.
    let (count, decision) = replications(until: .init(relativeError: 0.02, most: 40)) { index in
      [index == 12 ? 50 : 5]
    }
    #expect(decision == .exhausted)
    #expect(count == 40)
  }

  /// The condition is H/|mean| ≤ γ/(1 + γ), and it has to hold at the end and all through the look-ahead.
  @Test func `it ends where the half-width first stays within the corrected share`() {
    func value(_ index: Int) -> Double { 10 + Double(index * 7919 % 13) / 13 }
    let policy = PrecisionRule.Policy(relativeError: 0.02)
    let (count, _) = replications(until: policy) { [value($0)] }
    func holds(_ size: Int) -> Bool {
      let sample = SampleMean((0..<size).map(value))
      guard let interval = sample.interval(confidence: 0.95) else { return false }
      return interval.halfWidth / sample.mean <= 0.02 / 1.02
    }
    #expect((count - 5...count).allSatisfy(holds))
    #expect(count == 15 || !holds(count - 6))
  }

  @Test func `several means are held to a higher confidence`() {
    func value(_ index: Int) -> Double { 10 + Double(index * 7919 % 13) / 4 }
    let policy = PrecisionRule.Policy(relativeError: 0.05)
    let (one, _) = replications(until: policy) { [value($0)] }
    let (eight, _) = replications(until: policy) { Array(repeating: value($0), count: 8) }
    #expect(one < eight)
  }

  @Test(arguments: [(10, 5), (99, 5), (100, 5), (120, 6), (1_000, 50)])
  func `the look ahead grows with the number of replications`(made: Int, further: Int) {
    #expect(PrecisionRule.lookAhead(from: made) == further)
  }

  @Test func `a policy that makes no sense says what would`() {
    #expect(PrecisionRule.Policy(relativeError: 0.02).problem == nil)
    #expect(PrecisionRule.Policy(relativeError: 0).problem != nil)
    #expect(PrecisionRule.Policy(relativeError: .nan).problem != nil)
    #expect(PrecisionRule.Policy(relativeError: 0.1, confidence: 1).problem != nil)
    #expect(PrecisionRule.Policy(relativeError: 0.1, fewest: 1).problem != nil)
    #expect(PrecisionRule.Policy(relativeError: 0.1, most: 9).problem != nil)
  }
}
