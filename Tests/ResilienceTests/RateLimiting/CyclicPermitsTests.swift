import Resilience
import Testing
import TimeBase

@Suite struct CyclicPermitsTests {
  /// Vector T5: two permits in 1,000 ms, a timeout of 1,500 ms.
  @Test func `vector T5`() {
    let policy = CyclicPermitsPolicy(
      limit: 2, cycle: .milliseconds(1_000), timeout: .milliseconds(1_500))
    var limiter = CyclicPermits(policy)
    let script: [(milliseconds: Int64, decision: RateLimitDecision)] = [
      (0, .admitted), (0, .admitted), (0, .delayed(.milliseconds(1_000))),
      (0, .delayed(.milliseconds(1_000))), (0, .rejected(retryAfter: .milliseconds(500))),
      (600, .delayed(.milliseconds(1_400))), (600, .delayed(.milliseconds(1_400))),
      (1_000, .rejected(retryAfter: .milliseconds(500))), (2_000, .delayed(.milliseconds(1_000))),
      (2_000, .delayed(.milliseconds(1_000))),
    ]
    for (number, step) in script.enumerated() {
      let decision = limiter.admit(at: Instant(milliseconds: step.milliseconds))
      #expect(decision == step.decision, "step \(number)")
    }
  }

  @Test func `the defaults are those of Resilience4j`() {
    let policy = CyclicPermitsPolicy()
    #expect(policy.limit == 50)
    #expect(policy.cycle == .nanoseconds(500))
    #expect(policy.timeout == .seconds(5))
  }

  /// The twin is asked at every nanosecond until it passes.
  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func `a rejected request passes when it is told to come back and not before`(seed: UInt64) {
    var random = ScriptRandom(seed: seed)
    let policy = CyclicPermitsPolicy(
      limit: 1 + random.below(3), cycle: .nanoseconds(1 + random.below(8)),
      timeout: .nanoseconds(random.below(25)))
    var limiter = CyclicPermits(policy)
    var now = Instant.zero
    for _ in 0..<120 {
      now += .nanoseconds(random.below(6))
      let cost = random.below(9)
      let decision = limiter.admit(cost: cost, at: now)
      guard case .rejected(let wait) = decision else { continue }
      let first = (1...300).first { nanosecond in
        !limiter.decision(for: cost, at: now + .nanoseconds(Int64(nanosecond))).isRejected
      }
      #expect(wait == first.map { .nanoseconds(Int64($0)) }, "\(policy), \(cost)")
    }
  }

  @Test(
    arguments: [
      (0, 1, 1, "a cycle needs one permit or more, not 0"),
      (1, 0, 1, "a cycle must be longer than zero, and is 0s"),
      (1, 1, -1, "the timeout must not be negative, and is -1s"),
    ] as [(Int64, Int64, Int64, String)])
  func `a policy says what is wrong with it`(
    limit: Int64, cycle: Int64, timeout: Int64, problem: String
  ) {
    let policy = CyclicPermitsPolicy(
      limit: limit, cycle: .seconds(cycle), timeout: .seconds(timeout))
    #expect(policy.problem == problem)
  }
}
