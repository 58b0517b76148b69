import Resilience
import Testing
import TimeBase

@Suite struct LeastRequestTests {
  private func balancer(_ weights: [Int], choices: Int = 2, bias: Double = 1) -> TargetBalancer {
    TargetBalancer(
      .init(algorithm: .leastRequest(choices: choices, bias: bias), passiveHealth: .none),
      weights: weights)
  }

  private func call(_ target: Int, times: Int, _ balancer: inout TargetBalancer) {
    var draws = TestDraws(seed: 0)
    var others = TriedTargets()
    for other in 0..<balancer.targetCount where other != target { others.insert(other) }
    for _ in 0..<times { _ = balancer.pick(excluding: others, at: .zero, using: &draws) }
  }

  /// Envoy's documentation: weight 2 with 4 active requests counts 0.4. The others by hand.
  @Test(
    arguments: [
      (2, 4, 1, 0.4), (2, 4, 0, 2), (2, 3, 0.5, 1), (3, 3, 1.5, 0.375), (8, 1, 3, 1),
    ] as [(Int, Int, Double, Double)])
  func `a weight is divided by the calls under way`(
    weight: Int, calls: Int, bias: Double, expected: Double
  ) {
    var balancer = balancer([weight, 1], bias: bias)
    call(0, times: calls, &balancer)
    #expect(balancer.requestWeight(of: 0, bias) == expected)
  }

  /// Without bias it is plain weighted round robin: over a round everybody gets their weight.
  @Test func `without a bias shares are the weights`() {
    var draws = TestDraws(seed: 0)
    var balancer = balancer([4, 2, 1], bias: 0)
    let picks = (0..<70).map { _ in balancer.pick(at: .zero, using: &draws) }
    let counts = (0..<3).map { (target: Int) -> Int in picks.count { $0 == target } }
    #expect(counts == [40, 20, 10])
  }

  @Test func `with different weights the busy get fewer calls`() {
    var draws = TestDraws(seed: 0)
    var balancer = balancer([2, 1])
    call(0, times: 9, &balancer)
    var counts = [0, 0]
    for _ in 0..<120 {
      guard let target = balancer.pick(at: .zero, using: &draws) else { continue }
      counts[target] += 1
      balancer.release(target, .success, at: .zero)
    }
    // Weights 2/10 and 1/1: one in six.
    #expect(abs(counts[0] - 20) <= 1)
  }

  /// Draws with repetition: the busy one of two is picked when both draws are its own.
  @Test func `with equal weights the least of so many draws is picked`() {
    var draws = TestDraws(seed: 8)
    var balancer = balancer([1, 1], choices: 3)
    call(0, times: 2, &balancer)
    var busyCount = 0
    for _ in 0..<8_000 {
      guard let target = balancer.pick(at: .zero, using: &draws) else { continue }
      if target == 0 { busyCount += 1 }
      balancer.release(target, .success, at: .zero)
    }
    // One in eight, within four standard deviations.
    #expect(abs(busyCount - 1_000) < 120)
  }

  @Test func `a target that was away has no claim to what it missed`() {
    var draws = TestDraws(seed: 0)
    var balancer = balancer([2, 1], bias: 0)
    balancer.setAvailable(1, false)
    for _ in 0..<90 { #expect(balancer.pick(at: .zero, using: &draws) == 0) }
    balancer.setAvailable(1, true)
    let picks = (0..<9).map { _ in balancer.pick(at: .zero, using: &draws) }
    let count = picks.count { $0 == 1 }
    #expect(count <= 4)
  }

  @Test(
    arguments: [
      (.leastRequest(choices: 0), "0 choices are not in 1...64"),
      (.leastRequest(bias: -1), "a bias of -1.0 is not in 0...100"),
      (.leastRequest(bias: .nan), "a bias of nan is not in 0...100"),
    ] as [(BalancingAlgorithm, String)])
  func `impossible figures say why`(algorithm: BalancingAlgorithm, problem: String) {
    #expect(algorithm.problem == problem)
    #expect(BalancingAlgorithm.leastRequest().problem == nil)
  }
}
