public import TimeBase

/// Who may be picked for one request at one instant.
@frozen
@usableFromInline
struct TargetEligibility: BitwiseCopyable {
  @usableFromInline let tried: TriedTargets

  @usableFromInline let now: Instant

  @usableFromInline let health: PassiveHealth.Policy

  /// Whether there is no need to ask target by target.
  @usableFromInline let includesAll: Bool

  /// Whether so few are healthy that nobody asks for it.
  @usableFromInline let isPanic: Bool

  /// The only zone whose targets may be picked; nowhere for all.
  @usableFromInline let zone: Int16

  @inlinable
  init(
    tried: TriedTargets, now: Instant, health: PassiveHealth.Policy, includesAll: Bool,
    isPanic: Bool, zone: Int16 = TargetRecord.nowhere
  ) {
    self.tried = tried
    self.now = now
    self.health = health
    self.includesAll = includesAll
    self.isPanic = isPanic
    self.zone = zone
  }

  /// The same, of targets in one zone only.
  @inlinable
  func inZone(_ zone: Int) -> TargetEligibility {
    TargetEligibility(
      tried: tried, now: now, health: health, includesAll: false, isPanic: isPanic,
      zone: Int16(zone))
  }

  @inlinable
  func includes(_ index: Int, _ target: TargetRecord) -> Bool {
    includesAll
      || (!target.isRemoved && target.isListed && !tried.contains(index) && isHealthy(target)
        && (zone == TargetRecord.nowhere || target.zone == zone))
  }

  @inlinable
  func isHealthy(_ target: TargetRecord) -> Bool {
    isPanic || (target.isAvailable && !target.health.isSuspended(at: now, under: health))
  }
}

extension TargetEligibility {
  /// The number of targets that may be picked.
  ///
  /// - Complexity: O(*n*) if anybody has to be passed over, otherwise O(1).
  @inlinable
  func count(in records: ContiguousArray<TargetRecord>) -> Int {
    guard !includesAll else { return records.count }
    var count = 0
    for index in records.indices where includes(index, records[index]) { count &+= 1 }
    return count
  }

  /// The target that has `rank` others before it that may be picked.
  ///
  /// - Complexity: O(*n*) if anybody has to be passed over, otherwise O(1).
  @inlinable
  func target(ranked rank: Int, in records: ContiguousArray<TargetRecord>) -> Int {
    guard !includesAll else { return rank }
    var remaining = rank
    for index in records.indices where includes(index, records[index]) {
      if remaining == 0 { return index }
      remaining &-= 1
    }
    preconditionFailure("there is no target of rank \(rank) that may be picked")
  }
}

extension TargetBalancer {
  /// With a single target its health does not count.
  ///
  /// Mutating like all that a pick calls, although nothing changes: a balancer that is only read is
  /// passed as a copy of all its fields.
  @inlinable
  mutating func eligibility(excluding tried: TriedTargets, at now: Instant) -> TargetEligibility {
    let isPanic = impairedCount > 0 && policy.panic.percent > 0 && isInPanic(at: now)
    return TargetEligibility(
      tried: tried, now: now, health: liveCount == 1 ? .none : health,
      includesAll: impairedCount == 0 && tried.isEmpty, isPanic: isPanic)
  }

  /// Whether so few targets are healthy at `now` that health is not asked for; see
  /// ``PanicThreshold``.
  ///
  /// - Complexity: O(*n*).
  public func isInPanic(at now: Instant) -> Bool {
    let eligibility = TargetEligibility(
      tried: TriedTargets(), now: now, health: liveCount == 1 ? .none : health,
      includesAll: false, isPanic: false)
    let healthyCount = eligibility.count(in: records)
    let listedCount = records.count { !$0.isRemoved && $0.isListed }
    return policy.panic.isReached(healthy: healthyCount, of: listedCount)
  }
}
