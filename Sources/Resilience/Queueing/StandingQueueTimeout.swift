public import TimeBase

/// Short patience for those who join a queue that has not been empty for long, as in Maurer, "Fail at
/// Scale", ACM Queue 2015.
///
/// Who joins waits for at most ``Policy/standing`` if the queue has not been empty during the last
/// ``Policy/interval``, and for at most ``Policy/interval`` otherwise. The paper combines it with
/// ``QueueDiscipline/adaptiveLIFO(threshold:)``.
@frozen
public struct StandingQueueTimeout: BitwiseCopyable, Hashable, Sendable {
  public let policy: Policy

  /// The two times that anybody waits.
  @frozen
  public struct Policy: BitwiseCopyable, Hashable, Sendable {
    /// How long anybody waits in a queue that stands.
    public var standing: TimeSpan

    /// How long anybody waits in one that drains, and how long one may not have been empty to
    /// count as that.
    public var interval: TimeSpan

    /// The values of the paper.
    @inlinable
    public init(standing: TimeSpan = .milliseconds(5), interval: TimeSpan = .milliseconds(100)) {
      self.standing = standing
      self.interval = interval
    }

    /// What makes the policy unusable, if anything.
    public var problem: String? {
      if standing < .zero { return "nobody waits for \(standing)" }
      if interval < standing { return "an interval of \(interval) is not \(standing) or more" }
      return nil
    }
  }

  @usableFromInline var lastEmpty: Instant

  /// - Precondition: The policy has no ``Policy/problem``.
  public init(_ policy: Policy, at start: Instant) {
    precondition(policy.problem == nil, "standing queue: \(policy.problem ?? "")")
    self.policy = policy
    lastEmpty = start
  }

  /// Returns until when somebody waits who joins at `now`.
  public mutating func patience(joiningEmpty isEmpty: Bool, at now: Instant) -> Instant {
    if isEmpty { lastEmpty = now }
    return now + (lastEmpty < now - policy.interval ? policy.standing : policy.interval)
  }
}
