import Resilience
import Testing
import TimeBase

/// States of Resilience4j that are entered by hand, by themselves, or after growing waits.
@Suite struct BreakerStatesTests {
  private static let small = CircuitBreaker.Policy(
    window: .calls(2), minimumCalls: 2, openWait: .seconds(10), trialCalls: 2)

  private func breaker(
    _ change: (inout CircuitBreaker.Policy) -> Void = { _ in }, word: UInt64 = 1 << 63
  ) -> CircuitBreaker {
    var policy = Self.small
    change(&policy)
    return CircuitBreaker(policy, word: word)
  }

  /// Calls at one instant: `S` succeeds and `F` fails. Returns which were let through.
  @discardableResult
  private func play(
    _ outcomes: String, _ breaker: inout CircuitBreaker, at seconds: Int64
  ) -> [Bool] {
    let now = Instant.zero + .seconds(seconds)
    return outcomes.map { outcome in
      let permission = breaker.admit(at: now)
      guard permission != .rejected else { return false }
      breaker.record(outcome == "F" ? .failure : .success, of: permission, lasting: .zero, at: now)
      return true
    }
  }

  @Test func `a disabled breaker lets everything pass and counts nothing`() {
    var breaker = breaker()
    breaker.transition(to: .disabled, at: .zero)
    #expect(play("FFFF", &breaker, at: 1) == [true, true, true, true])
    #expect(breaker.state == .disabled && breaker.tally.calls == 0 && breaker.inFlightCount == 0)
    breaker.transition(to: .closed, at: .zero + .seconds(2))
    play("FF", &breaker, at: 3)
    #expect(breaker.state == .open)
  }

  @Test func `a breaker for metrics only counts and never opens`() {
    var breaker = breaker()
    breaker.transition(to: .metricsOnly, at: .zero)
    #expect(play("FFF", &breaker, at: 1) == [true, true, true])
    #expect(breaker.state == .metricsOnly && breaker.tally.failureRate == 1)
  }

  @Test func `a breaker that is forced open stays open`() {
    var breaker = breaker()
    let late = breaker.admit(at: .zero)
    breaker.transition(to: .forcedOpen, at: .zero)
    breaker.record(.failure, of: late, lasting: .zero, at: .zero + .seconds(1))
    #expect(breaker.tally.calls == 0)
    #expect(play("S", &breaker, at: 1_000_000) == [false])
    #expect(breaker.openUntil == nil && breaker.wakeUp == nil)
    breaker.transition(to: .halfOpen, at: .zero)
    #expect(play("SSS", &breaker, at: 1_000_001) == [true, true, true] && breaker.state == .closed)
  }

  @Test func `opening by hand has a wait of its own`() {
    var breaker = breaker()
    breaker.open(for: .seconds(99), at: .zero)
    #expect(breaker.openUntil == .zero + .seconds(99))
    #expect(play("S", &breaker, at: 99) == [false])
    #expect(play("S", &breaker, at: 100) == [true])
    #expect(
      breaker.change(1) == .init(from: .open, to: .halfOpen, at: .zero + .seconds(100)))
  }

  @Test func `closing a closed breaker forgets its calls`() {
    var breaker = breaker()
    play("F", &breaker, at: 0)
    breaker.transition(to: .closed, at: .zero)
    play("F", &breaker, at: 0)
    #expect(breaker.state == .closed && breaker.tally.calls == 1 && breaker.changeCount == 1)
  }

  /// A timer moves the breaker at the end of its wait; without, the next call does after it.
  @Test(arguments: [(true, [true, true]), (false, [false, true])])
  func `an automatic transition comes with the end of the wait`(
    isAutomatic: Bool, admitted: [Bool]
  ) {
    var breaker = breaker { $0.automaticTransition = isAutomatic }
    play("FF", &breaker, at: 0)
    #expect(breaker.wakeUp == (isAutomatic ? .zero + .seconds(10) : nil))
    #expect([10, 11].flatMap { play("S", &breaker, at: $0) } == admitted)
    #expect(
      breaker.change(1)
        == .init(from: .open, to: .halfOpen, at: .zero + .seconds(isAutomatic ? 10 : 11)))
  }

  @Test(arguments: [
    (CircuitBreaker.Policy.TrialExpiry.opens, CircuitBreaker.State.open), (.closes, .closed),
  ])
  func `a trial without results opens, or closes if it is told to`(
    expiry: CircuitBreaker.Policy.TrialExpiry, state: CircuitBreaker.State
  ) {
    var breaker = breaker { ($0.trialWait, $0.afterTrialWait) = (.seconds(5), expiry) }
    play("FF", &breaker, at: 0)
    _ = breaker.admit(at: .zero + .seconds(20))
    breaker.wake(at: .zero + .seconds(25))
    #expect(breaker.state == state)
  }

  @Test func `waits grow while trials fail, and begin anew after a success`() {
    var breaker = breaker {
      ($0.openWaitFactor, $0.openWaitCap, $0.trialCalls) = (2, .seconds(30), 1)
    }
    var (now, waits): (Int64, [Int64]) = (0, [])
    play("F", &breaker, at: 0)
    for outcome in "FFFFSF" {
      play(String(outcome), &breaker, at: now)
      if outcome == "S" { play("F", &breaker, at: now) }
      guard let until = breaker.openUntil else { continue }
      waits.append((until - Instant.zero).nanoseconds / 1_000_000_000 - now)
      now += (waits.last ?? 0) + 1
    }
    #expect(waits == [10, 20, 30, 30, 10])
  }

  @Test func `breakers that opened together come back apart`() {
    var waits: [TimeSpan] = []
    for word in [0, 1 << 62, 1 << 63, UInt64.max] {
      var breaker = breaker({ $0.openWaitJitter = 0.5 }, word: word)
      play("FF", &breaker, at: 0)
      waits.append((breaker.openUntil ?? .zero) - Instant.zero)
    }
    #expect(waits[0] == .seconds(5) && waits[1] == .milliseconds(7_500) && waits[2] == .seconds(10))
    #expect(waits[3] > .milliseconds(14_999) && waits[3] <= .seconds(15))
  }

  /// Without calls such a breaker goes to and fro. Whoever looks at every change and whoever looks once
  /// must see the same.
  @Test(arguments: [1.0, 1.5], [TimeSpan.zero, .seconds(7)])
  func `a long pause is the same as many wake-ups`(factor: Double, openWait: TimeSpan) {
    let make = {
      breaker {
        ($0.automaticTransition, $0.trialWait) = (true, .seconds(3))
        ($0.openWait, $0.openWaitFactor, $0.openWaitCap) = (openWait, factor, .seconds(100))
      }
    }
    for seconds in [0, 1, 6, 7, 8, 10, 20, 999, 1_000, 5_003, 70_000] as [Int64] {
      var (patient, eager) = (make(), make())
      play("FF", &patient, at: 0)
      play("FF", &eager, at: 0)
      let now = Instant.zero + .seconds(seconds)
      patient.wake(at: now)
      while let due = eager.wakeUp, due <= now { eager.wake(at: due) }
      #expect(patient.state == eager.state && patient.changeCount == eager.changeCount)
      #expect(patient.wakeUp == eager.wakeUp)
      let numbers = max(0, eager.changeCount - 2)..<eager.changeCount
      #expect(numbers.map { patient.change($0) } == numbers.map { eager.change($0) })
    }
  }

  @Test func `a pause of centuries takes no time`() {
    var breaker = breaker {
      ($0.automaticTransition, $0.trialWait, $0.openWait) = (true, .milliseconds(1), .zero)
    }
    play("FF", &breaker, at: 0)
    breaker.wake(at: .distantFuture)
    #expect(breaker.changeCount > 1_000_000_000 && (breaker.wakeUp.map { $0 > .zero } ?? false))
  }

  @Test func `trial calls that do not come back are noticed`() {
    var breaker = breaker()
    play("FF", &breaker, at: 0)
    let first = breaker.admit(at: .zero + .seconds(11))
    #expect(breaker.wedge(at: .zero + .seconds(99), after: .zero) == nil)
    _ = breaker.admit(at: .zero + .seconds(12))
    let patience = TimeSpan.seconds(30)
    #expect(breaker.wedge(at: .zero + .seconds(41), after: patience) == nil)
    let wedge = breaker.wedge(at: .zero + .seconds(42), after: patience)
    #expect(wedge?.since == .zero + .seconds(12) && wedge?.missingResults == 2)
    breaker.record(.success, of: first, lasting: .zero, at: .zero + .seconds(43))
    #expect(breaker.wedge(at: .zero + .seconds(72), after: patience) == nil)
    #expect(breaker.wedge(at: .zero + .seconds(73), after: patience)?.missingResults == 1)
  }

  @Test func `a trial that ends by itself is no wedge`() {
    var breaker = breaker { $0.trialWait = .seconds(1_000) }
    play("FF", &breaker, at: 0)
    for _ in 0..<2 { _ = breaker.admit(at: .zero + .seconds(11)) }
    #expect(breaker.wedge(at: .zero + .seconds(500), after: .seconds(1)) == nil)
  }

  @Test(arguments: [
    (
      CircuitBreaker.Policy(openWaitFactor: 1.001),
      "an open wait factor of 1.001 is not 1 or in 1.01...1000"
    ),
    (.init(openWaitCap: .seconds(1)), "the longest open wait 1s is below the first one, 1m"),
    (.init(openWaitJitter: 2), "an open wait jitter of 2.0 is not in 0...1"),
    (
      .init(trialWait: .nanoseconds(1), automaticTransition: true),
      "with an automatic transition a trial wait of 1ns is not 0s or at least 1ms"
    ),
  ])
  func `an impossible policy says why`(policy: CircuitBreaker.Policy, problem: String) {
    #expect(policy.problem == problem)
  }

  /// One call is still under way, and the other has been recorded already.
  @Test func `recording a call twice is a mistake although another is under way`() async {
    await #expect(processExitsWith: .failure) {
      var breaker = CircuitBreaker(
        .init(window: .calls(1), minimumCalls: 1, openWait: .zero, trialCalls: 1))
      _ = breaker.admit(at: .zero)
      let failed = breaker.admit(at: .zero)
      breaker.record(.failure, of: failed, lasting: .zero, at: .zero)
      let trial = breaker.admit(at: .zero + .seconds(1))
      breaker.record(.ignored, of: trial, lasting: .zero, at: .zero + .seconds(1))
      breaker.record(.ignored, of: trial, lasting: .zero, at: .zero + .seconds(1))
    }
  }

  @Test func `recording a call that was never let through is a mistake`() async {
    await #expect(processExitsWith: .failure) {
      var breaker = CircuitBreaker(.init())
      _ = breaker.admit(at: .zero)
      breaker.record(.success, of: .granted(episode: 3), lasting: .zero, at: .zero)
    }
  }
}
