import Resilience
import Testing
import TimeBase

private func second(_ seconds: Int64) -> Instant { .zero + .seconds(seconds) }

@Suite struct RoundRobinTests {
  private static let noHealth = PassiveHealth.Policy.none

  /// Picks `count` times without releasing and writes the targets as letters.
  private func picks(
    _ count: Int, from balancer: inout TargetBalancer, at now: Instant = .zero
  ) -> String {
    var draws = TestDraws(seed: 0)
    let letters = Array("abcdefgh")
    return String(
      (0..<count).map { _ in balancer.pick(at: now, using: &draws).map { letters[$0] } ?? "-" })
  }

  /// Vectors B1 and B2 of the components specification; the first is nginx's own example.
  @Test(arguments: [([5, 1, 1], "aabacaa"), ([3, 2, 1], "abacba")])
  func `smooth weighted round robin spreads the heavy target out`(weights: [Int], order: String) {
    var balancer = TargetBalancer(
      .init(algorithm: .smoothWeightedRoundRobin, passiveHealth: Self.noHealth), weights: weights)
    #expect(picks(order.count, from: &balancer) == order)
    #expect(picks(order.count, from: &balancer) == order)
  }

  /// The current weights of vector B1.
  @Test func `who is picked pays for all`() {
    var balancer = TargetBalancer(.init(), weights: [5, 1, 1])
    let weights: [[Int]] = (0..<7).map { _ in
      _ = picks(1, from: &balancer)
      return (0..<3).map { balancer[$0].currentWeight }
    }
    #expect(
      weights == [
        [-2, 1, 1], [-4, 2, 2], [1, -4, 3], [-1, -3, 4], [4, -2, -2], [2, -1, -1], [0, 0, 0],
      ])
  }

  @Test(arguments: 1...10)
  func `over one round each target is picked as often as its weight, and never far from it`(
    seed: UInt64
  ) {
    var draws = TestDraws(seed: seed)
    let weights = (0..<(2 + draws.below(8))).map { _ in 1 + draws.below(9) }
    let total = weights.reduce(0, +)
    var balancer = TargetBalancer(.init(), weights: weights)
    for _ in 0..<3 {
      var counts = weights.map { _ in 0 }
      for number in 1...total {
        guard let target = balancer.pick(at: .zero, using: &draws) else { continue }
        counts[target] += 1
        // Nobody is further than the number of targets from his share at any time.
        for index in weights.indices {
          let share = Double(number * weights[index]) / Double(total)
          #expect(abs(Double(counts[index]) - share) < Double(weights.count))
        }
      }
      #expect(counts == weights)
    }
  }

  /// Components specification, section 4.2, "SWRR 5/1/1 max_fails=1".
  @Test func `a target that comes back is eased in`() {
    var balancer = TargetBalancer(.init(), weights: [5, 1, 1])
    #expect(picks(1, from: &balancer, at: second(1000)) == "a")
    balancer.release(0, .failure, at: second(1000))
    #expect((0..<3).map { balancer[$0].effectiveWeight } == [0, 1, 1])
    for (time, order) in [(1000, "b"), (1001, "c"), (1005, "b"), (1010, "c")] {
      #expect(picks(1, from: &balancer, at: second(Int64(time))) == order)
    }
    #expect(balancer[0].currentWeight == -2)
    for (order, effective) in [("b", 1), ("c", 2), ("b", 3)] {
      #expect(picks(1, from: &balancer, at: second(1011)) == order)
      #expect(balancer[0].effectiveWeight == Int32(effective))
    }
  }

  /// Components specification, section 4.2: with weight 1 and three failures the decrement is 0.
  @Test func `a light target with several failures allowed loses no weight`() {
    var balancer = TargetBalancer(.init(passiveHealth: .init(maxFails: 3)), targetCount: 2)
    #expect(picks(1, from: &balancer) == "a")
    balancer.release(0, .failure, at: .zero)
    #expect(balancer[0].effectiveWeight == 1)
  }

  @Test func `plain round robin takes turns whatever the weights`() {
    var balancer = TargetBalancer(
      .init(algorithm: .roundRobin, passiveHealth: Self.noHealth), weights: [5, 1, 1])
    #expect(picks(5, from: &balancer) == "abcab")
    balancer.setAvailable(2, false)
    #expect(picks(3, from: &balancer) == "aba")
    balancer.setAvailable(2, true)
    #expect(picks(3, from: &balancer) == "bca")
  }

  @Test func `nobody is picked when nobody can be`() {
    for algorithm in TargetBalancerTests.algorithms {
      var draws = TestDraws(seed: 1)
      var balancer = TargetBalancer(.init(algorithm: algorithm), targetCount: 3)
      for target in 0..<3 { balancer.setAvailable(target, false) }
      #expect(balancer.pick(at: .zero, using: &draws) == nil)
      var empty = TargetBalancer(.init(algorithm: algorithm))
      #expect(empty.pick(at: .zero, using: &draws) == nil)
    }
  }
}
