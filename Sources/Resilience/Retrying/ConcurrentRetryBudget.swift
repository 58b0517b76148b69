/// Lets so many retries be under way at once as are a share of the requests under way, by the rules of
/// Envoy's retry budget.
///
/// It bounds the concurrency of retries and not their rate: retries that fail fast may be many, and slow
/// ones hold on to their places while they wait for their turn, too.
///
/// - SeeAlso: Envoy, `retry_budget` in *Circuit breakers*.
@frozen
public struct ConcurrentRetryBudget: BitwiseCopyable, Hashable, Sendable {
  @frozen
  public struct Policy: BitwiseCopyable, Hashable, Sendable {
    /// Retries in percent of the requests under way; in `0...100`.
    public var percentage: Double

    /// Retries that are allowed however few requests there are.
    public var minimum: Int

    /// Envoy's defaults.
    public init(percentage: Double = 20, minimum: Int = 3) {
      self.percentage = percentage
      self.minimum = minimum
    }

    /// What makes the policy unusable, if anything.
    public var problem: String? {
      guard (0...100).contains(percentage) else {
        return "a budget of \(percentage) percent is not in 0...100"
      }
      guard (0...1_000_000_000).contains(minimum) else {
        return "a minimum of \(minimum) retries is not in 0...1000000000"
      }
      return nil
    }

    /// How many retries may be under way beside so many requests, those that wait for a connection
    /// included.
    public func limit(underWay requests: Int) -> Int {
      max(minimum, Int(percentage * Double(requests) / 100))
    }
  }

  public let policy: Policy

  /// Requests under way.
  public private(set) var requestCount = 0

  /// Retries under way, those included that wait for their turn.
  public private(set) var retryCount = 0

  /// - Precondition: The policy has no ``Policy/problem``.
  public init(_ policy: Policy) {
    precondition(policy.problem == nil, policy.problem ?? "")
    self.policy = policy
  }

  public mutating func recordRequest() { requestCount += 1 }

  /// Takes note that a request is over, however it ended.
  ///
  /// - Precondition: It was recorded.
  public mutating func recordRequestEnd() {
    precondition(
      requestCount > 0, "a request is over, and \(requestCount) of them are under way")
    requestCount -= 1
  }

  /// Makes room for a retry, if the budget allows one more.
  public mutating func admitRetry() -> Bool {
    guard retryCount < policy.limit(underWay: requestCount) else { return false }
    retryCount += 1
    return true
  }

  /// Takes note that a retry has been answered.
  ///
  /// - Precondition: It was admitted.
  public mutating func recordRetryEnd() {
    precondition(retryCount > 0, "a retry is over, and \(retryCount) of them are under way")
    retryCount -= 1
  }
}
