public import TimeBase

/// Which failures are tried again, how often and after what wait.
public struct RetryPolicy: Hashable, Sendable {
  /// Attempts a request gets, the first included; 1 never retries.
  public var maxAttempts: Int

  public var backoff: Backoff

  public var conditions: RetryConditions

  /// What all requests of a client share.
  public var budget: RetryBudget.Policy

  /// The longest wait that an answer can ask for; see ``Retrier/Failure/retryAfter``. A wait that a
  /// gRPC server asks for is not bounded by it, but by the deadline.
  public var retryAfterCap: TimeSpan

  public var beyondRetryAfterCap: Beyond

  /// What to do with an answer that asks for a longer wait than the cap.
  @frozen
  public enum Beyond: BitwiseCopyable, Hashable, Sendable {
    /// Wait for as long as the cap, and come too early.
    case waitsForCap

    /// Give up: the server will not be ready in time.
    case stops
  }

  /// The attempts, waits and conditions of the AWS SDKs' standard mode, without its quota.
  public init(
    maxAttempts: Int = 3,
    backoff: Backoff = Backoff(
      base: .milliseconds(100), factor: 2, cap: .seconds(20), jitter: .full),
    conditions: RetryConditions = [
      .timedOut, .refused, .disconnected, .tooManyRequests, .serverErrors,
    ],
    budget: RetryBudget.Policy = .unlimited, retryAfterCap: TimeSpan = .forever,
    beyondRetryAfterCap: Beyond = .stops
  ) {
    self.maxAttempts = maxAttempts
    self.backoff = backoff
    self.conditions = conditions
    self.budget = budget
    self.retryAfterCap = retryAfterCap
    self.beyondRetryAfterCap = beyondRetryAfterCap
  }

  /// Every request gets one attempt.
  public static let never = RetryPolicy(maxAttempts: 1, backoff: .none)

  /// What makes the policy unusable, if anything.
  public var problem: String? {
    if maxAttempts < 1 { return "a request needs an attempt, not \(maxAttempts)" }
    if retryAfterCap < .zero {
      return "the longest wait to be asked for cannot be \(retryAfterCap)"
    }
    return backoff.problem ?? budget.problem
  }
}
