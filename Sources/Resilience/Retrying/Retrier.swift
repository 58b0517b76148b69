public import TimeBase

/// Decides for one client which failed attempts are made again, and when.
///
///     retrier.recordRequest(at: now)
///     ...
///     switch retrier.admit(after: failure, word: draws.next(), at: now) {
///     case .retries(let wait): send again after `wait`
///     case .stops(let reason): give up
///     }
///
/// The record of the request keeps the number of the attempt and the last wait; the retrier keeps
/// only what all requests share.
public struct Retrier: Sendable {
  /// An attempt that failed.
  @frozen
  public struct Failure: Hashable, Sendable {
    public var cause: FailureCause

    /// The number of the attempt, 1 for the first.
    public var attempt: Int

    /// The wait before this attempt; zero before the first.
    public var lastWait: TimeSpan

    /// When the caller's patience ends; a retry that would begin then or later is not made.
    public var deadline: Instant

    /// The least wait that the answer asked for, as `Retry-After` does.
    public var retryAfter: TimeSpan

    @inlinable
    public init(
      _ cause: FailureCause, attempt: Int, lastWait: TimeSpan = .zero,
      deadline: Instant = .distantFuture, retryAfter: TimeSpan = .zero
    ) {
      self.cause = cause
      self.attempt = attempt
      self.lastWait = lastWait
      self.deadline = deadline
      self.retryAfter = retryAfter
    }
  }

  @frozen
  public enum Decision: Hashable, Sendable {
    case retries(after: TimeSpan)
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
  }

  public let policy: RetryPolicy
  public private(set) var budget: RetryBudget

  /// - Precondition: The policy has no ``RetryPolicy/problem``.
  public init(_ policy: RetryPolicy, from start: Instant = .zero) {
    precondition(policy.problem == nil, policy.problem ?? "")
    self.policy = policy
    budget = RetryBudget(policy.budget, from: start)
  }

  /// Takes note of the first attempt of a request.
  public mutating func recordRequest(at now: Instant) {
    budget.recordRequest(at: now)
  }

  /// Takes note of a success.
  ///
  /// - Parameter cause: What the last retry was for; `nil` if the first attempt succeeded.
  public mutating func recordSuccess(afterRetryFor cause: FailureCause? = nil) {
    budget.recordSuccess(afterRetryFor: cause)
  }

  /// Decides about a retry; the budget is charged only for one that is made.
  ///
  /// - Parameter word: Random bits for the backoff; see ``Backoff/needsWord``.
  public mutating func admit(after failure: Failure, word: UInt64, at now: Instant) -> Decision {
    precondition(failure.attempt >= 1, "there is no attempt number \(failure.attempt)")
    guard policy.conditions.include(failure.cause) else { return .stops(.notRetryable) }
    budget.recordFailure()
    guard failure.attempt < policy.maxAttempts else { return .stops(.attemptsExhausted) }
    let nominal = policy.backoff.wait(
      beforeRetry: failure.attempt, after: failure.lastWait, word: word)
    let wait = max(nominal, failure.retryAfter)
    guard now + wait < failure.deadline else { return .stops(.deadlineExceeded) }
    guard budget.admitRetry(for: failure.cause, at: now) else { return .stops(.budgetExhausted) }
    return .retries(after: wait)
  }
}
