import Resilience
import Testing
import TimeBase

@Suite struct HealthCheckTests {
  /// Records passes and failures, and writes the state after each and what changed.
  private func states(_ policy: HealthCheck.Policy, _ results: String) -> String {
    var check = HealthCheck(policy)
    return String(
      results.map { result -> Character in
        let change = check.record(Self.outcome(of: result))
        #expect((change == .cameUp) == (change != nil && check.isUp))
        return change == nil ? (check.isUp ? "u" : "d") : check.isUp ? "U" : "D"
      })
  }

  private static func outcome(of letter: Character) -> CallOutcome {
    switch letter {
    case "P": .success
    case "F": .failure
    default: .ignored
    }
  }

  /// The first is the vector of section 4.3 of the components specification: fall 3, rise 2. Capital
  /// letters are changes.
  @Test(
    arguments: [
      (.haProxy, "PFFPFFFPP", "uuuuuuDdU"), (.haProxy, "FFPPFFF", "DddUuuD"),
      (.haProxy, "FPFPP", "DdddU"), (.kubernetes, "FPFFPFFF", "dUuuuuuD"),
      (.kubernetes, "PFF.F", "UuuuD"),
      (
        .envoy(
          interval: .seconds(1), timeout: .seconds(1), unhealthyThreshold: 2, healthyThreshold: 3),
        "PFFPPFPPP", "UuDdddddU"
      ),
      (
        .envoy(
          interval: .seconds(1), timeout: .seconds(1), unhealthyThreshold: 2, healthyThreshold: 3),
        "FPPP", "dddU"
      ),
      (.init(interval: .seconds(1), start: .up), "FFPFFF", "uuuuuD"),
    ] as [(HealthCheck.Policy, String, String)])
  func `so many results in a row change the state`(
    policy: HealthCheck.Policy, results: String, expected: String
  ) {
    #expect(states(policy, results) == expected)
  }

  @Test(arguments: 1...20)
  func `a state holds until the last so many results agree against it`(seed: UInt64) {
    var draws = TestDraws(seed: seed)
    let (fall, rise) = (1 + draws.below(4), 1 + draws.below(4))
    var check = HealthCheck(.init(interval: .seconds(1), fall: fall, rise: rise))
    var results: [Bool] = []
    var isUp = true
    var since = 0
    for _ in 0..<300 {
      results.append(draws.below(2) == 0)
      let change = check.record(results.last == true ? .success : .failure)
      let recent = results.dropFirst(since).suffix(isUp ? fall : rise)
      let turns = recent.count == (isUp ? fall : rise) && recent.allSatisfy { $0 != isUp }
      if turns { (isUp, since) = (!isUp, results.count) }
      #expect(check.isUp == isUp)
      #expect(change == (turns ? (isUp ? .cameUp : .wentDown) : nil))
    }
  }

  @Test func `intervals follow the state`() {
    var check = HealthCheck(
      .init(
        interval: .seconds(2), transitionalInterval: .milliseconds(500),
        downInterval: .seconds(10), fall: 2, rise: 2))
    let intervals = "PFFFPP".map { result -> TimeSpan in
      check.record(result == "P" ? .success : .failure)
      return check.interval
    }
    let expected: [TimeSpan] = [
      .seconds(2), .milliseconds(500), .seconds(10), .seconds(10), .milliseconds(500), .seconds(2),
    ]
    #expect(intervals == expected)
    #expect(check.nextCheck(after: .zero, word: .max) == .zero + .seconds(2))
  }

  @Test func `jitter only lengthens an interval`() {
    let check = HealthCheck(.init(interval: .seconds(10), jitter: 20))
    #expect(check.nextCheck(after: .zero, word: 0) == .zero + .seconds(10))
    #expect(check.nextCheck(after: .zero, word: 1 << 63) == .zero + .seconds(11))
    #expect(check.nextCheck(after: .zero, word: .max) < .zero + .seconds(12))
  }

  @Test func `first checks are spread over an interval`() {
    let check = HealthCheck(.init(interval: .seconds(2), initialDelay: .seconds(5)))
    let starts = (0..<4).map { check.firstCheck(ofTarget: $0, among: 4, after: .zero) }
    let expected = [5_000, 5_500, 6_000, 6_500].map { Instant.zero + .milliseconds($0) }
    #expect(starts == expected)
  }

  /// fall · interval + timeout, section 4.3.
  @Test func `the worst detection time is that of so many checks and one timeout`() {
    #expect(HealthCheck.Policy.haProxy.worstDetection == .seconds(8))
    #expect(HealthCheck.Policy.kubernetes.worstDetection == .seconds(31))
  }

  @Test func `ten failed calls in a row are one failed check`() {
    var check = HealthCheck(.init(interval: .seconds(2), fall: 2, errorLimit: 10))
    func fail(_ count: Int) -> [HealthChange?] { (0..<count).map { _ in check.observe(.failure) } }
    #expect(fail(9) == Array(repeating: nil, count: 9))
    #expect(check.contradictions == 0)
    #expect(check.observe(.success) == nil)
    #expect(fail(10) == Array(repeating: nil, count: 10))
    #expect(check.contradictions == 1)
    #expect(fail(10).last == .wentDown)
    #expect(fail(30) == Array(repeating: nil, count: 30))
    #expect(!check.isUp)
  }

  @Test(
    arguments: [
      (.init(interval: .zero), "a check's interval cannot be 0s; use more than 0s"),
      (.init(interval: .seconds(1), fall: 0), "a fall of 0 is not in 1...1000000"),
      (.init(interval: .seconds(1), rise: 0), "a rise of 0 is not in 1...1000000"),
      (.init(interval: .seconds(1), jitter: 101), "a jitter of 101 % is not in 0...100"),
    ] as [(HealthCheck.Policy, String)])
  func `an impossible policy says why`(policy: HealthCheck.Policy, problem: String) {
    #expect(policy.problem == problem)
    #expect(HealthCheck.Policy.haProxy.problem == nil)
  }
}
