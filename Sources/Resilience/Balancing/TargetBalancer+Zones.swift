public import TimeBase

extension TargetBalancer {
  /// Says in which zone a target stands; a new one stands nowhere.
  ///
  /// - Precondition: There is such a target, and `zone` is in `0..<32_767`.
  public mutating func setZone(_ target: Int, _ zone: Int) {
    checkPresence(of: target)
    precondition((0..<Int(TargetRecord.nowhere)).contains(zone), "a zone cannot be \(zone)")
    records[target].zone = Int16(zone)
  }

  /// Chooses a target as ``pick(for:excluding:at:using:)`` does, in the zone that a router says.
  ///
  /// If nobody is left there that may be picked it chooses among all, and so it does while so few are
  /// healthy that health is not asked for.
  ///
  /// - Complexity: O(*n*).
  @inlinable
  public mutating func pick(
    by router: inout ZoneRouter, for key: RoutingKey = .none,
    excluding tried: TriedTargets = TriedTargets(), at now: Instant,
    using draws: inout some RandomNumberGenerator
  ) -> Int? {
    countHealthy(into: &router, at: now)
    guard !isInPanic(at: now), let zone = router.zone(using: &draws) else {
      return pick(for: key, excluding: tried, at: now, using: &draws)
    }
    let eligibility = eligibility(excluding: tried, at: now).inZone(zone)
    guard let choice = choose(eligibility, for: key, at: now, using: &draws) else {
      return pick(for: key, excluding: tried, at: now, using: &draws)
    }
    connect(choice, at: now)
    return choice
  }

  @usableFromInline
  mutating func countHealthy(into router: inout ZoneRouter, at now: Instant) {
    let eligibility = eligibility(excluding: TriedTargets(), at: now)
    router.clear()
    for index in records.indices where eligibility.includes(index, records[index]) {
      router.count(targetIn: Int(records[index].zone))
    }
  }
}
