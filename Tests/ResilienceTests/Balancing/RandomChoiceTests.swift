import Resilience
import Testing
import TimeBase

@Suite struct RandomChoiceTests {
  /// Gives each of the targets the given number of calls.
  private func balancer(
    _ algorithm: BalancingAlgorithm, weights: [Int], connections: [Int]
  ) -> TargetBalancer {
    var draws = TestDraws(seed: 0)
    var balancer = TargetBalancer(
      .init(algorithm: algorithm, passiveHealth: .none), weights: weights)
    for (target, count) in connections.enumerated() {
      var others = TriedTargets()
      for other in weights.indices where other != target { others.insert(other) }
      for _ in 0..<count { _ = balancer.pick(excluding: others, at: .zero, using: &draws) }
    }
    return balancer
  }

  /// Picks and releases `rounds` times, and returns how often each target was picked.
  private func counts(_ balancer: TargetBalancer, targets: Int, rounds: Int) -> [Int] {
    var balancer = balancer
    var draws = TestDraws(seed: 42)
    var counts = Array(repeating: 0, count: targets)
    for _ in 0..<rounds {
      guard let target = balancer.pick(at: .zero, using: &draws) else { continue }
      counts[target] += 1
      balancer.release(target, .success, at: .zero)
    }
    return counts
  }

  /// The probabilities follow from counting pairs or samples. A pair drawn by weight, without
  /// repetition, is (a, b) with probability p(a) p(b) / (1 - p(a)).
  @Test(
    arguments: [
      (BalancingAlgorithm.random, [1, 1, 1], [0, 5, 9], [1.0 / 3, 1.0 / 3, 1.0 / 3]),
      (.random, [5, 2, 3], [0, 5, 9], [0.5, 0.2, 0.3]),
      (.powerOfTwo, [1, 1, 1], [0, 1, 2], [2.0 / 3, 1.0 / 3, 0]),
      (.powerOfTwo, [1, 1, 1], [2, 1, 0], [0, 1.0 / 3, 2.0 / 3]),
      (.powerOfTwo, [1, 1, 1], [1, 1, 1], [1.0 / 3, 1.0 / 3, 1.0 / 3]),
      (.shortestOfSample(size: 2), [1, 1, 1], [0, 1, 2], [2.0 / 3, 1.0 / 3, 0]),
      (.shortestOfSample(size: 2), [1, 1], [3, 3], [0.5, 0.5]),
      (.shortestOfSample(size: 1), [1, 1], [3, 0], [0.5, 0.5]),
      (
        .shortestOfSample(size: 3), [1, 1, 1, 1, 1, 1], [0, 1, 2, 3, 4, 5],
        [0.5, 0.3, 0.15, 0.05, 0, 0]
      ),
      // Two are tied for the least: half of the samples hold both, the others one or the other.
      (.shortestOfSample(size: 3), [1, 1, 1, 1], [0, 0, 2, 3], [0.5, 0.5, 0, 0]),
      (.randomTwo, [1, 1, 1], [0, 1, 2], [2.0 / 3, 1.0 / 3, 0]),
      // Loads 2/2, 1/1 and 0: the last wins where it is drawn; of the other two the second drawn.
      (.randomTwo, [2, 1, 1], [2, 1, 0], [1.0 / 6, 1.0 / 4, 7.0 / 12]),
    ] as [(BalancingAlgorithm, [Int], [Int], [Double])])
  func `targets are picked as often as theory says`(
    algorithm: BalancingAlgorithm, weights: [Int], connections: [Int], shares: [Double]
  ) {
    let balancer = balancer(algorithm, weights: weights, connections: connections)
    expect(counts(balancer, targets: weights.count, rounds: 12_000), agreesWith: shares)
  }

  /// Finagle draws among all and takes the healthier of a pair; a sample is drawn among those that
  /// may be called.
  @Test(
    arguments: [
      (.powerOfTwo, [3, 2, 1, 0]), (.shortestOfSample(size: 2), [4, 2, 0, 0]),
      (.joinShortestQueue, [6, 0, 0, 0]), (.random, [2, 2, 2, 0]), (.randomTwo, [4, 2, 0, 0]),
    ] as [(BalancingAlgorithm, [Int])])
  func `a target that is down leaves its share to the others`(
    algorithm: BalancingAlgorithm, sixths: [Int]
  ) {
    var balancer = balancer(algorithm, weights: [1, 1, 1, 1], connections: [0, 1, 2, 0])
    balancer.setAvailable(3, false)
    expect(counts(balancer, targets: 4, rounds: 12_000), agreesWith: sixths.map { Double($0) / 6 })
  }

  /// Four standard deviations of a binomial.
  private func expect(_ counts: [Int], agreesWith shares: [Double]) {
    let rounds = Double(counts.reduce(0, +))
    for (count, share) in zip(counts, shares) {
      let deviation = (share * (1 - share) * rounds).squareRoot()
      #expect(abs(Double(count) - share * rounds) <= 4 * deviation)
    }
  }
}
