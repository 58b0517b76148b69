import Resilience
import Testing
import TimeBase

@Suite struct ZoneRouterTests {
  struct Case: Sendable {
    var preference = ZonePreference.zoneAware(minimumTargets: 1)
    var callers: [Int]
    var targets: [Int]

    /// Of ten thousand calls from zone 0; `nil` if all zones are alike.
    var staying: Int?
    var spare: [Int]
  }

  /// Worked by hand from the rule in Envoy's documentation, in ten-thousandths that are rounded down.
  static let cases = [
    // As many everywhere: everything stays.
    Case(callers: [1, 1, 1], targets: [2, 2, 2], staying: 10_000, spare: [0, 0, 0]),
    // More targets than callers in the zone.
    Case(callers: [1, 2, 2], targets: [4, 3, 3], staying: 10_000, spare: [0, 0, 0]),
    // One of two is lost: 1 of 5 targets for a third of the callers.
    Case(callers: [1, 1, 1], targets: [1, 2, 2], staying: 6_000, spare: [0, 667, 667]),
    // Nobody is left in the zone.
    Case(callers: [1, 1, 1], targets: [0, 2, 2], staying: 0, spare: [0, 1_667, 1_667]),
    // The others have unequally much to spare: 4,000 for 2,500, 5,000 for 2,500.
    Case(callers: [2, 1, 1], targets: [1, 4, 5], staying: 2_000, spare: [0, 1_500, 2_500]),
    // A zone that has too little itself gets nothing.
    Case(callers: [1, 1, 1], targets: [1, 1, 8], staying: 3_000, spare: [0, 0, 4_667]),
    // All callers are in one zone: every zone gets what it has of the targets.
    Case(callers: [1, 0, 0], targets: [2, 1, 1], staying: 5_000, spare: [0, 2_500, 2_500]),
    // Too few for a zone to be preferred, or just enough.
    Case(
      preference: .zoneAware(minimumTargets: 6), callers: [1, 1], targets: [3, 2], staying: nil,
      spare: [0, 0]),
    Case(
      preference: .zoneAware(minimumTargets: 6), callers: [1, 1], targets: [3, 3],
      staying: 10_000, spare: [0, 0]),
    // A single one that is close is enough.
    Case(
      preference: .preferClose, callers: [5, 1, 1], targets: [1, 9, 9], staying: 10_000,
      spare: [0, 3_308, 3_308]),
    Case(
      preference: .preferClose, callers: [1, 1, 1], targets: [0, 9, 1], staying: nil,
      spare: [0, 5_667, 0]),
  ]

  @Test(arguments: cases)
  func `a zone keeps what its targets are enough for`(_ vector: Case) {
    var router = ZoneRouter(vector.preference, from: 0, callers: vector.callers)
    for _ in 0..<2 {
      router.clear()
      for (zone, count) in vector.targets.enumerated() {
        for _ in 0..<count { router.count(targetIn: zone) }
      }
    }
    #expect(router.stayingShare == vector.staying)
    #expect(vector.targets.indices.map { router.spare(in: $0) } == vector.spare)
    // What is drawn follows the shares.
    var draws = TestDraws(seed: 3)
    var counts = vector.targets.map { _ in 0 }
    let total = 20_000
    for _ in 0..<total {
      if let zone = router.zone(using: &draws) { counts[zone] += 1 }
    }
    guard let staying = vector.staying else {
      #expect(counts.allSatisfy { $0 == 0 })
      return
    }
    let spare = vector.spare.reduce(0, +)
    for zone in counts.indices {
      let share =
        zone == 0
        ? Double(staying) / 10_000
        : staying == 10_000
          ? 0 : (1 - Double(staying) / 10_000) * Double(vector.spare[zone]) / Double(spare)
      let margin = 4 * (share * (1 - share) * Double(total)).squareRoot()
      #expect(abs(Double(counts[zone]) - share * Double(total)) <= margin, "\(zone): \(counts)")
    }
  }

  @Test func `nobody is asked for a draw where everything stays`() {
    struct NoDraws: RandomNumberGenerator {
      mutating func next() -> UInt64 {
        Issue.record("a draw was asked for")
        return 0
      }
    }
    var router = ZoneRouter(.preferClose, from: 1, callers: [1, 1])
    #expect(router.stayingShare == nil)
    router.count(targetIn: 1)
    var draws = NoDraws()
    #expect(router.zone(using: &draws) == 1)
  }

  /// Six targets, two in each of three zones, as instances are spread.
  private func balancer(_ algorithm: BalancingAlgorithm, panic: Int = 0) -> TargetBalancer {
    var balancer = TargetBalancer(
      .init(
        algorithm: algorithm, passiveHealth: .init(maxFails: 1), panic: .init(percent: panic)),
      targetCount: 6)
    for target in 0..<6 { balancer.setZone(target, target % 3) }
    return balancer
  }

  @Test(arguments: TargetBalancerTests.algorithms)
  func `every algorithm stays in the zone, and leaves it only when nobody is left there`(
    algorithm: BalancingAlgorithm
  ) {
    var draws = TestDraws(seed: 11)
    var balancer = balancer(algorithm)
    var router = ZoneRouter(.preferClose, from: 1, callers: [1, 1, 1])
    func picks(_ count: Int, excluding tried: TriedTargets = TriedTargets()) -> [Int] {
      let found = (0..<count).map { number in
        let key = RoutingKey(number: UInt64(number))
        return balancer.pick(by: &router, for: key, excluding: tried, at: .zero, using: &draws)
          ?? -1
      }
      for target in found where target >= 0 { balancer.release(target, .ignored, at: .zero) }
      return found.sorted()
    }
    #expect(Set(picks(60)) == [1, 4])
    balancer.setAvailable(1, false)
    #expect(Set(picks(20)) == [4])
    // Who has tried the last one of the zone goes anywhere.
    var tried = TriedTargets()
    tried.insert(4)
    #expect(Set(picks(60, excluding: tried)).isSubset(of: [0, 2, 3, 5]))
    #expect(picks(20, excluding: tried).allSatisfy { $0 >= 0 })
    balancer.setAvailable(4, false)
    #expect(Set(picks(90)).isSubset(of: [0, 2, 3, 5]))
  }

  @Test func `in a panic no zone is preferred`() {
    var draws = TestDraws(seed: 11)
    var balancer = balancer(.roundRobin, panic: 60)
    var router = ZoneRouter(.preferClose, from: 0, callers: [1, 1, 1])
    for target in [1, 2, 4] { balancer.setAvailable(target, false) }
    let all = (0..<6).compactMap { _ in balancer.pick(by: &router, at: .zero, using: &draws) }
    #expect(all == [0, 1, 2, 3, 4, 5])
  }

  @Test func `a target that stands nowhere is close to nobody`() {
    var draws = TestDraws(seed: 11)
    var balancer = TargetBalancer(.init(algorithm: .roundRobin), targetCount: 3)
    balancer.setZone(2, 0)
    var router = ZoneRouter(.preferClose, from: 0, callers: [1])
    #expect((0..<3).map { _ in balancer.pick(by: &router, at: .zero, using: &draws) } == [2, 2, 2])
    #expect(ZonePreference.zoneAware(minimumTargets: 0).problem != nil)
    #expect(ZonePreference.preferClose.problem == nil)
  }
}
