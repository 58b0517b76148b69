public import TimeBase

/// The lock of a leader that runs out unless it is renewed, as Patroni keeps it in a store that all
/// agree on.
///
///     lease.acquire(by: node, at: now)      // every loop of everybody
///     lease.expiry                          // when others may take over
///
/// Who crashes right after a renewal is replaced after ``Policy/timeToLive``; who crashes right before
/// one, after that less ``Policy/loopWait``. Election and promotion come on top.
public struct LeaderLease<Node: Hashable & BitwiseCopyable & Sendable>: Sendable {
  /// The times that decide how soon a lost leader is noticed.
  @frozen
  public struct Policy: BitwiseCopyable, Hashable, Sendable {
    /// For how long a renewal is good.
    public var timeToLive: TimeSpan

    /// The time between two renewals.
    public var loopWait: TimeSpan

    /// How long a leader tries to reach the store and the database before it steps down.
    public var retryTimeout: TimeSpan

    /// The defaults of Patroni.
    @inlinable
    public init(
      timeToLive: TimeSpan = .seconds(30), loopWait: TimeSpan = .seconds(10),
      retryTimeout: TimeSpan = .seconds(10)
    ) {
      self.timeToLive = timeToLive
      self.loopWait = loopWait
      self.retryTimeout = retryTimeout
    }

    /// When others may take over from a leader that crashes, at the soonest and at the latest after
    /// the crash.
    public var takeover: ClosedRange<TimeSpan> { (timeToLive - loopWait)...timeToLive }

    /// What makes the policy unusable, if anything: a leader that is cut off must have stepped down
    /// before somebody else may take over.
    public var problem: String? {
      if loopWait <= .zero { return "a loop of \(loopWait) is not longer than zero" }
      if retryTimeout < .zero { return "a retry timeout of \(retryTimeout) is negative" }
      guard loopWait + retryTimeout * 2 <= timeToLive else {
        return "a loop of \(loopWait) and twice the retry timeout of \(retryTimeout) are longer "
          + "than the time to live of \(timeToLive)"
      }
      return nil
    }
  }

  /// What became of an attempt to be the leader.
  @frozen
  public enum Outcome: BitwiseCopyable, Sendable, Hashable {
    /// It is the leader and was not before.
    case acquired

    /// It is the leader still.
    case renewed

    /// Somebody else is.
    case held(by: Node, until: Instant)
  }

  public let policy: Policy
  private var last: (node: Node, expiry: Instant)?

  /// - Precondition: The policy has no ``Policy/problem``.
  public init(_ policy: Policy = Policy()) {
    precondition(policy.problem == nil, "leader lease: \(policy.problem ?? "")")
    self.policy = policy
  }

  /// When the lease runs out, or did; `nil` if there was never a leader or it has let go.
  public var expiry: Instant? { last?.expiry }

  /// Who is the leader at `now`; exactly when its lease runs out nobody is.
  public func leader(at now: Instant) -> Node? {
    guard let last, now < last.expiry else { return nil }
    return last.node
  }

  /// Renews the lease of the leader, or makes `node` the leader if there is none.
  public mutating func acquire(by node: Node, at now: Instant) -> Outcome {
    let leader = leader(at: now)
    if let leader, leader != node, let expiry { return .held(by: leader, until: expiry) }
    last = (node, now + policy.timeToLive)
    return leader == node ? .renewed : .acquired
  }

  /// Lets the lease go before its time, as at a planned switchover. Returns whether `node` had it.
  public mutating func release(by node: Node, at now: Instant) -> Bool {
    guard leader(at: now) == node else { return false }
    last = nil
    return true
  }
}
