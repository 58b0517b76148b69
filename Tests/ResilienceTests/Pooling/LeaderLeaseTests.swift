import Resilience
import Testing
import TimeBase

@Suite struct LeaderLeaseTests {
  /// Derived from Patroni's defaults: 30 s to live, renewed each 10 s.
  @Test(arguments: [(0, 30), (1, 29), (5, 25), (9, 21)] as [(Int64, Int64)])
  func `a crashed leader is replaced 20 to 30 seconds later`(
    sinceRenewal: Int64, wait: Int64
  ) {
    var lease = LeaderLease<Int>()
    #expect(lease.acquire(by: 1, at: .zero) == .acquired)
    let renewal = Instant.zero + .seconds(10)
    #expect(lease.acquire(by: 1, at: renewal) == .renewed)
    let crash = renewal + .seconds(sinceRenewal)
    let expiry = crash + .seconds(wait)
    #expect(lease.expiry == expiry)
    #expect(
      lease.acquire(by: 2, at: expiry - .nanoseconds(1)) == .held(by: 1, until: expiry))
    #expect(lease.leader(at: expiry) == nil)
    #expect(lease.acquire(by: 2, at: expiry) == .acquired)
    #expect(lease.policy.takeover.contains(.seconds(wait)))
    #expect(lease.policy.takeover == .seconds(20)...(.seconds(30)))
  }

  @Test func `who lets go in time is replaced at once`() {
    var lease = LeaderLease<Int>()
    _ = lease.acquire(by: 1, at: .zero)
    #expect(lease.release(by: 2, at: .zero) == false)
    #expect(lease.release(by: 1, at: .zero) == true)
    #expect(lease.acquire(by: 2, at: .zero) == .acquired)
  }

  @Test func `a leader that is cut off must be able to step down in time`() {
    typealias Policy = LeaderLease<Int>.Policy
    #expect(
      Policy(timeToLive: .seconds(29)).problem
        == "a loop of 10s and twice the retry timeout of 10s are longer than the time to live of 29s"
    )
    #expect(Policy(loopWait: .zero).problem == "a loop of 0s is not longer than zero")
    #expect(Policy().problem == nil)
  }

  /// Components specification, section 7.5: 120/s against 100/s for 60 s, then 50/s.
  @Test func `a replica falls behind and catches up`() {
    var backlog = ReplicationBacklog()
    backlog.setRates(writes: .perSecond(120), applies: .perSecond(100), at: .zero)
    let peak = Instant.zero + .seconds(60)
    #expect(backlog.count(at: peak) == 1_200)
    #expect(backlog.lag(at: peak) == .seconds(12))
    #expect(backlog.timeToDrain(from: peak) == nil)
    backlog.setRates(writes: .perSecond(50), applies: .perSecond(100), at: peak)
    #expect(backlog.timeToDrain(from: peak) == .seconds(24))
    #expect(backlog.count(at: peak + .seconds(24)) == 0)
    #expect(backlog.count(at: peak + .seconds(24) - .milliseconds(40)) == 2)
    backlog.setRates(writes: .perSecond(1), applies: .perSecond(0), at: peak)
    #expect(backlog.lag(at: peak) == nil && backlog.timeToDrain(from: peak) == nil)
  }
}
