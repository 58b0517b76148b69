public import Resilience

extension Balancer {
  /// Asks each target by itself how it is, whether or not anybody sends to it.
  public struct ActiveHealth: Hashable, Sendable {
    /// What is asked; `nil` only opens a connection, which whoever listens accepts.
    public var request: String?
    public var policy: HealthCheck.Policy

    /// Whether the first checks are spread over an interval, or all sent at once.
    public var isStaggered: Bool

    public init(_ policy: HealthCheck.Policy, request: String? = nil, isStaggered: Bool = true) {
      self.policy = policy
      self.request = request
      self.isStaggered = isStaggered
    }
  }
}
