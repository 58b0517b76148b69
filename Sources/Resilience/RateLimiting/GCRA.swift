public import TimeBase

/// The generic cell rate algorithm: a limit that remembers nothing but one instant.
///
/// That instant, the *theoretical arrival time* (TAT), is when the limiter would be as if nothing had
/// ever come. A request moves it on by one *emission interval* (the period of the rate divided by
/// its count), and is rejected if that took it further than the burst allows into the future.
/// Answers are those of a ``TokenBucket`` of capacity `burst + 1`, at 16 bytes a key.
///
/// Emission intervals that are no whole number of nanoseconds are counted exactly, so `3/s` admits
/// three a second for ever. redis-cell, whose naming this follows, cuts them to whole nanoseconds
/// and, in the revision of 2018, compares whole seconds, which lets requests through up to 1 s early.
///
/// A clock that steps back finds its limiter the more in debt and is never let through for it.
///
/// - SeeAlso: ITU-T I.371, *Traffic control and congestion control in B-ISDN*; redis-cell.
public typealias GCRA = SingleLimiter<GCRAPolicy>

/// The rate and the burst of a ``GCRA``.
@frozen
public struct GCRAPolicy: Hashable, Sendable {
  /// How fast requests may come in the long run; more than zero.
  public let rate: Rate

  /// How many may come at once on top of one; redis-cell's `max_burst`.
  public let burst: Int64

  /// The emission interval and the tolerance, which is that of `burst + 1` requests.
  @usableFromInline let interval: FractionalSpan
  @usableFromInline let tolerance: FractionalSpan

  /// The parts of a nanosecond that are counted.
  @usableFromInline let parts: UInt64

  public init(rate: Rate, burst: Int64 = 0) {
    self.rate = rate
    self.burst = burst
    let (count, period) = rate.inLowestTerms
    parts = max(1, count)
    interval = FractionalSpan(1, times: period, in: parts)
    tolerance = FractionalSpan(UInt64(max(0, burst)) + 1, times: period, in: parts)
  }

  public var problem: String? {
    if rate.count == 0 { return "the rate must be more than zero: no request would ever pass" }
    if burst < 0 { return "the burst must not be negative, and is \(burst)" }
    return tolerance.nanoseconds > UInt64(Int64.max)
      ? "a burst of \(burst) at \(rate) takes longer to recover than the 292 years that are counted"
      : nil
  }

  @frozen
  public struct State: BitwiseCopyable, Hashable, Sendable {
    /// The theoretical arrival time, and what it is later in parts of a nanosecond.
    @usableFromInline var nanoseconds: Int64
    @usableFromInline var fraction: UInt64

    @inlinable
    init(nanoseconds: Int64, fraction: UInt64) {
      self.nanoseconds = nanoseconds
      self.fraction = fraction
    }
  }
}

extension GCRAPolicy: RateLimitPolicy {
  /// - Precondition: `problem` is `nil`.
  @inlinable
  public func makeState(at now: Instant) -> State {
    State(nanoseconds: now.nanoseconds, fraction: 0)
  }

  @inlinable
  public func admit(cost: Int64, to state: inout State, at now: Instant) -> RateLimitDecision {
    precondition(cost >= 0, "a request cannot cost \(cost)")
    guard cost > 0 else { return .admitted }
    let debt = debt(of: state, at: now)
    let price = cost == 1 ? interval : price(of: cost)
    let sum = debt.adding(price, parts: parts)
    guard sum <= tolerance else { return rejection(of: price, with: sum) }
    let (time, overflow) = now.nanoseconds.addingReportingOverflow(
      Int64(bitPattern: sum.nanoseconds))
    state = State(nanoseconds: overflow ? .max : time, fraction: sum.fraction)
    return .admitted
  }

  public func status(of state: State, at now: Instant) -> RateLimitStatus {
    let debt = debt(of: state, at: now)
    let wait = debt.nanoseconds &+ (debt.fraction > 0 ? 1 : 0)
    return RateLimitStatus(
      limit: Int64(clamping: UInt64(burst) + 1),
      remaining: tolerance.count(of: interval, beyond: debt, parts: parts),
      resetAfter: TimeSpan(nanoseconds: Int64(clamping: wait)))
  }

  /// How far the theoretical arrival time lies in the future.
  @inlinable
  func debt(of state: State, at now: Instant) -> FractionalSpan {
    guard state.nanoseconds >= now.nanoseconds else { return FractionalSpan(0, fraction: 0) }
    let ahead = UInt64(bitPattern: state.nanoseconds &- now.nanoseconds)
    return FractionalSpan(ahead, fraction: state.fraction)
  }

  @usableFromInline
  @inline(never)
  func price(of cost: Int64) -> FractionalSpan {
    FractionalSpan(UInt64(bitPattern: cost), times: rate.inLowestTerms.period, in: parts)
  }

  @inlinable
  @inline(never)
  func rejection(of price: FractionalSpan, with sum: FractionalSpan) -> RateLimitDecision {
    guard price <= tolerance else { return .rejected(retryAfter: nil) }
    let wait = sum.nanosecondsBeyond(tolerance)
    return .rejected(retryAfter: TimeSpan(nanoseconds: Int64(clamping: wait)))
  }
}
