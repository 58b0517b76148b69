/// How calls prefer the zone in which their caller stands, so that fewer cross to another.
@frozen
public enum ZonePreference: BitwiseCopyable, Hashable, Sendable {
  /// Envoy's zone aware routing: a zone keeps all its calls while its share of the healthy targets is
  /// no less than its share of the callers; otherwise it keeps that part of them for which its targets
  /// are enough, and the rest goes to zones whose share of the targets exceeds their share of the
  /// callers, in proportion to what it exceeds it by. With fewer healthy targets in all than
  /// `minimumTargets` no zone is preferred.
  ///
  /// - SeeAlso: Envoy, *Zone aware routing*, and there `min_cluster_size`.
  case zoneAware(minimumTargets: Int)

  /// Kubernetes' `trafficDistribution: PreferClose`: everything stays while anybody is healthy in the
  /// zone, and otherwise goes to all alike.
  ///
  /// - SeeAlso: Kubernetes, *Service*, traffic distribution.
  case preferClose

  /// Envoy's default for the healthy targets that zone aware routing takes.
  public static var envoyMinimum: Int { 6 }

  /// What makes the preference unusable, if anything.
  public var problem: String? {
    guard case .zoneAware(let minimum) = self, minimum < 1 else { return nil }
    return "a minimum of \(minimum) targets is none; use at least 1"
  }
}
