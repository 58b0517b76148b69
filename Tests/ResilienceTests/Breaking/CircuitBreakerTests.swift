import Resilience
import Testing
import TimeBase

private func millisecond(_ milliseconds: Int64) -> Instant {
  .zero + .milliseconds(milliseconds)
}

extension CircuitBreaker {
  /// Asks for a call and, if it is let through, records its outcome at the same instant.
  fileprivate mutating func call(
    _ outcome: CallOutcome, lasting duration: TimeSpan = .zero, at now: Instant
  ) {
    let permission = admit(at: now)
    guard permission != .rejected else { return }
    record(outcome, of: permission, lasting: duration, at: now)
  }

  /// Makes one call a millisecond: `S` succeeds and `F` fails. Returns the last instant.
  fileprivate mutating func play(_ outcomes: String, from start: Instant = .zero) {
    for (index, outcome) in outcomes.enumerated() {
      call(outcome == "F" ? .failure : .success, at: start + .milliseconds(Int64(index)))
    }
  }
}

/// Vectors K1 to K4 of the components specification, worked out from Resilience4j's source.
@Suite struct CircuitBreakerTests {
  private static let small = CircuitBreaker.Policy(
    window: .calls(10), minimumCalls: 5, openWait: .seconds(60), trialCalls: 3)

  /// A breaker that vector K1 has opened at 40 ms.
  private func opened(_ policy: CircuitBreaker.Policy = small) -> CircuitBreaker {
    var breaker = CircuitBreaker(policy)
    for time in [0, 10] { breaker.call(.success, at: millisecond(Int64(time))) }
    for time in [20, 30, 40] { breaker.call(.failure, at: millisecond(Int64(time))) }
    return breaker
  }

  @Test func `K1: it opens when a rate is reached, not before there are enough calls`() {
    let breaker = opened()
    #expect(breaker.state == .open)
    #expect(breaker.tally.failureRate == 0.6)
    #expect(breaker.changeCount == 1)
    #expect(breaker.change(0) == .init(from: .closed, to: .open, at: millisecond(40)))
    #expect(breaker.openUntil == millisecond(60_040))
  }

  @Test func `K2: it tries again strictly after its wait, with a few calls`() {
    var breaker = opened()
    let granted = [100, 60_040, 60_041, 60_042, 60_043, 60_044].map {
      breaker.admit(at: millisecond($0)) != .rejected
    }
    #expect(granted == [false, false, true, true, true, false])
    #expect(breaker.state == .halfOpen)
    #expect(breaker.change(1) == .init(from: .open, to: .halfOpen, at: millisecond(60_041)))
    #expect(breaker.inFlightCount == 3)
  }

  @Test(arguments: [("FSS", CircuitBreaker.State.closed), ("FFS", .open), ("SSS", .closed)])
  func `K3: the trial calls decide together`(results: String, state: CircuitBreaker.State) {
    var breaker = opened()
    let trials = results.map { result in
      (result, breaker.admit(at: millisecond(60_041)))
    }
    for (index, (result, permission)) in trials.enumerated() {
      #expect(breaker.state == .halfOpen)
      breaker.record(
        result == "F" ? .failure : .success, of: permission, lasting: .zero,
        at: millisecond(60_050 + Int64(index)))
    }
    #expect(breaker.state == state)
    #expect(breaker.change(2) == .init(from: .halfOpen, to: state, at: millisecond(60_052)))
    #expect(breaker.tally.calls == (state == .closed ? 0 : 3))
  }

  @Test func `K4: the oldest calls leave a full window`() {
    var breaker = CircuitBreaker(.init(window: .calls(4), minimumCalls: 4))
    breaker.play("SSSSF")
    #expect(breaker.state == .closed && breaker.tally.failureRate == 0.25)
    breaker.play("F")
    #expect(breaker.state == .open && breaker.tally.failureRate == 0.5)
  }

  @Test func `the defaults are those of Resilience4j`() {
    let policy = CircuitBreaker.Policy()
    #expect(policy.failureRate == 0.5 && policy.slowCallRate == 1)
    #expect(policy.slowCallDuration == .seconds(60) && policy.openWait == .seconds(60))
    #expect(policy.window == .calls(100) && policy.minimumCalls == 100)
    #expect(policy.trialCalls == 10 && policy.trialWait == .zero)
    #expect(policy.problem == nil)
  }

  /// 7 of 100 is 0.07 exactly, although 0.07 * 100 is more than 7 in binary.
  @Test(arguments: [(6, false), (7, true)])
  func `a rate that is reached exactly opens`(failures: Int, opens: Bool) {
    var breaker = CircuitBreaker(.init(failureRate: 0.07))
    breaker.play(
      String(repeating: "S", count: 100 - failures) + String(repeating: "F", count: failures))
    #expect((breaker.state == .open) == opens)
  }

  /// With a window of calls no larger than the minimum, the window decides.
  @Test func `a window that cannot hold the minimum decides when it is full`() {
    var breaker = CircuitBreaker(.init(window: .calls(3), minimumCalls: 100))
    breaker.play("FF")
    #expect(breaker.state == .closed)
    breaker.play("S")
    #expect(breaker.state == .open)
  }

  /// What the reference cases call "trips after 5 consecutive failures, one probe".
  @Test func `a window of all failures counts consecutive ones`() {
    var breaker = CircuitBreaker(
      .init(
        failureRate: 1, window: .calls(5), minimumCalls: 5, openWait: .seconds(1), trialCalls: 1))
    breaker.play("FFFFSFFFF")
    #expect(breaker.state == .closed)
    breaker.play("F", from: millisecond(9))
    #expect(breaker.state == .open)
    breaker.play("F", from: millisecond(1_010))
    #expect(breaker.state == .open && breaker.changeCount == 3)
    breaker.play("S", from: millisecond(2_011))
    #expect(breaker.state == .closed)
    breaker.play("FFFF", from: millisecond(2_012))
    #expect(breaker.state == .closed)
  }

  @Test(arguments: [(60_000, false), (60_001, true)])
  func `a call is slow that takes longer than the limit`(milliseconds: Int64, opens: Bool) {
    var breaker = CircuitBreaker(.init(slowCallRate: 0.5, window: .calls(2)))
    breaker.call(.success, at: .zero)
    breaker.call(.success, lasting: .milliseconds(milliseconds), at: millisecond(1))
    #expect((breaker.state == .open) == opens)
  }

  @Test func `an ignored result gives its permit back`() {
    var breaker = opened()
    for _ in 0..<10 { breaker.call(.ignored, at: millisecond(60_041)) }
    #expect(breaker.inFlightCount == 0)
    #expect(breaker.state == .halfOpen && breaker.tally.calls == 0)
    for _ in 0..<3 { #expect(breaker.admit(at: millisecond(60_042)) != .rejected) }
    #expect(breaker.admit(at: millisecond(60_042)) == .rejected)
  }

  @Test func `rejected calls do not count`() {
    var breaker = opened()
    for _ in 0..<10 { breaker.call(.success, at: millisecond(50)) }
    #expect(breaker.tally.calls == 5)
  }

  @Test func `a late result changes nothing while open`() {
    var breaker = CircuitBreaker(Self.small)
    let late = breaker.admit(at: .zero)
    breaker.play("FFFFF")
    breaker.record(.success, of: late, lasting: .zero, at: millisecond(100))
    #expect(breaker.state == .open && breaker.tally.calls == 6)
  }

  @Test(arguments: [
    (CircuitBreaker.Policy.LateResults.counted, CircuitBreaker.State.open), (.ignored, .halfOpen),
  ])
  func `a late result decides a trial in Resilience4j, and need not`(
    lateResults: CircuitBreaker.Policy.LateResults, state: CircuitBreaker.State
  ) {
    var policy = Self.small
    policy.trialCalls = 1
    policy.lateResults = lateResults
    var breaker = CircuitBreaker(policy)
    let late = breaker.admit(at: .zero)
    breaker.play("FFFFF")
    _ = breaker.admit(at: millisecond(60_100))
    breaker.record(.failure, of: late, lasting: .zero, at: millisecond(60_101))
    #expect(breaker.state == state)
  }

  @Test func `a late result that is ignored gives no permit of the trial back`() {
    var policy = Self.small
    policy.trialCalls = 1
    var breaker = CircuitBreaker(policy)
    let late = breaker.admit(at: .zero)
    breaker.play("FFFFF")
    #expect(breaker.admit(at: millisecond(60_100)) != .rejected)
    breaker.record(.ignored, of: late, lasting: .zero, at: millisecond(60_101))
    #expect(breaker.admit(at: millisecond(60_102)) == .rejected)
  }

  @Test func `a trial that nobody finishes ends with its wait`() {
    var policy = Self.small
    policy.trialWait = .seconds(10)
    var breaker = opened(policy)
    for _ in 0..<3 { _ = breaker.admit(at: millisecond(60_041)) }
    #expect(breaker.wakeUp == millisecond(70_041))
    breaker.wake(at: millisecond(70_040))
    #expect(breaker.state == .halfOpen)
    #expect(breaker.admit(at: millisecond(70_041)) == .rejected)
    #expect(breaker.state == .open && breaker.wakeUp == nil)
    #expect(breaker.change(2) == .init(from: .halfOpen, to: .open, at: millisecond(70_041)))
  }

  @Test func `a result in the last instant of a trial is in time`() {
    var policy = Self.small
    (policy.trialWait, policy.trialCalls) = (.seconds(10), 1)
    for (time, state) in [(70_041, CircuitBreaker.State.closed), (70_042, .open)] {
      var breaker = opened(policy)
      let permission = breaker.admit(at: millisecond(60_041))
      breaker.record(.success, of: permission, lasting: .zero, at: millisecond(Int64(time)))
      #expect(breaker.state == state)
    }
  }

  @Test func `both changes of one call can be read`() {
    var policy = Self.small
    policy.trialWait = .seconds(10)
    var breaker = opened(policy)
    _ = breaker.admit(at: millisecond(60_041))
    let seen = breaker.changeCount
    _ = breaker.admit(at: millisecond(200_000))
    #expect(
      (seen..<breaker.changeCount).map { breaker.change($0) } == [
        .init(from: .halfOpen, to: .open, at: millisecond(70_041)),
        .init(from: .open, to: .halfOpen, at: millisecond(200_000)),
      ])
  }

  @Test(arguments: [
    (CircuitBreaker.Policy(failureRate: 0), "a failure rate of 0.0 is not above 0 and at most 1"),
    (.init(failureRate: .nan), "a failure rate of nan is not above 0 and at most 1"),
    (.init(slowCallRate: 1.5), "a slow call rate of 1.5 is not above 0 and at most 1"),
    (.init(slowCallDuration: .nanoseconds(-1)), "a call cannot take -1ns"),
    (.init(window: .calls(0)), "a window of 0 calls is not in 1...1000000"),
    (.init(window: .seconds(0)), "a window of 0 seconds is not in 1...86400"),
    (.init(minimumCalls: 0), "no decision can rest on 0 calls"),
    (.init(openWait: .nanoseconds(-1)), "an open wait cannot be -1ns"),
    (.init(trialCalls: 0), "0 trial calls are not in 1...1000000"),
    (.init(trialWait: .nanoseconds(-1)), "a trial wait cannot be -1ns"),
  ])
  func `an impossible policy says why`(policy: CircuitBreaker.Policy, problem: String) {
    #expect(policy.problem == problem)
  }

  @Test func `recording a rejected call is a mistake`() async {
    await #expect(processExitsWith: .failure) {
      var breaker = CircuitBreaker(.init())
      breaker.record(.success, of: .rejected, lasting: .zero, at: .zero)
    }
  }

  @Test func `recording a call twice is a mistake`() async {
    await #expect(processExitsWith: .failure) {
      var breaker = CircuitBreaker(.init())
      let permission = breaker.admit(at: .zero)
      breaker.record(.success, of: permission, lasting: .zero, at: .zero)
      breaker.record(.success, of: permission, lasting: .zero, at: .zero)
    }
  }
}
