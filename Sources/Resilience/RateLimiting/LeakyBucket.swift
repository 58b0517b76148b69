public import TimeBase

/// A leaky bucket as nginx's `limit_req`: requests fill a bucket that drains at a steady rate; what
/// stands above one request is the *excess*, and a request that would push it beyond the burst is
/// rejected.
///
/// * The first request costs nothing, so a burst of *B* admits *B* + 1 requests at once.
/// * A rejected request leaves no trace: hammering neither helps nor hurts.
/// * Without `nodelay`, an admitted request waits for its turn, so that what leaves is spaced by the
///   rate. Requests keep their order, because each later one is given a later turn.
///
/// With the arithmetic of nginx (whole milliseconds, thousandths of a request) the answers are those
/// of `ngx_http_limit_req_module`, its roundings included: `1/min` really is one in 62.5 s. The exact
/// arithmetic does the same without rounding, and then a bucket that never delays is a
/// ``TokenBucket`` of capacity *B* + 1.
@frozen
public struct LeakyBucket: RateLimiter {
  public let policy: Policy

  @usableFromInline var state: State

  /// Makes a bucket that no request has reached.
  ///
  /// - Precondition: `policy.problem` is `nil`.
  @inlinable
  public init(_ policy: Policy, at start: Instant = .zero) {
    precondition(policy.problem == nil, "leaky bucket: \(policy.problem ?? "")")
    self.policy = policy
    state = policy.makeState(at: start)
  }

  @inlinable
  public mutating func admit(cost: Int64, at now: Instant) -> RateLimitDecision {
    policy.admit(cost: cost, to: &state, at: now)
  }

  @inlinable
  public func status(at now: Instant) -> RateLimitStatus { policy.status(of: state, at: now) }

  /// The excess in requests that the last admitted request left behind.
  public var excess: Double { policy.excess(of: state) }

  /// How full a bucket is.
  @frozen
  public struct State: BitwiseCopyable, Hashable, Sendable {
    /// The excess plus one request, so that it is never negative; an untouched bucket holds 0. In
    /// thousandths of a request with the arithmetic of nginx, in requests divided by the nanoseconds
    /// of the rate's period in lowest terms with the exact one.
    @usableFromInline var fill: UInt128

    /// When the fill was brought up to date; in milliseconds with the arithmetic of nginx, in
    /// nanoseconds with the exact one.
    @usableFromInline var last: Int64

    @inlinable
    init(fill: UInt128, last: Int64) {
      self.fill = fill
      self.last = last
    }
  }
}
