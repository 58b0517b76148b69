import Resilience
import Testing
import TimeBase

/// gRPC's proposal A6 under *Hedging policy*, and the components specification, section 6.3.
@Suite struct HedgedCallTests {
  private func due(
    _ call: inout HedgedCall, at milliseconds: Int64, _ throttle: RetryThrottle? = nil
  )
    -> [Int]
  {
    var numbers: [Int] = []
    while let number = call.sendNext(at: Instant(milliseconds: milliseconds), throttle: throttle) {
      numbers.append(number)
    }
    return numbers
  }

  private func end(
    _ call: inout HedgedCall, _ number: Int, _ result: HedgedCall.Result, at milliseconds: Int64
  ) -> HedgedCall.Effect {
    var none: RetryThrottle?
    return call.record(
      result, of: number, at: Instant(milliseconds: milliseconds), throttle: &none)
  }

  /// The proposal's example: a delay of 500 ms and four attempts without an answer.
  @Test func `copies follow each other while none is answered`() {
    var call = HedgedCall(.init(), at: .zero)
    var counts: [Int] = []
    for time in [1, 499, 501, 1_001, 1_501, 9_999] as [Int64] {
      // Sent as soon as they are due, not when they are counted.
      while let wakeUp = call.wakeUp, wakeUp <= Instant(milliseconds: time) {
        _ = call.sendNext(at: wakeUp, throttle: nil)
      }
      counts.append(call.underWay.count)
    }
    #expect(counts == [1, 1, 2, 3, 4, 4] && call.wakeUp == nil)
  }

  @Test func `without a delay all copies go at once`() {
    var call = HedgedCall(.init(maxAttempts: 3, delay: .zero), at: .zero)
    #expect(due(&call, at: 0) == [1, 2, 3])
  }

  @Test func `the first success ends the call and cancels the others`() {
    var call = HedgedCall(.init(), at: .zero)
    for time in [0, 500, 1_000] as [Int64] { _ = due(&call, at: time) }
    guard case .ends(.success, let others) = end(&call, 2, .success, at: 1_100) else {
      Issue.record("the call goes on")
      return
    }
    #expect(others.numbers == [1, 3] && call.verdict == .success && call.wakeUp == nil)
    #expect(due(&call, at: 9_000) == [])
    #expect(end(&call, 1, .success, at: 1_200) == .isLate)
    #expect(end(&call, 3, .failure(.disconnected), at: 1_300) == .isLate)
  }

  @Test func `a failure that is not fatal sends the next copy at once`() {
    var call = HedgedCall(.init(), at: .zero)
    _ = due(&call, at: 0)
    #expect(end(&call, 1, .failure(.status(503)), at: 100) == .goesOn)
    #expect(due(&call, at: 100) == [2])
    #expect(call.wakeUp == Instant(milliseconds: 600))
  }

  @Test func `a fatal failure is the answer`() {
    var call = HedgedCall(.init(), at: .zero)
    for time in [0, 500] as [Int64] { _ = due(&call, at: time) }
    guard case .ends(let verdict, let others) = end(&call, 1, .failure(.status(404)), at: 600)
    else {
      Issue.record("the call goes on")
      return
    }
    #expect(verdict == .failure(.status(404)) && others.numbers == [2])
  }

  @Test func `when all copies have failed, the last failure is the answer`() {
    var call = HedgedCall(.init(maxAttempts: 2), at: .zero)
    for time in [0, 500] as [Int64] { _ = due(&call, at: time) }
    #expect(end(&call, 2, .failure(.refused), at: 600) == .goesOn)
    #expect(
      end(&call, 1, .failure(.timedOut), at: 700)
        == .ends(.failure(.timedOut), cancelling: AttemptSet()))
  }

  @Test func `a pushback sets the time of the next copy, or ends the sending`() {
    var call = HedgedCall(.init(), at: .zero)
    _ = due(&call, at: 0)
    let later = HedgedCall.Result.failure(.status(503), pushback: .after(.milliseconds(300)))
    #expect(end(&call, 1, later, at: 100) == .goesOn)
    #expect(call.wakeUp == Instant(milliseconds: 400))
    #expect(due(&call, at: 400) == [2] && call.wakeUp == Instant(milliseconds: 900))
    _ = due(&call, at: 900)
    #expect(end(&call, 2, .failure(.status(503), pushback: .stops), at: 950) == .goesOn)
    #expect(call.wakeUp == nil && call.underWay.numbers == [3])
    // The next failure does not begin the sending anew.
    #expect(
      end(&call, 3, .failure(.status(503)), at: 960)
        == .ends(.failure(.status(503)), cancelling: AttemptSet()))
  }

  @Test func `an empty throttle holds back all copies but the first`() {
    var throttle: RetryThrottle? = RetryThrottle(.init(maxTokens: 2))
    throttle?.recordFailure()
    var call = HedgedCall(.init(), at: .zero)
    #expect(due(&call, at: 0, throttle) == [1])
    #expect(due(&call, at: 500, throttle) == [] && call.wakeUp == nil)
    let effect = call.record(
      .failure(.refused), of: 1, at: Instant(milliseconds: 600), throttle: &throttle)
    #expect(effect == .ends(.failure(.refused), cancelling: AttemptSet()))
    #expect(throttle?.tokens == 0)
  }

  @Test func `a throttle that empties during a pushback ends the call`() {
    var throttle: RetryThrottle? = RetryThrottle(.init(maxTokens: 4))
    var call = HedgedCall(.init(), at: .zero)
    _ = due(&call, at: 0, throttle)
    let effect = call.record(
      .failure(.refused, pushback: .after(.seconds(1))), of: 1, at: .zero, throttle: &throttle)
    #expect(effect == .goesOn && throttle?.tokens == 3)
    throttle?.recordFailure()
    #expect(due(&call, at: 1_000, throttle) == [])
    #expect(call.verdict == .failure(.refused))
  }

  @Test func `results fill and drain the throttle`() {
    var throttle: RetryThrottle? = RetryThrottle(.init())
    var call = HedgedCall(.init(delay: .zero), at: .zero)
    _ = due(&call, at: 0, throttle)
    _ = call.record(.failure(.refused), of: 1, at: .zero, throttle: &throttle)
    #expect(throttle?.tokens == 9)
    _ = call.record(.success, of: 2, at: .zero, throttle: &throttle)
    #expect(throttle?.tokens == 9.1)
    _ = call.record(.failure(.refused), of: 3, at: .zero, throttle: &throttle)
    #expect(throttle?.tokens == 9.1)
  }

  @Test func `an abandoned call cancels what is under way, once`() {
    var call = HedgedCall(.init(), at: .zero)
    for time in [0, 500] as [Int64] { _ = due(&call, at: time) }
    #expect(call.abandon(for: .timedOut).numbers == [1, 2])
    #expect(call.verdict == .failure(.timedOut) && call.abandon(for: .timedOut).isEmpty)
  }

  @Test func `a copy ends once, and only if it was sent`() async {
    await #expect(processExitsWith: .failure) {
      var (call, throttle) = (HedgedCall(.init(), at: .zero), RetryThrottle?.none)
      _ = call.sendNext(at: .zero, throttle: nil)
      _ = call.record(.success, of: 2, at: .zero, throttle: &throttle)
    }
    await #expect(processExitsWith: .failure) {
      var (call, throttle) = (HedgedCall(.init(), at: .zero), RetryThrottle?.none)
      _ = call.sendNext(at: .zero, throttle: nil)
      _ = call.record(.success, of: 1, at: .zero, throttle: &throttle)
      _ = call.record(.success, of: 1, at: .zero, throttle: &throttle)
    }
  }

  @Test(arguments: [
    (HedgedCall.Policy(), nil),
    (.init(maxAttempts: 1), "a hedged call of 1 attempts is not in 2...32"),
    (.init(delay: .nanoseconds(-1)), "a hedging delay cannot be -1ns"),
  ])
  func `an impossible policy says why`(policy: HedgedCall.Policy, problem: String?) {
    #expect(policy.problem == problem)
  }
}
