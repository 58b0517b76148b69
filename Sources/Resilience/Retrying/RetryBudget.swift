public import TimeBase

/// What keeps the retries of one client from adding up to a storm.
///
/// Tell it of every first attempt, every success and every failure that its policy retries, and ask
/// it before each retry. Which of these a budget looks at is its own affair.
public enum RetryBudget: Hashable, Sendable {
  case unlimited
  case bucket(RetryBucket)
  case leaky(LeakyRetryBudget)
  case throttle(RetryThrottle)
  case quota(RetryQuota)
  case concurrency(ConcurrentRetryBudget)

  public enum Policy: Hashable, Sendable {
    /// Retries are bounded by the attempts of each request only, which multiply from layer to layer.
    case unlimited
    case bucket(RetryBucket.Policy)

    /// Finagle's.
    case leaky(LeakyRetryBudget.Policy)

    /// gRPC's.
    case throttle(RetryThrottle.Policy)

    /// That of the AWS SDKs.
    case quota(RetryQuota.Policy)

    /// Envoy's. Tell it of the end of each retry and each request.
    case concurrency(ConcurrentRetryBudget.Policy)

    /// Whether it makes any difference to be told of a success.
    public var heedsSuccesses: Bool {
      switch self {
      case .unlimited, .leaky: false
      case .bucket, .throttle, .quota, .concurrency: true
      }
    }

    /// What makes the policy unusable, if anything.
    public var problem: String? {
      switch self {
      case .unlimited: nil
      case .bucket(let policy): policy.problem
      case .leaky(let policy): policy.problem
      case .throttle(let policy): policy.problem
      case .quota(let policy): policy.problem
      case .concurrency(let policy): policy.problem
      }
    }
  }

  /// - Precondition: The policy has no ``Policy/problem``.
  public init(_ policy: Policy, from start: Instant = .zero) {
    switch policy {
    case .unlimited: self = .unlimited
    case .bucket(let policy): self = .bucket(RetryBucket(policy))
    case .leaky(let policy): self = .leaky(LeakyRetryBudget(policy, from: start))
    case .throttle(let policy): self = .throttle(RetryThrottle(policy))
    case .quota(let policy): self = .quota(RetryQuota(policy))
    case .concurrency(let policy): self = .concurrency(ConcurrentRetryBudget(policy))
    }
  }

  /// Takes note of the first attempt of a request.
  public mutating func recordRequest(at now: Instant) {
    switch self {
    case .unlimited, .throttle, .quota: break
    case .bucket(var bucket):
      bucket.record(.request)
      self = .bucket(bucket)
    case .leaky(var budget):
      budget.recordRequest(at: now)
      self = .leaky(budget)
    case .concurrency(var budget):
      budget.recordRequest()
      self = .concurrency(budget)
    }
  }

  /// Takes note of a success.
  ///
  /// - Parameter cause: What the last retry was for; `nil` if the first attempt succeeded.
  public mutating func recordSuccess(afterRetryFor cause: FailureCause?) {
    switch self {
    case .unlimited, .leaky, .concurrency: break
    case .bucket(var bucket):
      bucket.record(.success)
      self = .bucket(bucket)
    case .throttle(var throttle):
      throttle.recordSuccess()
      self = .throttle(throttle)
    case .quota(var quota):
      quota.recordSuccess(afterRetryFor: cause)
      self = .quota(quota)
    }
  }

  /// Takes note of a failure that the policy retries, whether or not an attempt is left.
  public mutating func recordFailure() {
    switch self {
    case .unlimited, .bucket, .leaky, .quota, .concurrency: break
    case .throttle(var throttle):
      throttle.recordFailure()
      self = .throttle(throttle)
    }
  }

  /// Decides whether a retry may be made, and charges for it if so.
  public mutating func admitRetry(for cause: FailureCause, at now: Instant) -> Bool {
    switch self {
    case .unlimited: return true
    case .throttle(let throttle): return throttle.admitsRetry
    case .bucket(var bucket):
      let isAdmitted = bucket.admitRetry()
      self = .bucket(bucket)
      return isAdmitted
    case .leaky(var budget):
      let isAdmitted = budget.admitRetry(at: now)
      self = .leaky(budget)
      return isAdmitted
    case .quota(var quota):
      let isAdmitted = quota.admitRetry(for: cause)
      self = .quota(quota)
      return isAdmitted
    case .concurrency(var budget):
      let isAdmitted = budget.admitRetry()
      self = .concurrency(budget)
      return isAdmitted
    }
  }

  /// How many retries could be made at once at `now`, fractions included; of a throttle, how many
  /// failures it takes until there are no more retries. `nil` of a budget that is not used up by
  /// retries.
  public func retriesLeft(at now: Instant) -> Double? {
    switch self {
    case .unlimited, .concurrency: return nil
    case .bucket(let bucket):
      return bucket.policy.cost > 0 ? bucket.tokens / bucket.policy.cost : nil
    case .leaky(var budget):
      return Double(budget.balance(at: now))
    case .throttle(let throttle):
      return max(0, throttle.tokens - throttle.maxTokens / 2)
    case .quota(let quota):
      return quota.policy.cost > 0 ? Double(quota.available) / Double(quota.policy.cost) : nil
    }
  }

  /// Takes note that a retry has been answered, or has been given up.
  public mutating func recordRetryEnd() {
    guard case .concurrency(var budget) = self else { return }
    budget.recordRetryEnd()
    self = .concurrency(budget)
  }

  /// Takes note that a request is over, however it ended.
  public mutating func recordRequestEnd() {
    guard case .concurrency(var budget) = self else { return }
    budget.recordRequestEnd()
    self = .concurrency(budget)
  }
}
