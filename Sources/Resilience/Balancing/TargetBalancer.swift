public import TimeBase

/// Chooses which of several targets gets the next call, and keeps the books that the choice needs.
///
///     var balancer = TargetBalancer(.init(algorithm: .leastConnections), targetCount: 3)
///     if let target = balancer.pick(at: now, using: &draws) {
///       ...
///       balancer.release(target, .success, at: later)
///     }
///
/// A target is a small number, given out by ``addTarget(weight:)``. It is passed over while its owner
/// says that it is not available, while passive health checks suspend it, and when the request has
/// tried it already. With a single target passive health is not looked at, as in nginx: there is
/// nowhere else to go.
public struct TargetBalancer: Sendable {
  /// How to choose, and when to stop choosing somebody who fails.
  public struct Policy: Hashable, Sendable {
    public var algorithm: BalancingAlgorithm

    /// ``PassiveHealth/Policy/none`` leaves failing targets in rotation.
    public var passiveHealth: PassiveHealth.Policy

    /// nginx's defaults.
    public init(
      algorithm: BalancingAlgorithm = .smoothWeightedRoundRobin,
      passiveHealth: PassiveHealth.Policy = .init()
    ) {
      self.algorithm = algorithm
      self.passiveHealth = passiveHealth
    }

    /// What makes the policy unusable, if anything.
    public var problem: String? { algorithm.problem ?? passiveHealth.problem }
  }

  public let policy: Policy

  /// The targets by number, those taken away among them.
  @usableFromInline var targets: ContiguousArray<BalancerTarget> = []

  /// Targets that were not taken away.
  @usableFromInline var liveCount = 0

  /// Targets that may have to be passed over whoever asks: taken away, not available, or with
  /// enough failures for a suspension. Mostly 0, and then nobody needs a second look.
  @usableFromInline var impairedCount = 0

  /// Where round robin goes on.
  var cursor = 0

  /// What random choice by weight draws from.
  @usableFromInline var ranges = WeightRanges()

  /// Creates a balancer over targets of the given weights, numbered from 0.
  ///
  /// - Precondition: Each weight is in `1...1_000_000`, and there are at most 65,536.
  public init(_ policy: Policy, weights: [Int] = []) {
    precondition(policy.problem == nil, policy.problem ?? "")
    self.policy = policy
    precondition(
      weights.count <= TriedTargets.targetLimit, "there is no room for \(weights.count) targets")
    targets = ContiguousArray(weights.map { BalancerTarget(weight: $0) })
    liveCount = weights.count
    ranges.update(from: targets)
  }

  /// Creates a balancer over `targetCount` targets of equal weight.
  ///
  /// - Precondition: `targetCount` is in `0...65_536`.
  public init(_ policy: Policy, targetCount: Int) {
    self.init(policy, weights: Array(repeating: 1, count: targetCount))
  }

  /// Chooses a target for a call and counts the call as its connection; `nil` if there is none.
  ///
  /// - Parameters:
  ///   - tried: The targets that the request must not meet again.
  ///   - draws: Asked only by algorithms that choose at random.
  /// - Complexity: O(*n*) for *n* targets where all are compared; O(1) for ``BalancingAlgorithm/random``,
  ///   ``BalancingAlgorithm/randomTwo`` (O(log *n*) if weights differ), ``BalancingAlgorithm/powerOfTwo`` and samples as long
  ///   as nobody needs to be passed over. Nothing is allocated.
  @inlinable
  public mutating func pick(
    excluding tried: TriedTargets = TriedTargets(), at now: Instant,
    using draws: inout some RandomNumberGenerator
  ) -> Int? {
    let eligibility = eligibility(excluding: tried, at: now)
    let choice =
      switch policy.algorithm {
      case .roundRobin: pickInTurn(eligibility)
      case .smoothWeightedRoundRobin: pickSmoothly(eligibility)
      case .leastConnections: pickLeastConnected(eligibility)
      case .joinShortestQueue: pickShortest(eligibility, using: &draws)
      case .random: pickAtRandom(eligibility, using: &draws)
      case .randomTwo: pickOfRandomTwo(eligibility, using: &draws)
      case .powerOfTwo: pickOfTwo(eligibility, using: &draws)
      case .shortestOfSample(let size): pickOfSample(size, eligibility, using: &draws)
      }
    guard let choice else { return nil }
    connect(choice, at: eligibility.tick)
    return choice
  }

  /// Takes note that a call is over.
  ///
  /// - Precondition: The call was picked and has not been released.
  public mutating func release(_ target: Int, _ outcome: CallOutcome, at now: Instant) {
    precondition(
      targets.indices.contains(target) && targets[target].connections > 0,
      "target \(target) has no call to release")
    targets[target].connections -= 1
    guard liveCount > 1, !targets[target].isRemoved else { return }
    switch outcome {
    case .ignored: break
    case .success: recordSuccess(of: target)
    case .failure: recordFailure(of: target, at: now)
    }
  }

  @usableFromInline
  mutating func connect(_ target: Int, at tick: Int64) {
    targets.withUnsafeMutableBufferPointer { targets in
      targets[target].connections += 1
      targets[target].health.recordPick(atTick: tick, under: policy.passiveHealth)
    }
  }

  private mutating func recordSuccess(of target: Int) {
    let wasSuspect = targets[target].health.isSuspect(under: policy.passiveHealth)
    targets[target].health.recordSuccess()
    if wasSuspect { countImpaired() }
  }

  /// A failure also costs effective weight, so that a target that comes back is eased in.
  private mutating func recordFailure(of target: Int, at now: Instant) {
    let health = policy.passiveHealth
    guard health.maxFails > 0 else { return }
    let wasSuspect = targets[target].health.isSuspect(under: health)
    targets[target].health.recordFailure(at: now, under: health)
    let cost = targets[target].weight / Int32(clamping: health.maxFails)
    targets[target].effectiveWeight = max(0, targets[target].effectiveWeight - cost)
    if !wasSuspect { countImpaired() }
  }
}
