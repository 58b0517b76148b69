public import TimeBase

extension Retrier {
  /// An attempt that failed.
  @frozen
  public struct Failure: Hashable, Sendable {
    public var cause: FailureCause

    /// The number of the attempt, 1 for the first.
    public var attempt: Int

    /// The wait before this attempt; zero before the first.
    public var lastWait: TimeSpan

    /// When the caller's patience ends; a retry that would begin then or later is not made. It spans all
    /// attempts of a request.
    public var deadline: Instant

    /// The least wait that the answer asked for, as `Retry-After` does; see ``RetryAfter``.
    public var retryAfter: TimeSpan

    /// What a gRPC server said about the next attempt.
    public var pushback: Pushback

    /// Which wait of the backoff comes next, counted from 1; usually the number of the attempt, less
    /// those up to the last that followed a ``Pushback/after(_:)``.
    public var backoffStep: Int

    /// Whether a part of the answer has reached the caller, so that another attempt can't take it back.
    public var isCommitted: Bool

    /// Whether the server certainly did not begin with the attempt, as on a stream that HTTP/2 refused.
    public var isUnprocessed: Bool

    /// Whether an attempt of the request was repeated for that reason already.
    public var wasRepeated: Bool

    @inlinable
    public init(
      _ cause: FailureCause, attempt: Int, lastWait: TimeSpan = .zero,
      deadline: Instant = .distantFuture, retryAfter: TimeSpan = .zero,
      pushback: Pushback = .none, backoffStep: Int? = nil, isCommitted: Bool = false,
      isUnprocessed: Bool = false, wasRepeated: Bool = false
    ) {
      self.cause = cause
      self.attempt = attempt
      self.lastWait = lastWait
      self.deadline = deadline
      self.retryAfter = retryAfter
      self.pushback = pushback
      self.backoffStep = backoffStep ?? attempt
      self.isCommitted = isCommitted
      self.isUnprocessed = isUnprocessed
      self.wasRepeated = wasRepeated
    }
  }

  @frozen
  public enum Decision: Hashable, Sendable {
    case retries(after: TimeSpan)

    /// Send it again at once as the same attempt: it costs nothing and counts for nothing, because the
    /// server has not begun with it.
    case repeats
    case stops(Reason)
  }

  /// Why there is no retry.
  @frozen
  public enum Reason: Hashable, Sendable {
    /// The policy does not retry such a failure.
    case notRetryable
    case attemptsExhausted

    /// The retry would come too late.
    case deadlineExceeded
    case budgetExhausted

    /// The server said so.
    case pushedBack

    /// The answer asks for a longer wait than the policy allows.
    case retryAfterTooLong

    /// A part of the answer has reached the caller.
    case committed
  }
}
