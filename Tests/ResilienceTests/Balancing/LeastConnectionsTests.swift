import Resilience
import Testing
import TimeBase

@Suite struct LeastConnectionsTests {
  private static let policy = TargetBalancer.Policy(
    algorithm: .leastConnections, passiveHealth: .none)

  /// Vectors B3 and B4 of the components specification: nothing completes.
  @Test(arguments: [
    ([1, 1, 1], [0, 1, 2, 2, 1, 0], [2, 2, 2]),
    ([2, 1, 1], [0, 1, 2, 0, 2, 0, 1, 0], [4, 2, 2]),
  ])
  func `ties go round by smooth weighted round robin`(
    weights: [Int], order: [Int], connections: [Int32]
  ) {
    var draws = TestDraws(seed: 0)
    var balancer = TargetBalancer(Self.policy, weights: weights)
    #expect(order.map { _ in balancer.pick(at: .zero, using: &draws) } == order)
    #expect(weights.indices.map { balancer[$0].connections } == connections)
  }

  /// Vector B5 of the components specification.
  @Test func `connections are compared by weight`() {
    var draws = TestDraws(seed: 0)
    var balancer = TargetBalancer(Self.policy, weights: [2, 1, 1])
    for target in [0, 0, 1, 2, 2] {
      var others = TriedTargets()
      for other in 0..<3 where other != target { others.insert(other) }
      #expect(balancer.pick(excluding: others, at: .zero, using: &draws) == target)
    }
    #expect(balancer.pick(at: .zero, using: &draws) == 0)
    #expect((0..<3).map { balancer[$0].currentWeight } == [-1, 1, 0])
  }

  /// Components specification, section 10, oracle (iii): ten equal hosts of which the first answers
  /// an error in 1 ms and the others take 100 ms; constant arrivals, completions first, and no
  /// passive health. Each call of the failing host is over before anybody else's.
  @Test(arguments: [(1, 1_000, 910), (5, 200, 119), (20, 50, 7)])
  func `a host that fails fast attracts the load`(every: Int, arrivals: Int, caught: Int) {
    var draws = TestDraws(seed: 0)
    var balancer = TargetBalancer(Self.policy, targetCount: 10)
    var ends: [Int: [Int]] = [:]
    var caughtCount = 0
    for time in 0..<(every * arrivals) {
      let now = Instant.zero + .milliseconds(Int64(time))
      for target in ends.removeValue(forKey: time) ?? [] {
        balancer.release(target, target == 0 ? .failure : .success, at: now)
      }
      guard time.isMultiple(of: every) else { continue }
      guard let target = balancer.pick(at: now, using: &draws) else { continue }
      if target == 0 { caughtCount += 1 }
      ends[time + (target == 0 ? 1 : 100), default: []].append(target)
    }
    #expect(caughtCount == caught)
  }

  @Test func `the shortest queue ignores weights and breaks ties evenly`() {
    var draws = TestDraws(seed: 5)
    var balancer = TargetBalancer(
      .init(algorithm: .joinShortestQueue, passiveHealth: .none), weights: [9, 1, 1, 1])
    var counts = [0, 0, 0, 0]
    for _ in 0..<4_000 {
      // The first has one call more than the others, so that three are tied.
      var others = TriedTargets()
      for other in 1..<4 { others.insert(other) }
      #expect(balancer.pick(excluding: others, at: .zero, using: &draws) == 0)
      guard let target = balancer.pick(at: .zero, using: &draws) else { continue }
      counts[target] += 1
      balancer.release(target, .success, at: .zero)
      balancer.release(0, .success, at: .zero)
    }
    #expect(counts[0] == 0)
    // Four standard deviations of a binomial with n = 4000 and p = 1/3.
    for count in counts.dropFirst() { #expect(abs(Double(count) - 4_000 / 3) < 120) }
  }
}
