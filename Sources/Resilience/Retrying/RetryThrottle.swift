/// Stops retries while more than every so many calls fail, by the rules of gRPC.
///
/// A failure takes a token, a success gives a fraction of one back, and retries are made only while
/// more than half of the tokens are there. A retry itself costs nothing.
///
/// - SeeAlso: gRPC proposal A6, *gRPC Retry Design*, under *Throttling*.
public struct RetryThrottle: Hashable, Sendable {
  public struct Policy: Hashable, Sendable {
    /// The tokens there are at first and at most; in `1...1000`.
    public var maxTokens: Int

    /// What a success gives back; counted to a thousandth.
    public var tokenRatio: Double

    /// The figures of the proposal's example.
    public init(maxTokens: Int = 10, tokenRatio: Double = 0.1) {
      self.maxTokens = maxTokens
      self.tokenRatio = tokenRatio
    }

    /// What makes the policy unusable, if anything.
    public var problem: String? {
      guard (1...1000).contains(maxTokens) else {
        return "a maximum of \(maxTokens) tokens is not in 1...1000"
      }
      guard (0.001...1000).contains(tokenRatio) else {
        return "a token ratio of \(tokenRatio) is not in 0.001...1000"
      }
      return nil
    }
  }

  private let limit: Int64
  private let gain: Int64

  /// Thousandths of a token.
  private var level: Int64

  /// - Precondition: The policy has no ``Policy/problem``.
  public init(_ policy: Policy) {
    precondition(policy.problem == nil, policy.problem ?? "")
    limit = Int64(policy.maxTokens) * 1000
    gain = Int64((policy.tokenRatio * 1000).rounded(.toNearestOrEven))
    level = limit
  }

  public var tokens: Double { Double(level) / 1000 }

  /// The most that there can be.
  public var maxTokens: Double { Double(limit) / 1000 }

  /// Takes note of an attempt that succeeded.
  public mutating func recordSuccess() {
    level = min(limit, level + gain)
  }

  /// Takes note of an attempt that failed in a way that is retried, whether it will be or not.
  public mutating func recordFailure() {
    level = max(0, level - 1000)
  }

  /// Whether a retry may be made, after its failure was recorded.
  public var admitsRetry: Bool { level * 2 > limit }
}
