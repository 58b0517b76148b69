public import TimeBase

/// Decides for one client which failed attempts are made again, and when.
///
///     retrier.recordRequest(at: now)
///     ...
///     switch retrier.admit(after: failure, word: draws.next(), at: now) {
///     case .retries(let wait): send again after `wait`
///     case .repeats: send again at once, as the same attempt
///     case .stops(let reason): give up
///     }
///
/// The record of the request keeps the number of the attempt and the last wait; the retrier keeps
/// only what all requests share.
public struct Retrier: Sendable {
  public let policy: RetryPolicy
  public private(set) var budget: RetryBudget

  /// Whether ``recordSuccess(afterRetryFor:)`` makes any difference.
  public let heedsSuccesses: Bool

  /// - Precondition: The policy has no ``RetryPolicy/problem``.
  public init(_ policy: RetryPolicy, from start: Instant = .zero) {
    precondition(policy.problem == nil, policy.problem ?? "")
    self.policy = policy
    budget = RetryBudget(policy.budget, from: start)
    heedsSuccesses = policy.budget.heedsSuccesses
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
    recordEnd(ofRetry: cause != nil)
  }

  /// Takes note that a request was given up while an attempt was under way or waited for. Only
  /// ``RetryBudget/concurrency(_:)`` needs to know.
  ///
  /// - Parameter isRetry: Whether that attempt was a retry.
  public mutating func recordAbandonment(ofRetry isRetry: Bool) {
    recordEnd(ofRetry: isRetry)
  }

  /// Decides about a retry; the budget is charged only for one that is made.
  ///
  /// A failure that the policy retries counts in the budget whether or not an attempt is left, and one
  /// that the server has pushed back for good counts as well.
  ///
  /// - Parameter word: Random bits for the backoff; see ``Backoff/needsWord``.
  public mutating func admit(after failure: Failure, word: UInt64, at now: Instant) -> Decision {
    precondition(failure.attempt >= 1, "there is no attempt number \(failure.attempt)")
    if failure.isUnprocessed, !failure.wasRepeated, now < failure.deadline { return .repeats }
    if failure.attempt > 1 { budget.recordRetryEnd() }
    let decision = decision(after: failure, word: word, at: now)
    if case .stops = decision { budget.recordRequestEnd() }
    return decision
  }

  private mutating func decision(
    after failure: Failure, word: UInt64, at now: Instant
  ) -> Decision {
    if failure.isCommitted { return .stops(.committed) }
    guard failure.pushback != .stops else {
      budget.recordFailure()
      return .stops(.pushedBack)
    }
    guard policy.conditions.include(failure.cause) else { return .stops(.notRetryable) }
    budget.recordFailure()
    guard failure.attempt < policy.maxAttempts else { return .stops(.attemptsExhausted) }
    guard let wait = wait(after: failure, word: word) else { return .stops(.retryAfterTooLong) }
    guard now + wait < failure.deadline else { return .stops(.deadlineExceeded) }
    guard budget.admitRetry(for: failure.cause, at: now) else { return .stops(.budgetExhausted) }
    return .retries(after: wait)
  }

  /// `nil` if it would be longer than the policy allows.
  private func wait(after failure: Failure, word: UInt64) -> TimeSpan? {
    if case .after(let wait) = failure.pushback { return wait }
    let nominal = policy.backoff.wait(
      beforeRetry: failure.backoffStep, after: failure.lastWait, word: word)
    guard failure.retryAfter > policy.retryAfterCap else { return max(nominal, failure.retryAfter) }
    switch policy.beyondRetryAfterCap {
    case .waitsForCap: return max(nominal, policy.retryAfterCap)
    case .stops: return nil
    }
  }

  private mutating func recordEnd(ofRetry isRetry: Bool) {
    if isRetry { budget.recordRetryEnd() }
    budget.recordRequestEnd()
  }
}
