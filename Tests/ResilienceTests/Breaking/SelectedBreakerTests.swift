import Resilience
import Testing
import TimeBase

@Suite struct SelectedBreakerTests {
  private static let policies: [SelectedBreaker.Policy] = [
    .resilience4j(.init(window: .calls(4), minimumCalls: 2, openWait: .seconds(5), trialCalls: 1)),
    .hystrix(.init(requestVolume: 2)), .polly(.init(minimumThroughput: 2)),
  ]

  @Test(arguments: policies)
  func `each kind opens, tries and closes`(policy: SelectedBreaker.Policy) {
    var breaker = SelectedBreaker(policy)
    #expect(policy.problem == nil && breaker.state == .closed && breaker.openUntil == nil)
    let calls = (0..<2).map { _ in breaker.admit(at: .zero) }
    #expect(breaker.inFlightCount == 2)
    for call in calls { breaker.record(.failure, of: call, lasting: .zero, at: .zero) }
    if case .hystrix = policy { #expect(breaker.wakeUp == .zero + .milliseconds(500)) }
    breaker.wake(at: .zero + .seconds(1))
    #expect(breaker.state == .open && breaker.tally.failures == 2)
    let again = (breaker.openUntil ?? .zero) + .nanoseconds(1)
    let trial = breaker.admit(at: again)
    #expect(trial != .rejected && breaker.admit(at: again) == .rejected)
    #expect(breaker.wedge(at: again + .seconds(9), after: .seconds(9))?.missingResults == 1)
    breaker.record(.success, of: trial, lasting: .zero, at: again)
    #expect(breaker.state == .closed && breaker.changeCount == 3 && breaker.inFlightCount == 0)
    #expect(breaker.change(2) == .init(from: .halfOpen, to: .closed, at: again))
  }

  /// The very end of the wait: Resilience4j and Hystrix let calls pass after it, Polly with it.
  @Test func `who is asked at the end of the wait answers as the product does`() {
    let answers = Self.policies.map { policy in
      var breaker = SelectedBreaker(policy)
      for _ in 0..<2 {
        breaker.record(.failure, of: breaker.admit(at: .zero), lasting: .zero, at: .zero)
      }
      breaker.wake(at: .zero + .seconds(1))
      return breaker.openUntil.map { breaker.admit(at: $0) != .rejected }
    }
    #expect(answers == [false, false, true])
  }

  @Test(arguments: [
    SelectedBreaker.Policy.resilience4j(.init(trialCalls: 0)), .hystrix(.init(requestVolume: 0)),
    .polly(.init(minimumThroughput: 0)),
  ])
  func `an impossible policy is one of any kind`(policy: SelectedBreaker.Policy) {
    #expect(policy.problem != nil)
  }
}
