import Resilience
import Testing
import TimeBase

/// A balancer by least connections over targets of one weight, and ``NginxUpstream``: whatever is done
/// to one is done to the other, and they are expected to agree.
struct NginxPair {
  /// What ends an undisturbed run of picks.
  enum Disturbance: CaseIterable {
    case release, failure, outage, unlisting, retry, session, slowStart, replacement, addition,
      guest
  }

  private static let weight = 3
  private static let maxFails = 3

  private var twin: NginxUpstream
  private var balancer: TargetBalancer
  private var draws: TestDraws
  private var calls: [Int] = []
  private var second = 1_000

  init(targetCount: Int, seed: UInt64) {
    let weights = Array(repeating: Self.weight, count: targetCount)
    twin = NginxUpstream(weights: weights, maxFails: Self.maxFails, failTimeout: 10)
    balancer = TargetBalancer(
      .init(algorithm: .leastConnections, passiveHealth: .init(maxFails: Self.maxFails)),
      weights: weights)
    draws = TestDraws(seed: seed)
  }

  var targetCount: Int { twin.peers.count }
  private var now: Instant { .zero + .seconds(Int64(second)) }

  mutating func below(_ bound: Int) -> Int { draws.below(bound) }

  mutating func pick(_ count: Int) {
    for _ in 0..<count { pick(excluding: []) }
  }

  private mutating func pick(excluding others: Set<Int>) {
    var tried = TriedTargets()
    for other in others { tried.insert(other) }
    let expected = expectedPick(excluding: others)
    #expect(balancer.pick(excluding: tried, at: now, using: &draws) == expected)
  }

  private mutating func expectedPick(excluding others: Set<Int> = []) -> Int? {
    let choice = twin.pickLeastConnected(among: twin.eligible(tried: others, now: second))
    if let choice { connect(choice) }
    return choice
  }

  private mutating func connect(_ target: Int) {
    twin.connect(target, now: second)
    calls.append(target)
  }

  /// Ends up to `count` calls, drawn from all.
  mutating func release(_ count: Int, hasFailed: Bool = false) {
    for _ in 0..<min(count, calls.count) {
      end(calls.remove(at: draws.below(calls.count)), hasFailed: hasFailed)
    }
  }

  private mutating func end(_ target: Int, hasFailed: Bool) {
    twin.release(target, hasFailed: hasFailed, now: second)
    balancer.release(target, hasFailed ? .failure : .success, at: now)
  }

  mutating func disturb(by disturbance: Disturbance) {
    let target = draws.below(targetCount)
    switch disturbance {
    case .release: release(1 + draws.below(3))
    case .failure:
      release(1, hasFailed: true)
      second += draws.below(6)
    case .outage:
      setDown(target, true) { $0.setAvailable(target, !$1) }
      pick(draws.below(4))
      setDown(target, false) { $0.setAvailable(target, !$1) }
    case .unlisting:
      setDown(target, true) { $0.setListed(target, !$1) }
      pick(draws.below(4))
      setDown(target, false) { $0.setListed(target, !$1) }
    case .retry: pick(excluding: [target, draws.below(targetCount)])
    case .session: pickAgain(target)
    case .slowStart:
      setShare(target, 1 + draws.below(1_000))
      pick(draws.below(4))
      setShare(target, 1_000)
    case .replacement:
      guard targetCount > 2 else { return }
      remove(target)
      add(target)
    case .addition: add(targetCount)
    case .guest: receiveGuest(at: target, ofWeights: 2 + draws.below(8), calls: draws.below(12))
    }
  }

  private mutating func setDown(
    _ target: Int, _ isDown: Bool, by change: (inout TargetBalancer, Bool) -> Void
  ) {
    twin.peers[target].isDown = isDown
    change(&balancer, isDown)
  }

  private mutating func setShare(_ target: Int, _ share: Int) {
    twin.peers[target].share = share
    balancer.setShare(target, thousandths: share)
  }

  /// A call of a session, which goes to where the session is if it can.
  private mutating func pickAgain(_ target: Int) {
    var expected: Int? = target
    if twin.isEligible(target, tried: [], now: second) {
      connect(target)
    } else {
      expected = expectedPick()
    }
    let cookie = balancer.cookie(for: target)
    #expect(balancer.pick(stickingTo: cookie, at: now, using: &draws) == expected)
  }

  /// Puts a heavier target in the place of another for some calls, one after the other. Who is tied with
  /// it pays more than among equals, and is far behind them afterwards.
  mutating func receiveGuest(at target: Int, ofWeights factor: Int, calls count: Int) {
    guard targetCount > 1 else { return }
    release(calls.count)
    remove(target)
    release(calls.count)
    add(target, weight: Self.weight * factor)
    for _ in 0..<count {
      pick(1)
      release(1)
    }
    remove(target)
    release(calls.count)
    add(target)
  }

  /// Takes a target away and waits until its calls are over.
  private mutating func remove(_ target: Int) {
    setDown(target, true) { balancer, _ in balancer.removeTarget(target) }
    pick(draws.below(4))
    for call in calls where call == target { end(call, hasFailed: false) }
    calls.removeAll { $0 == target }
  }

  /// Adds a target that is expected to get this number.
  private mutating func add(_ number: Int, weight: Int = Self.weight) {
    #expect(balancer.addTarget(weight: weight) == number)
    let peer = NginxUpstream.Peer(weight: weight, effective: weight)
    twin.peers.replaceSubrange(number..<min(number + 1, targetCount), with: [peer])
  }

  /// Looks at every target.
  func compareBooks() {
    let targets = twin.peers.indices.map { balancer[$0] }
    #expect(targets.map(\.currentWeight) == twin.peers.map(\.current))
    #expect(targets.map(\.effectiveWeight) == twin.peers.map { Int32($0.effective) })
    #expect(targets.map(\.connections) == twin.peers.map { Int32($0.connections) })
  }
}
