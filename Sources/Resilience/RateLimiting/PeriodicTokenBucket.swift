public import TimeBase

/// A token bucket whose tokens come in lots: `tokens` every `interval`, up to a capacity, as in
/// Envoy's local rate limit filter.
///
/// The bucket starts full at `start` and is refilled at `start + interval`, `start + 2 * interval`
/// and so on. A refill at some instant happens before an arrival at that instant. Refills are
/// caught up with when somebody asks; there is no timer to keep.
@frozen
public struct PeriodicTokenBucket: RateLimiter {
  public let policy: Policy

  @usableFromInline var state: State

  /// Makes a full bucket whose first refill is one interval after `start`.
  ///
  /// - Precondition: `policy.problem` is `nil`.
  @inlinable
  public init(_ policy: Policy, at start: Instant = .zero) {
    precondition(policy.problem == nil, "periodic token bucket: \(policy.problem ?? "")")
    self.policy = policy
    state = policy.makeState(at: start)
  }

  @inlinable
  public mutating func admit(cost: Int64, at now: Instant) -> RateLimitDecision {
    policy.admit(cost: cost, to: &state, at: now)
  }

  @inlinable
  public func status(at now: Instant) -> RateLimitStatus { policy.status(of: state, at: now) }

  /// The tokens in the bucket at `now`.
  public func availableTokens(at now: Instant) -> Int64 { status(at: now).remaining }

  /// How full a bucket is.
  @frozen
  public struct State: BitwiseCopyable, Hashable, Sendable {
    @usableFromInline var level: Int64
    @usableFromInline var nextRefill: Instant

    @inlinable
    init(level: Int64, nextRefill: Instant) {
      self.level = level
      self.nextRefill = nextRefill
    }
  }
}
