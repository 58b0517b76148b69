/// Lets retries be a share of what succeeds or of what is asked: each deposits a little into a bucket, each
/// retry takes more out.
///
/// With 0.1 per success and 1 per retry, retries are at most a tenth of the successes, and where
/// nothing succeeds any more there are none once the bucket is empty.
///
/// - SeeAlso: Brooker, *Fixing retries with token buckets and circuit breakers*, 2022.
public struct RetryBucket: Hashable, Sendable {
  /// What goes into the bucket and out, in tokens; amounts are kept to a millionth.
  public struct Policy: Hashable, Sendable {
    public var deposit: Double
    public var depositPer: Occasion

    /// What a retry takes out.
    public var cost: Double

    /// What the bucket holds at most.
    public var capacity: Double

    /// What is in it at first; `nil` is all that it can hold.
    public var initial: Double?

    /// What makes a deposit.
    @frozen
    public enum Occasion: Hashable, Sendable {
      case success

      /// The first attempt of a request.
      case request
    }

    public init(
      deposit: Double = 0.1, per depositPer: Occasion = .success, cost: Double = 1,
      capacity: Double = 100, initial: Double? = nil
    ) {
      self.deposit = deposit
      self.depositPer = depositPer
      self.cost = cost
      self.capacity = capacity
      self.initial = initial
    }

    /// What makes the policy unusable, if anything.
    public var problem: String? {
      let amounts = [
        ("a deposit", deposit), ("a cost", cost), ("a capacity", capacity),
        ("an initial stock", initial ?? 0),
      ]
      for (name, amount) in amounts where !(0...1e9).contains(amount) {
        return "\(name) of \(amount) tokens is not in 0...1000000000"
      }
      return nil
    }
  }

  public let policy: Policy
  private let deposit: Int64
  private let cost: Int64
  private let capacity: Int64

  /// Millionths of a token.
  private var level: Int64

  /// - Precondition: The policy has no ``Policy/problem``.
  public init(_ policy: Policy) {
    precondition(policy.problem == nil, policy.problem ?? "")
    self.policy = policy
    deposit = Self.millionths(policy.deposit)
    cost = Self.millionths(policy.cost)
    capacity = Self.millionths(policy.capacity)
    level = min(capacity, Self.millionths(policy.initial ?? policy.capacity))
  }

  /// What is in the bucket, in tokens.
  public var tokens: Double { Double(level) / 1e6 }

  /// Takes note of what happened, and makes a deposit if it is the occasion for one.
  public mutating func record(_ occasion: Policy.Occasion) {
    if occasion == policy.depositPer { level = min(capacity, level + deposit) }
  }

  /// Pays for a retry, if the bucket has enough.
  public mutating func admitRetry() -> Bool {
    guard level >= cost else { return false }
    level -= cost
    return true
  }

  private static func millionths(_ tokens: Double) -> Int64 {
    Int64((tokens * 1e6).rounded(.toNearestOrEven))
  }
}
