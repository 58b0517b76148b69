import Resilience
import Testing
import TimeBase

private func second(_ seconds: Int64) -> Instant { .zero + .seconds(seconds) }

/// Vectors of the components specification, section 4.2, worked out from nginx's source.
@Suite struct PassiveHealthTests {
  @Test func `one failure suspends for more than ten whole seconds, then one probe is due`() {
    let policy = PassiveHealth.Policy()
    var health = PassiveHealth()
    health.recordPick(at: second(100), under: policy)
    health.recordFailure(at: second(100), under: policy)
    for time in 100...110 { #expect(health.isSuspended(at: second(Int64(time)), under: policy)) }
    #expect(!health.isSuspended(at: second(111), under: policy))
    health.recordPick(at: second(111), under: policy)
    #expect(health.isSuspended(at: second(111), under: policy))

    var recovered = health
    recovered.recordSuccess()
    #expect(recovered.failCount == 0 && !recovered.isSuspended(at: second(111), under: policy))

    health.recordFailure(at: second(112), under: policy)
    #expect(health.isSuspended(at: second(122), under: policy))
    #expect(!health.isSuspended(at: second(123), under: policy))
  }

  @Test func `failures add up until a success that was picked long after the last check`() {
    let policy = PassiveHealth.Policy(maxFails: 3)
    var health = PassiveHealth()
    func call(_ time: Int64, fails: Bool) {
      health.recordPick(at: second(time), under: policy)
      if fails {
        health.recordFailure(at: second(time), under: policy)
      } else {
        health.recordSuccess()
      }
    }
    call(100, fails: true)
    call(105, fails: true)
    call(109, fails: false)
    #expect(health.failCount == 2)
    call(116, fails: true)
    #expect(health.failCount == 3)
    #expect(health.isSuspended(at: second(117), under: policy))
    #expect(!health.isSuspended(at: second(127), under: policy))
    call(127, fails: false)
    #expect(health.failCount == 0)
  }

  @Test(arguments: [
    (PassiveHealth.Policy.Resolution.wholeSeconds, 10_999, true),
    (.wholeSeconds, 11_000, false), (.exact, 10_500, true), (.exact, 10_501, false),
  ])
  func `a timeout of ten seconds ends with the eleventh, or exactly`(
    resolution: PassiveHealth.Policy.Resolution, milliseconds: Int64, isSuspended: Bool
  ) {
    let policy = PassiveHealth.Policy(resolution: resolution)
    var health = PassiveHealth()
    health.recordFailure(at: .zero + .milliseconds(500), under: policy)
    let now = Instant.zero + .milliseconds(milliseconds)
    #expect(health.isSuspended(at: now, under: policy) == isSuspended)
  }

  @Test func `a limit of no failures switches the check off`() {
    var health = PassiveHealth()
    for time in 0..<10 { health.recordFailure(at: second(Int64(time)), under: .none) }
    #expect(!health.isSuspended(at: second(9), under: .none))
  }

  @Test func `seconds before the origin are whole ones too`() {
    let policy = PassiveHealth.Policy(failTimeout: .zero)
    var health = PassiveHealth()
    health.recordFailure(at: .zero - .milliseconds(1), under: policy)
    #expect(health.isSuspended(at: .zero - .nanoseconds(1), under: policy))
    #expect(!health.isSuspended(at: .zero, under: policy))
  }

  @Test(arguments: [
    (PassiveHealth.Policy(maxFails: -1), "maxFails cannot be -1; use 0 to switch the check off"),
    (PassiveHealth.Policy(failTimeout: TimeSpan(nanoseconds: -5)), "failTimeout cannot be -5ns"),
  ])
  func `an impossible policy says why`(policy: PassiveHealth.Policy, problem: String) {
    #expect(policy.problem == problem)
    #expect(PassiveHealth.Policy().problem == nil)
  }
}
