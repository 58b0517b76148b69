/// Lets retries be made from a stock that successes fill up again, by the rules of the standard mode
/// of the AWS SDKs.
///
/// - SeeAlso: AWS SDKs and Tools Reference Guide, *Retry behavior*.
public struct RetryQuota: Hashable, Sendable {
  public struct Policy: Hashable, Sendable {
    public var capacity: Int
    public var cost: Int

    /// What a retry costs if the attempt before timed out.
    public var timeoutCost: Int

    /// What a request gives back that succeeds at the first attempt.
    public var refill: Int

    /// The defaults of the AWS SDKs.
    public init(capacity: Int = 500, cost: Int = 5, timeoutCost: Int = 10, refill: Int = 1) {
      self.capacity = capacity
      self.cost = cost
      self.timeoutCost = timeoutCost
      self.refill = refill
    }

    /// What makes the policy unusable, if anything.
    public var problem: String? {
      let amounts = [
        ("capacity", capacity), ("cost", cost), ("timeout cost", timeoutCost), ("refill", refill),
      ]
      for (name, amount) in amounts where !(0...1_000_000_000).contains(amount) {
        return "a \(name) of \(amount) is not in 0...1000000000"
      }
      return nil
    }
  }

  public let policy: Policy

  /// What is left of the stock.
  public private(set) var available: Int

  /// - Precondition: The policy has no ``Policy/problem``.
  public init(_ policy: Policy) {
    precondition(policy.problem == nil, policy.problem ?? "")
    self.policy = policy
    available = policy.capacity
  }

  /// Gives back what the last retry of a request cost that has succeeded; a little if it needed none.
  ///
  /// - Parameter cause: What the last retry was for; `nil` if the first attempt succeeded.
  public mutating func recordSuccess(afterRetryFor cause: FailureCause?) {
    let amount = cause.map(cost) ?? policy.refill
    available = min(policy.capacity, available + amount)
  }

  /// Pays for a retry, if there is enough.
  public mutating func admitRetry(for cause: FailureCause) -> Bool {
    let cost = cost(of: cause)
    guard available >= cost else { return false }
    available -= cost
    return true
  }

  private func cost(of cause: FailureCause) -> Int {
    cause == .timedOut ? policy.timeoutCost : policy.cost
  }
}
