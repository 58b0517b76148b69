import Resilience
import Testing
import TimeBase

@Suite struct TargetShareTests {
  private func counts(
    _ algorithm: BalancingAlgorithm, weights: [Int], shares: [Int], rounds: Int
  ) -> [Int] {
    var draws = TestDraws(seed: 12)
    var balancer = TargetBalancer(
      .init(algorithm: algorithm, passiveHealth: .none), weights: weights)
    for (target, share) in shares.enumerated() { balancer.setShare(target, thousandths: share) }
    var counts = weights.map { _ in 0 }
    for _ in 0..<rounds {
      guard let target = balancer.pick(at: .zero, using: &draws) else { continue }
      counts[target] += 1
      balancer.release(target, .success, at: .zero)
    }
    return counts
  }

  @Test func `smooth round robin gives a share exactly, also of a weight of 1`() {
    #expect(
      counts(.smoothWeightedRoundRobin, weights: [1, 1], shares: [1_000, 250], rounds: 1_250)
        == [1_000, 250])
    #expect(
      counts(.leastConnections, weights: [2, 1], shares: [500, 1_000], rounds: 100) == [50, 50])
  }

  @Test func `random choice goes by shares`() {
    let found = counts(.random, weights: [3, 1], shares: [100, 1_000], rounds: 13_000)
    // 3/13, within four standard deviations.
    #expect(abs(found[0] - 3_000) < 4 * 49)
  }

  @Test func `least request goes by shares`() {
    let found = counts(
      .leastRequest(bias: 0), weights: [1, 1], shares: [200, 1_000], rounds: 600)
    #expect(abs(found[0] - 100) <= 1)
  }

  @Test func `a full share again is as if nothing had been`() {
    var draws = TestDraws(seed: 0)
    var balancer = TargetBalancer(.init(), weights: [5, 1, 1])
    balancer.setShare(0, thousandths: 300)
    #expect(balancer[0].share == 300)
    balancer.setShare(0, thousandths: 1_000)
    let picks = (0..<7).map { _ in balancer.pick(at: .zero, using: &draws) }
    #expect(picks == [0, 0, 1, 0, 2, 0, 0])
  }

  @Test(arguments: [0, 1_001])
  func `a share out of range is a mistake`(share: Int) async {
    await #expect(processExitsWith: .failure) { [share] in
      var balancer = TargetBalancer(.init(), targetCount: 2)
      balancer.setShare(0, thousandths: share)
    }
  }
}
