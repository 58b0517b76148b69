import Resilience
import Testing
import TimeBase

private func second(_ seconds: Int) -> Instant { .zero + .seconds(Int64(seconds)) }

@Suite struct TargetBalancerTests {
  static let algorithms: [BalancingAlgorithm] = [
    .roundRobin, .smoothWeightedRoundRobin, .leastConnections, .joinShortestQueue, .random,
    .randomTwo, .powerOfTwo, .shortestOfSample(size: 2), .shortestOfSample(size: 5),
    .leastRequest(), .leastRequest(choices: 3, bias: 0.5), .peakEWMA(), .prequal(), .addressHash,
    .keyHash, .ketama, .maglev(tableSize: 1009),
  ]

  /// Every choice is compared with ``NginxUpstream``: weights, retries, failures, ignored results,
  /// targets that go down and come back, and a clock that moves.
  @Test(
    arguments: [BalancingAlgorithm.smoothWeightedRoundRobin, .leastConnections],
    Array(1...12))
  func `the books agree with those of nginx`(algorithm: BalancingAlgorithm, seed: UInt64) {
    var draws = TestDraws(seed: seed)
    // Equal weights for half of the seeds, which the balancer has ways of its own for.
    let range = seed.isMultiple(of: 2) ? 1 : 5
    let weights = (0..<(1 + draws.below(9))).map { _ in 1 + draws.below(range) }
    let maxFails = draws.below(4)
    var twin = NginxUpstream(weights: weights, maxFails: maxFails, failTimeout: 10)
    var balancer = TargetBalancer(
      .init(algorithm: algorithm, passiveHealth: .init(maxFails: maxFails)), weights: weights)
    var calls: [Int] = []
    var now = 1_000
    for _ in 0..<3_000 {
      switch draws.below(12) {
      case 0: now += draws.below(8)
      case 1:
        let target = draws.below(weights.count)
        let isDown = draws.below(12) == 0
        twin.peers[target].isDown = isDown
        balancer.setAvailable(target, !isDown)
      case 2...6 where !calls.isEmpty:
        let target = calls.remove(at: draws.below(calls.count))
        let hasFailed = draws.below(4) == 0
        twin.release(target, hasFailed: hasFailed, now: now)
        balancer.release(target, hasFailed ? .failure : .success, at: second(now))
      default:
        var tried = TriedTargets()
        var triedTwin: Set<Int> = []
        let retries = draws.below(2) == 0 ? 8 : 1_000
        for target in weights.indices where draws.below(retries) == 0 {
          tried.insert(target)
          triedTwin.insert(target)
        }
        let candidates = twin.eligible(tried: triedTwin, now: now)
        let expected =
          algorithm == .leastConnections
          ? twin.pickLeastConnected(among: candidates) : twin.pickSmoothly(among: candidates)
        if let expected {
          twin.connect(expected, now: now)
          calls.append(expected)
        }
        #expect(balancer.pick(excluding: tried, at: second(now), using: &draws) == expected)
      }
    }
    for (index, peer) in twin.peers.enumerated() {
      #expect(balancer[index].connections == Int32(peer.connections))
      #expect(balancer[index].health.failCount == peer.fails)
      #expect(balancer[index].effectiveWeight == Int32(peer.effective))
    }
  }

  /// The same where hardly anything happens, so that orders and sets that are kept from pick to pick
  /// last, and must be right again after a disturbance: the fewest targets, and around 64.
  @Test(
    arguments: [BalancingAlgorithm.smoothWeightedRoundRobin, .leastConnections],
    [1, 2, 3, 16, 63, 64, 65, 100])
  func `long quiet stretches agree with nginx as well`(algorithm: BalancingAlgorithm, count: Int) {
    var draws = TestDraws(seed: UInt64(count))
    var twin = NginxUpstream(
      weights: Array(repeating: 3, count: count), maxFails: 0, failTimeout: 10)
    var balancer = TargetBalancer(
      .init(algorithm: algorithm, passiveHealth: .none),
      weights: Array(repeating: 3, count: count))
    var calls: [Int] = []
    var down: Int?
    for _ in 0..<2_000 {
      if draws.below(down == nil ? 6 * count : 8) == 0 {
        let target = down ?? draws.below(count)
        twin.peers[target].isDown = down == nil
        balancer.setAvailable(target, down != nil)
        down = down == nil ? target : nil
      }
      if calls.count > count, draws.below(2) == 0 {
        let target = calls.remove(at: draws.below(calls.count))
        twin.release(target, hasFailed: false, now: 0)
        balancer.release(target, .success, at: .zero)
      }
      let candidates = twin.eligible(tried: [], now: 0)
      let expected =
        algorithm == .leastConnections
        ? twin.pickLeastConnected(among: candidates) : twin.pickSmoothly(among: candidates)
      if let expected {
        twin.connect(expected, now: 0)
        calls.append(expected)
      }
      #expect(balancer.pick(at: .zero, using: &draws) == expected)
    }
    #expect((0..<count).map { balancer[$0].currentWeight } == twin.peers.map(\.current))
  }

  @Test(arguments: algorithms)
  func `only those who may be called are picked, and their calls add up`(
    algorithm: BalancingAlgorithm
  ) {
    var draws = TestDraws(seed: 11)
    var balancer = TargetBalancer(
      .init(algorithm: algorithm, passiveHealth: .init(maxFails: 2)), weights: [3, 1, 1, 2, 1])
    var available = Set(0..<5)
    var calls: [Int] = []
    for step in 0..<5_000 {
      let now = second(step / 20)
      switch draws.below(10) {
      case 0:
        let target = draws.below(5)
        let isAvailable = draws.below(2) == 0
        balancer.setAvailable(target, isAvailable)
        if isAvailable { available.insert(target) } else { available.remove(target) }
      case 1...4 where !calls.isEmpty:
        let outcomes = [CallOutcome.success, .failure, .ignored]
        balancer.release(
          calls.remove(at: draws.below(calls.count)), outcomes[draws.below(3)], at: now)
      default:
        var tried = TriedTargets()
        tried.insert(draws.below(5))
        let allowed = available.filter { !tried.contains($0) && !balancer.isSuspended($0, at: now) }
        let target = balancer.pick(excluding: tried, at: now, using: &draws)
        if let target {
          #expect(allowed.contains(target))
          calls.append(target)
        } else {
          #expect(allowed.isEmpty)
        }
      }
      #expect((0..<5).reduce(0) { $0 + Int(balancer[$1].connections) } == calls.count)
    }
  }

  @Test func `a single target is called however often it fails`() {
    var draws = TestDraws(seed: 1)
    var balancer = TargetBalancer(.init(), targetCount: 1)
    for _ in 0..<5 {
      #expect(balancer.pick(at: .zero, using: &draws) == 0)
      balancer.release(0, .failure, at: .zero)
    }
    #expect(!balancer.isSuspended(0, at: .zero))
    balancer.setAvailable(0, false)
    #expect(balancer.pick(at: .zero, using: &draws) == nil)
  }

  @Test func `a target that becomes the only one is no longer suspended`() {
    var draws = TestDraws(seed: 1)
    var balancer = TargetBalancer(.init(), targetCount: 2)
    #expect(balancer.pick(at: .zero, using: &draws) == 0)
    balancer.release(0, .failure, at: .zero)
    balancer.removeTarget(1)
    #expect(balancer.pick(at: .zero, using: &draws) == 0)
  }

  @Test func `of two targets one that fails is left alone but for one probe each time`() {
    var draws = TestDraws(seed: 1)
    var balancer = TargetBalancer(.init(), targetCount: 2)
    #expect(balancer.pick(at: second(100), using: &draws) == 0)
    balancer.release(0, .failure, at: second(100))
    #expect(balancer.isSuspended(0, at: second(100)))
    for time in 100...110 {
      #expect(balancer.pick(at: second(time), using: &draws) == 1)
      balancer.release(1, .success, at: second(time))
    }
    let later = (0..<4).map { _ in balancer.pick(at: second(111), using: &draws) }
    #expect(later.filter { $0 == 0 }.count == 1)
  }

  @Test func `a release says when a target goes down and when it is up again`() {
    var draws = TestDraws(seed: 1)
    var balancer = TargetBalancer(
      .init(algorithm: .roundRobin, passiveHealth: .init(maxFails: 2)), targetCount: 2)
    var other = TriedTargets()
    other.insert(1)
    func call(_ time: Int, _ outcome: CallOutcome) -> HealthChange? {
      guard let target = balancer.pick(excluding: other, at: second(time), using: &draws) else {
        return nil
      }
      return balancer.release(target, outcome, at: second(time))
    }
    #expect(call(100, .failure) == nil)
    #expect(call(101, .failure) == .wentDown)
    // The probe fails, then the next one does not.
    #expect(call(112, .failure) == nil)
    #expect(call(123, .success) == .cameUp)
    #expect(call(124, .success) == nil)
  }

  @Test func `an ignored outcome neither harms nor heals`() {
    var draws = TestDraws(seed: 1)
    var balancer = TargetBalancer(.init(passiveHealth: .init(maxFails: 2)), targetCount: 2)
    for outcome in [CallOutcome.failure, .ignored] {
      guard let target = balancer.pick(at: .zero, using: &draws) else { continue }
      balancer.release(target, outcome, at: .zero)
    }
    #expect(balancer[0].health.failCount == 1)
    #expect(balancer[1].health.failCount == 0)
  }

  @Test(arguments: algorithms)
  func `targets come and go, and a vacancy is filled once its calls are over`(
    algorithm: BalancingAlgorithm
  ) {
    var draws = TestDraws(seed: 3)
    var balancer = TargetBalancer(.init(algorithm: algorithm), targetCount: 2)
    var others = TriedTargets()
    others.insert(1)
    #expect(balancer.pick(excluding: others, at: .zero, using: &draws) == 0)
    balancer.removeTarget(0)
    #expect(balancer.targetCount == 1)
    for _ in 0..<20 { #expect(balancer.pick(at: .zero, using: &draws) == 1) }
    #expect(balancer.addTarget() == 2)
    balancer.release(0, .failure, at: .zero)
    #expect(balancer.addTarget(weight: 4) == 0)
    #expect(balancer.targetCount == 3)
    #expect(balancer[0].weight == 4 && balancer[0].connections == 0)
    var picked: Set<Int> = []
    for _ in 0..<200 {
      if let target = balancer.pick(at: .zero, using: &draws) { picked.insert(target) }
    }
    #expect(picked == [0, 1, 2])
  }

  @Test(arguments: algorithms)
  func `thousands of targets are no more than a few`(algorithm: BalancingAlgorithm) {
    var draws = TestDraws(seed: 3)
    var balancer = TargetBalancer(.init(algorithm: algorithm), targetCount: 3_000)
    var tried = TriedTargets()
    for _ in 0..<5 {
      guard let target = balancer.pick(excluding: tried, at: .zero, using: &draws) else { continue }
      #expect(!tried.contains(target))
      tried.insert(target)
    }
  }

  @Test(arguments: [0, 65, -1])
  func `a sample that is too small or too large says why`(size: Int) {
    let policy = TargetBalancer.Policy(algorithm: .shortestOfSample(size: size))
    #expect(policy.problem == "a sample of \(size) is not in 1...64")
    #expect(TargetBalancer.Policy().problem == nil)
  }

  @Test func `releasing what was never picked is a mistake`() async {
    await #expect(processExitsWith: .failure) {
      var balancer = TargetBalancer(.init(), targetCount: 2)
      balancer.release(1, .success, at: .zero)
    }
  }

  @Test func `releasing twice is a mistake`() async {
    await #expect(processExitsWith: .failure) {
      var draws = TestDraws(seed: 1)
      var balancer = TargetBalancer(.init(), targetCount: 1)
      _ = balancer.pick(at: .zero, using: &draws)
      balancer.release(0, .success, at: .zero)
      balancer.release(0, .success, at: .zero)
    }
  }

  @Test func `removing a target twice is a mistake`() async {
    await #expect(processExitsWith: .failure) {
      var balancer = TargetBalancer(.init(), targetCount: 2)
      balancer.removeTarget(1)
      balancer.removeTarget(1)
    }
  }
}
