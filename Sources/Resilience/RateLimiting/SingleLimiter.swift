public import TimeBase

/// One limiter of any policy, for all requests together.
///
/// ```
/// var limiter = GCRA(.init(rate: .perSecond(100), burst: 19))
/// switch limiter.admit(at: now) { … }
/// ```
///
/// - SeeAlso: ``KeyedLimiter`` for one limiter for each key.
@frozen
public struct SingleLimiter<Policy: RateLimitPolicy>: RateLimiter {
  public let policy: Policy

  @usableFromInline var state: Policy.State

  /// Makes a limiter that has seen no request.
  ///
  /// - Precondition: `policy.problem` is `nil`.
  @inlinable
  public init(_ policy: Policy, at start: Instant = .zero) {
    precondition(policy.problem == nil, "rate limiter: \(policy.problem ?? "")")
    self.policy = policy
    state = policy.makeState(at: start)
  }

  @inlinable
  public mutating func admit(cost: Int64, at now: Instant) -> RateLimitDecision {
    policy.admit(cost: cost, to: &state, at: now)
  }

  /// What ``admit(cost:at:)`` would answer, without charging anybody.
  @inlinable
  public func decision(for cost: Int64, at now: Instant) -> RateLimitDecision {
    policy.decision(for: cost, in: state, at: now)
  }

  @inlinable
  public func status(at now: Instant) -> RateLimitStatus { policy.status(of: state, at: now) }
}
