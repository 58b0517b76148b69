public import TimeBase

/// What a failed attempt means for trying again. Throw it from the call, or make it of the errors that
/// the call throws.
@frozen
public struct FailedAttempt: Error, Hashable, Sendable {
  public var cause: FailureCause

  /// The least wait that the answer asked for; see ``RetryAfter``.
  public var retryAfter: TimeSpan

  /// What a gRPC server said about the next attempt.
  public var pushback: Pushback

  /// Whether a part of the answer has reached the caller, so that another attempt can't take it back.
  public var isCommitted: Bool

  /// Whether the server certainly did not begin with the attempt, as on a stream that HTTP/2 refused.
  public var isUnprocessed: Bool

  public init(
    _ cause: FailureCause, retryAfter: TimeSpan = .zero, pushback: Pushback = .none,
    isCommitted: Bool = false, isUnprocessed: Bool = false
  ) {
    self.cause = cause
    self.retryAfter = retryAfter
    self.pushback = pushback
    self.isCommitted = isCommitted
    self.isUnprocessed = isUnprocessed
  }

  /// What the errors of this library say: itself, a call that was not let through, one that took too
  /// long; `nil` for any other.
  public init?(_ error: any Error) {
    switch error {
    case let failure as FailedAttempt: self = failure
    case is Rejection: self.init(.rejected)
    case is TimedOut: self.init(.timedOut)
    default: return nil
    }
  }
}
