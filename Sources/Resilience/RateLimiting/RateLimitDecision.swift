public import TimeBase

/// What a rate limiter answers to one request.
@frozen
public enum RateLimitDecision: BitwiseCopyable, Hashable, Sendable {
  /// The request proceeds now.
  case admitted

  /// The request is admitted, but proceeds only after this span, without asking again.
  case delayed(TimeSpan)

  /// The request is refused and has cost nothing, unless its limiter also counts what it rejects. A
  /// request of the same cost would pass after `retryAfter` if no other came before it; `nil` says
  /// that it never will.
  case rejected(retryAfter: TimeSpan?)

  @inlinable
  public var isRejected: Bool {
    switch self {
    case .admitted, .delayed: false
    case .rejected: true
    }
  }

  /// The value for a `Retry-After` header: whole seconds, rounded up (RFC 9110, 10.2.3); `nil` if the
  /// request was not rejected or will never pass.
  public var retryAfterSeconds: Int64? {
    guard case .rejected(let span?) = self else { return nil }
    return span.wholeSecondsUp
  }
}
