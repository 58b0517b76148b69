import Resilience
import Testing
import TimeBase

/// What all algorithms that route by a key have in common.
@Suite struct KeyRoutingTests {
  static let algorithms: [BalancingAlgorithm] = [.addressHash, .keyHash, .ketama, .maglev()]

  private func owners(_ balancer: TargetBalancer, keys: Range<UInt64>) -> [Int?] {
    var (balancer, draws) = (balancer, TestDraws(seed: 0))
    return keys.map { balancer.pick(for: RoutingKey(number: $0), at: .zero, using: &draws) }
  }

  private func balancer(_ algorithm: BalancingAlgorithm, weights: [Int]) -> TargetBalancer {
    TargetBalancer(.init(algorithm: algorithm, passiveHealth: .none), weights: weights)
  }

  @Test(arguments: algorithms)
  func `a key stays where it is whatever else is called`(algorithm: BalancingAlgorithm) {
    let balancer = balancer(algorithm, weights: [1, 2, 3])
    let first = owners(balancer, keys: 0..<200)
    #expect(first == owners(balancer, keys: 0..<200))
    #expect(Set(first) == [0, 1, 2])
  }

  @Test(arguments: algorithms)
  func `a key goes elsewhere while its target cannot be called, and comes back`(
    algorithm: BalancingAlgorithm
  ) {
    var balancer = balancer(algorithm, weights: [1, 1, 1, 1])
    let before = owners(balancer, keys: 0..<300)
    balancer.setAvailable(2, false)
    let during = owners(balancer, keys: 0..<300)
    #expect(!during.contains(2) && !during.contains(nil))
    for (old, new) in zip(before, during) where old != 2 { #expect(old == new) }
    balancer.setAvailable(2, true)
    #expect(owners(balancer, keys: 0..<300) == before)
  }

  @Test(arguments: algorithms)
  func `a retry goes elsewhere`(algorithm: BalancingAlgorithm) {
    var draws = TestDraws(seed: 0)
    var balancer = balancer(algorithm, weights: [1, 1, 1])
    for number in 0..<100 {
      let key = RoutingKey("/item/\(number)")
      var tried = TriedTargets()
      for _ in 0..<3 {
        guard let target = balancer.pick(for: key, excluding: tried, at: .zero, using: &draws)
        else {
          Issue.record("nobody was picked")
          continue
        }
        #expect(!tried.contains(target))
        tried.insert(target)
      }
      #expect(balancer.pick(for: key, excluding: tried, at: .zero, using: &draws) == nil)
    }
  }

  @Test(arguments: algorithms)
  func `without a key targets take turns`(algorithm: BalancingAlgorithm) {
    var draws = TestDraws(seed: 0)
    var balancer = balancer(algorithm, weights: [2, 1])
    let picks = (0..<6).map { _ in balancer.pick(at: .zero, using: &draws) }
    #expect(picks == [0, 1, 0, 0, 1, 0])
  }

  /// Five standard deviations of a binomial, for ketama six percent more: its shares are uneven.
  @Test(arguments: algorithms)
  func `keys spread by weight`(algorithm: BalancingAlgorithm) {
    let found = owners(balancer(algorithm, weights: [1, 2, 3]), keys: 0..<30_000)
    for (target, share) in [1.0 / 6, 1.0 / 3, 1.0 / 2].enumerated() {
      let count = Double(found.count { $0 == target })
      let deviation = (30_000 * share * (1 - share)).squareRoot()
      let unevenness = algorithm == .ketama ? 0.06 * 30_000 : 0
      #expect(abs(count - 30_000 * share) < 5 * deviation + unevenness)
    }
  }

  @Test(arguments: [BalancingAlgorithm.ketama, .maglev()])
  func `a newcomer takes keys only for itself`(algorithm: BalancingAlgorithm) {
    var balancer = balancer(algorithm, weights: Array(repeating: 1, count: 9))
    let before = owners(balancer, keys: 0..<10_000)
    let newcomer = balancer.addTarget()
    let after = owners(balancer, keys: 0..<10_000)
    let moved = zip(before, after).count { $0 != $1 && $1 != newcomer }
    // The ring moves nobody else's; the table, as the paper measures, a few per cent.
    #expect(algorithm == .ketama ? moved == 0 : moved < 500)
    #expect(after.contains(newcomer))
    balancer.removeTarget(newcomer)
    #expect(owners(balancer, keys: 0..<10_000) == before)
  }
}
