public import TimeBase

/// Decides which requests may pass, by how many have passed lately.
///
/// A limiter is a value that is told the time. Asking a copy of it answers "what would happen"
/// without charging anybody.
public protocol RateLimiter: Sendable {
  associatedtype Policy: RateLimitPolicy

  var policy: Policy { get }

  /// Makes a limiter that has seen no request.
  ///
  /// - Precondition: `policy.problem` is `nil`.
  init(_ policy: Policy, at start: Instant)

  /// Decides on a request that arrives at `now`.
  ///
  /// - Precondition: `cost` is not negative.
  mutating func admit(cost: Int64, at now: Instant) -> RateLimitDecision

  /// How much is left at `now`.
  func status(at now: Instant) -> RateLimitStatus
}

extension RateLimiter {
  /// Decides on a request of cost 1 that arrives at `now`.
  @inlinable
  public mutating func admit(at now: Instant) -> RateLimitDecision { admit(cost: 1, at: now) }
}
