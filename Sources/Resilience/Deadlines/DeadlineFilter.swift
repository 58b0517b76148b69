public import TimeBase

/// Turns requests away whose deadline has passed, but never more than a share of them, by the rules of
/// Finagle.
///
/// Work on a request that nobody waits for is wasted. But a clock that is wrong, or a caller that sends
/// nonsense, makes all requests look like that; the share keeps such a mistake from being an outage.
/// A server keeps one filter for each connection.
///
/// - SeeAlso: Finagle, `DeadlineFilter`.
public struct DeadlineFilter: Hashable, Sendable {
  public struct Policy: Hashable, Sendable {
    /// The most requests turned away, for each that is served; in `0.000001...1`.
    public var maxRejectFraction: Double

    /// How far back served requests count; in `1s...1m`.
    public var rejectPeriod: TimeSpan

    /// Whether requests are only counted that would be turned away.
    public var isDark: Bool

    /// Finagle's defaults. Newer versions only count unless they are told otherwise.
    public init(
      maxRejectFraction: Double = 0.2, rejectPeriod: TimeSpan = .seconds(10), isDark: Bool = true
    ) {
      self.maxRejectFraction = maxRejectFraction
      self.rejectPeriod = rejectPeriod
      self.isDark = isDark
    }

    /// What makes the policy unusable, if anything.
    public var problem: String? {
      guard (0.000_001...1).contains(maxRejectFraction) else {
        return "a reject fraction of \(maxRejectFraction) is not in 0.000001...1"
      }
      return budget.problem
    }

    var budget: LeakyRetryBudget.Policy {
      .init(timeToLive: rejectPeriod, minimumRetriesPerSecond: 0, retryShare: maxRejectFraction)
    }
  }

  @frozen
  public enum Decision: BitwiseCopyable, Hashable, Sendable {
    case serves

    /// The deadline has passed, and there are too many of those to turn this one away, too.
    case servesThoughLate
    case rejects
  }

  public let policy: Policy

  /// How many requests came after their deadline.
  public private(set) var lateCount = 0

  /// How many of them were turned away, or would have been.
  public private(set) var rejectedCount = 0

  /// Rejections are to served requests what retries are to requests.
  private var budget: LeakyRetryBudget

  /// - Precondition: The policy has no ``Policy/problem``.
  public init(_ policy: Policy = Policy(), from start: Instant = .zero) {
    precondition(policy.problem == nil, policy.problem ?? "")
    self.policy = policy
    budget = LeakyRetryBudget(policy.budget, from: start)
  }

  /// Decides about a request. One at its very deadline is served, unlike elsewhere.
  public mutating func admit(_ deadline: Deadline, at now: Instant) -> Decision {
    guard deadline.instant < now else {
      budget.recordRequest(at: now)
      return .serves
    }
    lateCount += 1
    guard budget.admitRetry(at: now) else {
      budget.recordRequest(at: now)
      return .servesThoughLate
    }
    rejectedCount += 1
    return policy.isDark ? .servesThoughLate : .rejects
  }
}
