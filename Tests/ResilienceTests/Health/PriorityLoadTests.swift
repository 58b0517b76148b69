import Resilience
import Testing
import TimeBase

@Suite struct PriorityLoadTests {
  /// Section 4.4 of the components specification: per cent of healthy targets in two groups, the split,
  /// and which are in panic. The last rows follow from the formula.
  @Test(
    arguments: [
      ([72, 72], [100, 0], [false, false]), ([71, 71], [99, 1], [false, false]),
      ([25, 25], [50, 50], [true, true]), ([5, 65], [7, 93], [true, false]),
      ([50, 60], [70, 30], [false, false]), ([25, 100], [35, 65], [false, false]),
      ([0, 100], [0, 100], [false, false]), ([0, 0], [50, 50], [true, true]),
    ])
  func `what the first cannot take goes to the next`(
    healthy: [Int], split: [Int], panic: [Bool]
  ) {
    let load = PriorityLoad(healthy.map { .init(healthy: $0, total: 100) })
    #expect(load.percentages == split)
    #expect(load.isInPanic == panic)
  }

  @Test func `without panic nobody is called when nobody is healthy`() {
    let load = PriorityLoad([.init(healthy: 0, total: 3)], panic: .never)
    #expect(load.percentages == [0] && load.isInPanic == [false])
  }

  @Test(arguments: 1...30)
  func `the parts are all there is`(seed: UInt64) {
    var draws = TestDraws(seed: seed)
    let groups = (0..<(1 + draws.below(5))).map { _ in
      let total = draws.below(20)
      return PriorityLoad.Group(healthy: draws.below(total + 1), total: total)
    }
    let load = PriorityLoad(groups)
    let isEmpty = groups.allSatisfy { $0.total == 0 }
    #expect(load.percentages.reduce(0, +) == (isEmpty ? 0 : 100))
    #expect(load.percentages.allSatisfy { $0 >= 0 })
  }

  @Test func `exactly the threshold is enough to stay calm`() {
    #expect(!PanicThreshold.envoy.isReached(healthy: 5, of: 10))
    #expect(PanicThreshold.envoy.isReached(healthy: 4, of: 10))
    #expect(!PanicThreshold.never.isReached(healthy: 0, of: 10))
    #expect(PanicThreshold(percent: 101).problem == "a panic threshold of 101 % is not in 0...100")
  }

  @Test func `in panic a balancer calls those that are down, too`() {
    var draws = TestDraws(seed: 1)
    var balancer = TargetBalancer(
      .init(algorithm: .roundRobin, passiveHealth: .none, panic: .envoy), targetCount: 4)
    func picks() -> Set<Int> {
      Set((0..<4).compactMap { _ in balancer.pick(at: .zero, using: &draws) })
    }
    balancer.setAvailable(0, false)
    balancer.setAvailable(1, false)
    #expect(picks() == [2, 3] && !balancer.isInPanic(at: .zero))
    balancer.setAvailable(2, false)
    #expect(picks() == [0, 1, 2, 3] && balancer.isInPanic(at: .zero))
    var tried = TriedTargets()
    tried.insert(3)
    #expect(balancer.pick(excluding: tried, at: .zero, using: &draws) != 3)
    balancer.setAvailable(0, true)
    #expect(picks() == [0, 3])
  }
}
