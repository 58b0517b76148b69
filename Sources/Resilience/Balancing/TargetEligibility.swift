public import TimeBase

/// Who may be picked for one request at one instant.
@frozen
@usableFromInline
struct TargetEligibility: BitwiseCopyable {
  @usableFromInline let tried: TriedTargets

  /// The instant on the clock of ``health``.
  @usableFromInline let tick: Int64

  @usableFromInline let health: PassiveHealth.Policy

  /// Whether there is no need to ask target by target.
  @usableFromInline let includesAll: Bool

  @inlinable
  init(tried: TriedTargets, tick: Int64, health: PassiveHealth.Policy, includesAll: Bool) {
    self.tried = tried
    self.tick = tick
    self.health = health
    self.includesAll = includesAll
  }

  @inlinable
  func includes(_ index: Int, _ target: BalancerTarget) -> Bool {
    includesAll
      || (target.isAvailable && !target.isRemoved && !tried.contains(index)
        && !target.health.isSuspended(atTick: tick, under: health))
  }
}

extension TargetBalancer {
  /// With a single target its health does not count.
  @inlinable
  func eligibility(excluding tried: TriedTargets, at now: Instant) -> TargetEligibility {
    TargetEligibility(
      tried: tried, tick: policy.passiveHealth.tick(of: now),
      health: liveCount == 1 ? .none : policy.passiveHealth,
      includesAll: impairedCount == 0 && tried.isEmpty)
  }

  /// The number of targets that may be picked.
  ///
  /// - Complexity: O(*n*) if anybody has to be passed over, otherwise O(1).
  @inlinable
  func count(_ eligibility: TargetEligibility) -> Int {
    guard !eligibility.includesAll else { return targets.count }
    var count = 0
    for index in targets.indices where eligibility.includes(index, targets[index]) { count &+= 1 }
    return count
  }

  /// The target that has `rank` others before it that may be picked.
  ///
  /// - Complexity: O(*n*) if anybody has to be passed over, otherwise O(1).
  @inlinable
  func target(ranked rank: Int, _ eligibility: TargetEligibility) -> Int {
    guard !eligibility.includesAll else { return rank }
    var remaining = rank
    for index in targets.indices where eligibility.includes(index, targets[index]) {
      if remaining == 0 { return index }
      remaining &-= 1
    }
    preconditionFailure("there is no target of rank \(rank) that may be picked")
  }
}
