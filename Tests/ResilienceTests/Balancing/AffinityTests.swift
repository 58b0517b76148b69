import Resilience
import Testing
import TimeBase

private func second(_ count: Int64) -> Instant { .zero + .seconds(count) }

@Suite struct AffinityTests {
  @Test(arguments: TargetBalancerTests.algorithms)
  func `a session stays with its target while that can be called`(algorithm: BalancingAlgorithm) {
    var draws = TestDraws(seed: 5)
    var balancer = TargetBalancer(
      .init(algorithm: algorithm, passiveHealth: .init(maxFails: 1)), targetCount: 4)
    let cookie = balancer.cookie(for: 2)
    for _ in 0..<20 {
      #expect(balancer.pick(stickingTo: cookie, at: .zero, using: &draws) == 2)
      balancer.release(2, .success, at: .zero)
    }
    var tried = TriedTargets()
    tried.insert(2)
    #expect(balancer.pick(stickingTo: cookie, excluding: tried, at: .zero, using: &draws) != 2)
    #expect(balancer.pick(stickingTo: cookie, at: .zero, using: &draws) == 2)
    balancer.release(2, .failure, at: .zero)
    #expect(balancer.pick(stickingTo: cookie, at: .zero, using: &draws) != 2)
  }

  @Test func `a newcomer does not inherit the sessions of its number`() {
    var draws = TestDraws(seed: 5)
    var balancer = TargetBalancer(.init(algorithm: .roundRobin), targetCount: 3)
    let cookie = balancer.cookie(for: 0)
    balancer.removeTarget(0)
    #expect(balancer.pick(stickingTo: cookie, at: .zero, using: &draws) == 1)
    #expect(balancer.addTarget() == 0)
    #expect(balancer.cookie(for: 0) != cookie)
    #expect(balancer.pick(stickingTo: cookie, at: .zero, using: &draws) == 2)
    let invented = AffinityCookie(rawValue: .max)
    #expect(balancer.pick(stickingTo: invented, at: .zero, using: &draws) == 0)
  }

  @Test func `a draining target keeps its sessions until the deadline and gets no others`() {
    var draws = TestDraws(seed: 5)
    var balancer = TargetBalancer(.init(), targetCount: 2)
    let cookie = balancer.cookie(for: 0)
    balancer.drain(0, until: second(30))
    #expect(balancer.isDraining(0, at: second(29)) && !balancer.isDraining(0, at: second(30)))
    for _ in 0..<5 { #expect(balancer.pick(at: second(1), using: &draws) == 1) }
    #expect(balancer.pick(stickingTo: cookie, at: second(29), using: &draws) == 0)
    #expect(balancer.pick(stickingTo: cookie, at: second(30), using: &draws) == 1)
    balancer.setAvailable(0, true)
    #expect(!balancer.isDraining(0, at: second(1)))
    #expect(balancer.pick(stickingTo: cookie, at: second(31), using: &draws) == 0)
  }

  /// However long one client keeps coming back, the others then take no more than a few turns each.
  @Test func `what a session costs others is made up for, within bounds`() {
    var draws = TestDraws(seed: 5)
    var balancer = TargetBalancer(.init(passiveHealth: .none), targetCount: 3)
    let cookie = balancer.cookie(for: 0)
    for _ in 0..<1_000 { _ = balancer.pick(stickingTo: cookie, at: .zero, using: &draws) }
    #expect(balancer[0].currentWeight >= -3)
    let picks = (0..<30).map { _ in balancer.pick(at: .zero, using: &draws) }
    let later = picks.suffix(20).count { $0 == 0 }
    #expect(!picks.prefix(2).contains(0))
    #expect(later >= 5)
  }

  @Test func `one sticky call is made up for exactly`() {
    var draws = TestDraws(seed: 5)
    var balancer = TargetBalancer(.init(passiveHealth: .none), targetCount: 3)
    #expect(balancer.pick(stickingTo: balancer.cookie(for: 1), at: .zero, using: &draws) == 1)
    let picks = (0..<5).map { _ in balancer.pick(at: .zero, using: &draws) }
    #expect(picks == [0, 2, 0, 1, 2])
  }
}
