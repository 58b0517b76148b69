/// Says to which zone a caller sends its next call, by a ``ZonePreference``.
///
///     var router = ZoneRouter(.preferClose, from: 0, callers: [1, 1, 1])
///     router.clear()
///     for target in healthyTargets { router.count(targetIn: target.zone) }
///     let zone = router.zone(using: &draws)   // nil: anywhere
///
/// Shares are compared in ten-thousandths, rounded down, as Envoy does.
public struct ZoneRouter: Sendable {
  public let preference: ZonePreference

  /// The zone of the caller.
  public let zone: Int

  /// How many callers stand in each zone, this one among them.
  private let callers: ContiguousArray<Int>
  private let callerCount: Int

  /// Healthy targets in each zone, and how many in all.
  private var targets: ContiguousArray<Int>
  private var targetCount = 0

  private static let whole = 10_000

  /// - Precondition: The preference has no ``ZonePreference/problem``, `zone` is one of those that
  ///   have callers.
  public init(_ preference: ZonePreference, from zone: Int, callers: [Int]) {
    precondition(preference.problem == nil, preference.problem ?? "")
    precondition(
      callers.indices.contains(zone) && callers[zone] > 0, "nobody calls from zone \(zone)")
    self.preference = preference
    self.zone = zone
    self.callers = ContiguousArray(callers)
    callerCount = callers.reduce(0, +)
    targets = ContiguousArray(repeating: 0, count: callers.count)
  }

  /// Forgets all targets.
  ///
  /// - Complexity: O(*z*) for *z* zones.
  public mutating func clear() {
    for zone in targets.indices { targets[zone] = 0 }
    targetCount = 0
  }

  /// Counts a healthy target; one that stands nowhere is in the zone of nobody.
  public mutating func count(targetIn zone: Int) {
    targetCount += 1
    if targets.indices.contains(zone) { targets[zone] += 1 }
  }

  /// The share of the calls that stays, in ten-thousandths; `nil` if no zone is preferred.
  public var stayingShare: Int? {
    guard targetCount > 0 else { return nil }
    switch preference {
    case .preferClose: return targets[zone] > 0 ? Self.whole : nil
    case .zoneAware(let minimum):
      guard targetCount >= minimum else { return nil }
      let (own, needed) = (targetShare(of: zone), callerShare(of: zone))
      return own >= needed ? Self.whole : Self.whole * own / needed
    }
  }

  /// The zone of the next call; `nil` if all are alike to it.
  ///
  /// - Parameter draws: Asked only if some calls stay and others leave.
  /// - Complexity: O(*z*) for *z* zones.
  public func zone(using draws: inout some RandomNumberGenerator) -> Int? {
    guard let staying = stayingShare else { return nil }
    guard staying < Self.whole else { return zone }
    if staying > 0, draws.next().scaled(below: Self.whole) < staying { return zone }
    let total = targets.indices.reduce(0) { $0 + spare(in: $1) }
    guard total > 0 else { return nil }
    var rest = draws.next().scaled(below: total)
    for other in targets.indices {
      rest -= spare(in: other)
      if rest < 0 { return other }
    }
    return nil
  }

  /// By how much another zone's share of the targets exceeds its share of the callers.
  public func spare(in other: Int) -> Int {
    other == zone ? 0 : max(0, targetShare(of: other) - callerShare(of: other))
  }

  private func targetShare(of zone: Int) -> Int { Self.whole * targets[zone] / targetCount }

  private func callerShare(of zone: Int) -> Int { Self.whole * callers[zone] / callerCount }
}
