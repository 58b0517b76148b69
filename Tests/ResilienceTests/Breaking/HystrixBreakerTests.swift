import Resilience
import Testing
import TimeBase

/// Worked out from the source of Hystrix 1.5; defaults from the components specification, section 13.
@Suite struct HystrixBreakerTests {
  private func play(
    _ breaker: inout HystrixBreaker, _ outcomes: String, at milliseconds: Int64
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

  private func opened() -> HystrixBreaker {
    var breaker = HystrixBreaker(.init())
    _ = play(&breaker, String(repeating: "F", count: 20), at: 0)
    breaker.wake(at: Instant(milliseconds: 500))
    return breaker
  }

  @Test func `it opens when it looks and not when the call fails, so that more calls leak`() {
    var breaker = HystrixBreaker(.init())
    #expect(play(&breaker, String(repeating: "F", count: 20), at: 100) == 20)
    #expect(breaker.state == .closed && breaker.wakeUp == Instant(milliseconds: 500))
    #expect(play(&breaker, "FFFFF", at: 499) == 5)
    #expect(play(&breaker, "F", at: 500) == 0)
    #expect(
      breaker.change(0) == .init(from: .closed, to: .open, at: Instant(milliseconds: 500)))
    #expect(breaker.tally.calls == 25 && breaker.inFlightCount == 0)
  }

  /// The share is cut to whole percents: 49 of 99 are 49 %, 50 of 100 are 50 %.
  @Test(arguments: [
    (19, 0, false), (20, 0, true), (50, 50, true), (49, 50, false), (199, 200, false),
  ])
  func `volume and share decide together`(failures: Int, successes: Int, opens: Bool) {
    var breaker = HystrixBreaker(.init())
    let outcomes =
      String(repeating: "F", count: failures) + String(repeating: "S", count: successes)
    _ = play(&breaker, outcomes, at: 0)
    breaker.wake(at: Instant(milliseconds: 500))
    #expect((breaker.state == .open) == opens)
  }

  /// Old successes leave the window without any new call, and the share of failures rises.
  @Test func `it may open without a call, when successes leave the window`() {
    var breaker = HystrixBreaker(.init())
    _ = play(&breaker, String(repeating: "S", count: 30), at: 0)
    _ = play(&breaker, String(repeating: "F", count: 20), at: 1_200)
    breaker.wake(at: Instant(milliseconds: 60_000))
    #expect(
      breaker.change(0) == .init(from: .closed, to: .open, at: Instant(milliseconds: 10_500)))
  }

  @Test func `the trial comes strictly after the sleep, and alone`() {
    var breaker = opened()
    let admitted = [5_499, 5_500, 5_501, 5_501, 9_999].map {
      breaker.admit(at: Instant(milliseconds: $0)) != .rejected
    }
    #expect(admitted == [false, false, true, false, false])
    #expect(breaker.state == .halfOpen && breaker.inFlightCount == 1)
  }

  @Test(arguments: [
    (CallOutcome.success, CircuitBreaker.State.closed), (.failure, .open), (.ignored, .open),
  ])
  func `the trial call decides`(outcome: CallOutcome, state: CircuitBreaker.State) {
    var breaker = opened()
    let trial = breaker.admit(at: Instant(milliseconds: 6_000))
    breaker.record(outcome, of: trial, at: Instant(milliseconds: 6_250))
    #expect(breaker.state == state)
    if state == .closed {
      #expect(breaker.tally.calls == 0 && breaker.wakeUp == nil)
      // Its buckets begin anew with the success.
      _ = play(&breaker, "S", at: 6_300)
      #expect(breaker.wakeUp == Instant(milliseconds: 6_750))
    } else {
      #expect(breaker.openUntil == Instant(milliseconds: 11_250))
    }
  }

  /// The first result while half-open is taken for that of the trial call.
  @Test(arguments: [(CallOutcome.success, CircuitBreaker.State.closed), (.failure, .open)])
  func `a late result decides the trial`(outcome: CallOutcome, state: CircuitBreaker.State) {
    var breaker = HystrixBreaker(.init())
    let late = breaker.admit(at: .zero)
    _ = play(&breaker, String(repeating: "F", count: 20), at: 0)
    let trial = breaker.admit(at: Instant(milliseconds: 5_501))
    breaker.record(outcome, of: late, at: Instant(milliseconds: 5_600))
    #expect(breaker.state == state)
    breaker.record(.failure, of: trial, at: Instant(milliseconds: 5_700))
    #expect(breaker.state == state && breaker.changeCount == 3)
  }

  @Test func `a late result changes nothing while open`() {
    var breaker = HystrixBreaker(.init())
    let late = breaker.admit(at: .zero)
    _ = play(&breaker, String(repeating: "F", count: 20), at: 0)
    breaker.record(.success, of: late, at: Instant(milliseconds: 600))
    #expect(breaker.state == .open && breaker.tally.calls == 21)
  }

  @Test func `a trial call that does not come back wedges it`() {
    var breaker = opened()
    #expect(breaker.wedge(at: Instant(milliseconds: 90_000), after: .seconds(1)) == nil)
    _ = breaker.admit(at: Instant(milliseconds: 6_000))
    #expect(breaker.admit(at: .distantFuture) == .rejected)
    let wedge = breaker.wedge(at: Instant(milliseconds: 7_000), after: .seconds(1))
    #expect(wedge?.missingResults == 1 && wedge?.since == Instant(milliseconds: 6_000))
  }

  /// A twin that keeps all calls and looks at every multiple of the interval.
  @Test(arguments: 1...8)
  func `it agrees with a list of all calls`(seed: UInt64) {
    var draws = TestDraws(seed: seed)
    let policy = HystrixBreaker.Policy(
      requestVolume: 1 + draws.below(6), errorPercentage: 1 + draws.below(100),
      sleepWindow: .milliseconds(Int64(draws.below(900))), window: .milliseconds(1_000),
      snapshotInterval: .milliseconds(200))
    var breaker = HystrixBreaker(policy)
    var (calls, origin, looked): ([(time: Int64, failed: Bool)], Int64, Int64) = ([], 0, 0)
    var (state, opened) = (CircuitBreaker.State.closed, Int64(0))
    var now: Int64 = 0
    for _ in 0..<2_000 {
      now += Int64(draws.below(draws.below(30) == 0 ? 5_000 : 150))
      while looked + 200 <= now {
        looked += 200
        let seen = calls.filter { $0.time >= looked - 1_000 && $0.time < looked }
        let failures = seen.count { $0.failed }
        if state == .closed, seen.count >= policy.requestVolume,
          100 * failures / seen.count >= policy.errorPercentage
        {
          (state, opened) = (.open, looked)
        }
      }
      let isAdmitted =
        state == .closed
        || state == .open && now > opened + policy.sleepWindow.nanoseconds / 1_000_000
      let permission = breaker.admit(at: Instant(milliseconds: now))
      #expect((permission != .rejected) == isAdmitted, "at \(now)")
      guard permission != .rejected else { continue }
      let failed = draws.below(2) == 0
      breaker.record(failed ? .failure : .success, of: permission, at: Instant(milliseconds: now))
      calls.append((now, failed))
      if state == .open {
        (state, opened) = (failed ? .open : .closed, now)
        if !failed { (calls, origin) = ([], now) }
        if !failed { looked = origin }
      }
      calls.removeAll { $0.time < now - 2_000 }
      #expect(breaker.state == state, "at \(now)")
    }
  }

  @Test(arguments: [
    (HystrixBreaker.Policy(), nil),
    (.init(requestVolume: 0), "no decision can rest on 0 calls"),
    (.init(errorPercentage: 0), "an error percentage of 0 is not in 1...100"),
    (.init(sleepWindow: .nanoseconds(-1)), "a sleep window cannot be -1ns"),
    (.init(snapshotInterval: .zero), "calls cannot be counted every 0s"),
    (
      .init(window: .seconds(1), snapshotInterval: .milliseconds(300)),
      "a window of 1s is not 1...10000 times 300ms"
    ),
  ])
  func `an impossible policy says why`(policy: HystrixBreaker.Policy, problem: String?) {
    #expect(policy.problem == problem)
  }
}
