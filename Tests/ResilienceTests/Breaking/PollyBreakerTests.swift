import Resilience
import Testing
import TimeBase

/// Worked out from the source of Polly 8; defaults from the components specification, section 13.
@Suite struct PollyBreakerTests {
  private func play(
    _ breaker: inout PollyBreaker, _ outcomes: String, at milliseconds: Int64
  ) -> Int {
    let now = Instant(milliseconds: milliseconds)
    var admitted = 0
    for outcome in outcomes {
      let permission = breaker.admit(at: now)
      guard permission != .rejected else { continue }
      admitted += 1
      breaker.record(outcome == "F" ? .failure : .success, of: permission, at: now)
    }
    return admitted
  }

  /// The example of Polly's documentation [upstream], as vectored in section 5.2.
  @Test func `three failures of at least three open, and the fourth call is rejected`() {
    var breaker = PollyBreaker(.init(failureRatio: 0.1, minimumThroughput: 3))
    #expect(play(&breaker, "FFFS", at: 0) == 3)
    #expect(breaker.state == .open)
    #expect(breaker.retryAfter(at: Instant(milliseconds: 1_000)) == .seconds(4))
    #expect(breaker.retryAfter(at: Instant(milliseconds: 9_000)) == .zero)
  }

  /// Nine successes after two failures make a ratio that is high enough all along, but the one that
  /// makes the throughput reach its minimum is a success.
  @Test func `only a failure opens`() {
    var breaker = PollyBreaker(.init(failureRatio: 0.1, minimumThroughput: 10))
    _ = play(&breaker, "FFSSSSSSSSSSS", at: 0)
    #expect(breaker.state == .closed && breaker.tally.calls == 13)
    _ = play(&breaker, "F", at: 1)
    #expect(breaker.state == .open)
  }

  @Test func `a ratio that is reached exactly opens`() {
    var breaker = PollyBreaker(.init())
    _ = play(&breaker, String(repeating: "S", count: 90) + String(repeating: "F", count: 10), at: 0)
    #expect(breaker.state == .open && breaker.tally.calls == 100)
    #expect(breaker.tally.failureRate == 0.1)
  }

  @Test(arguments: [(5_999, false), (6_000, true), (6_001, true)])
  func `the trial may come at the very end of the break`(milliseconds: Int64, isAdmitted: Bool) {
    var breaker = PollyBreaker(.init(minimumThroughput: 2))
    _ = play(&breaker, "FF", at: 1_000)
    #expect(breaker.openUntil == Instant(milliseconds: 6_000))
    #expect((breaker.admit(at: Instant(milliseconds: milliseconds)) != .rejected) == isAdmitted)
    if isAdmitted { #expect(breaker.admit(at: .distantFuture) == .rejected) }
  }

  @Test(arguments: [
    (CallOutcome.success, CircuitBreaker.State.closed), (.failure, .open), (.ignored, .closed),
  ])
  func `the trial call decides`(outcome: CallOutcome, state: CircuitBreaker.State) {
    var breaker = PollyBreaker(.init(minimumThroughput: 2))
    _ = play(&breaker, "FF", at: 0)
    let trial = breaker.admit(at: Instant(milliseconds: 5_000))
    breaker.record(outcome, of: trial, at: Instant(milliseconds: 5_100))
    #expect(breaker.state == state)
    #expect(breaker.tally.calls == (state == .closed ? 0 : 2))
    #expect(breaker.openUntil == (state == .open ? Instant(milliseconds: 10_100) : nil))
  }

  @Test func `late results count while open and decide while half-open`() {
    var breaker = PollyBreaker(.init(minimumThroughput: 2))
    let late = (0..<3).map { _ in breaker.admit(at: .zero) }
    _ = play(&breaker, "FF", at: 0)
    breaker.record(.failure, of: late[0], at: Instant(milliseconds: 10))
    #expect(breaker.state == .open && breaker.tally.failures == 3)
    #expect(breaker.openUntil == Instant(milliseconds: 5_000))
    let trial = breaker.admit(at: Instant(milliseconds: 5_000))
    breaker.record(.success, of: late[1], at: Instant(milliseconds: 5_001))
    #expect(breaker.state == .closed)
    breaker.record(.failure, of: trial, at: Instant(milliseconds: 5_002))
    breaker.record(.success, of: late[2], at: Instant(milliseconds: 5_003))
    #expect(breaker.state == .closed && breaker.tally.calls == 2 && breaker.inFlightCount == 0)
  }

  @Test func `isolation lasts until it is ended by hand`() {
    var breaker = PollyBreaker(.init())
    let late = breaker.admit(at: .zero)
    breaker.isolate(at: .zero)
    #expect(breaker.state == .forcedOpen && breaker.retryAfter(at: .zero) == nil)
    #expect(breaker.admit(at: .distantFuture) == .rejected)
    breaker.record(.failure, of: late, at: .zero)
    breaker.close(at: .zero + .seconds(1))
    #expect(breaker.state == .closed && breaker.tally.calls == 0)
    #expect(breaker.change(1) == .init(from: .forcedOpen, to: .closed, at: .zero + .seconds(1)))
  }

  @Test func `a trial call that does not come back wedges it`() {
    var breaker = PollyBreaker(.init(minimumThroughput: 2))
    _ = play(&breaker, "FF", at: 0)
    _ = breaker.admit(at: .zero + .seconds(5))
    #expect(breaker.wedge(at: .zero + .seconds(9), after: .seconds(5)) == nil)
    #expect(breaker.wedge(at: .zero + .seconds(10), after: .seconds(5))?.missingResults == 1)
  }

  /// A twin that keeps all calls, each with the begin of its part.
  @Test(arguments: 1...6)
  func `the sample agrees with a list of all calls`(seed: UInt64) {
    var draws = TestDraws(seed: seed)
    var sample = SampleParts(duration: .milliseconds(1_000))
    var calls: [(part: Int64, failed: Bool)] = []
    var now: Int64 = 0
    for _ in 0..<2_000 {
      now += Int64(draws.below(draws.below(40) == 0 ? 3_000 : 60))
      let failed = draws.below(3) == 0
      let part = calls.last.flatMap { now - $0.part < 100 ? $0.part : nil } ?? now
      calls.append((part, failed))
      calls.removeAll { now - $0.part >= 1_000 }
      sample.add(failed: failed, at: Instant(milliseconds: now))
      #expect(sample.tally.calls == calls.count)
      #expect(sample.tally.failures == calls.count { $0.failed })
    }
    sample.removeAll()
    #expect(sample.tally.calls == 0)
  }

  @Test(arguments: [
    (PollyBreaker.Policy(), nil),
    (.init(failureRatio: 1.5), "a failure ratio of 1.5 is not in 0...1"),
    (.init(minimumThroughput: 1), "a minimum throughput of 1 is below 2"),
    (
      .init(samplingDuration: .milliseconds(499)),
      "a sampling duration of 499ms is not in 500ms...1d"
    ),
    (.init(breakDuration: .zero), "a break of 0s is not in 500ms...1d"),
  ])
  func `an impossible policy says why`(policy: PollyBreaker.Policy, problem: String?) {
    #expect(policy.problem == problem)
  }
}
