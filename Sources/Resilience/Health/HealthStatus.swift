/// How a service says that it is, from best to worst.
///
/// - SeeAlso: Inadarei, *Health check response format for HTTP APIs*, IETF draft: `pass`, `warn`,
///   `fail`.
public enum HealthStatus: String, CaseIterable, Comparable, Hashable, Sendable {
  case healthy

  /// It serves, and not as well as it should.
  case degraded

  /// It does not serve.
  case unhealthy

  public static func < (first: Self, second: Self) -> Bool { first.rank < second.rank }

  private var rank: Int {
    switch self {
    case .healthy: 0
    case .degraded: 1
    case .unhealthy: 2
    }
  }
}
