public import TimeBase

/// A token bucket with continuous refill: tokens drip in at a steady rate, up to a capacity; a
/// request takes as many as it costs or is rejected.
///
/// The bucket starts full, so it admits at most `capacity + rate * t` in any span *t*, and exactly
/// that if it is asked often enough. The level is brought up to date when somebody asks (no timer),
/// in integers: nothing drifts and nothing overflows, whatever the rate and the idle time.
///
/// ```
/// var bucket = TokenBucket(.init(rate: .perSecond(100), capacity: 20))
/// switch bucket.admit(at: now) { … }
/// ```
///
/// A clock that steps back refills nothing and takes nothing away.
///
/// - SeeAlso: ``PeriodicTokenBucket``, whose tokens come in lots.
@frozen
public struct TokenBucket: RateLimiter {
  public let policy: Policy

  @usableFromInline var state: State

  /// Makes a full bucket.
  ///
  /// - Precondition: `policy.problem` is `nil`.
  @inlinable
  public init(_ policy: Policy, at start: Instant = .zero) {
    precondition(policy.problem == nil, "token bucket: \(policy.problem ?? "")")
    self.policy = policy
    state = policy.makeState(at: start)
  }

  @inlinable
  public mutating func admit(cost: Int64, at now: Instant) -> RateLimitDecision {
    policy.admit(cost: cost, to: &state, at: now)
  }

  @inlinable
  public func status(at now: Instant) -> RateLimitStatus { policy.status(of: state, at: now) }

  /// The whole tokens in the bucket at `now`.
  public func availableTokens(at now: Instant) -> Int64 { status(at: now).remaining }

  /// How full a bucket is.
  @frozen
  public struct State: BitwiseCopyable, Hashable, Sendable {
    /// In units of one token divided by the nanoseconds of the rate's period in lowest terms: a rate
    /// of *n* per *p* nanoseconds then adds exactly *n* units each nanosecond. At most 2^126; the
    /// upper half is zero wherever 64 bits are enough.
    @usableFromInline var level: UInt128

    /// When the level was brought up to date.
    @usableFromInline var last: Instant

    @inlinable
    init(level: UInt128, last: Instant) {
      self.level = level
      self.last = last
    }
  }
}
