public import TimeBase

/// Controlled delay for the queue of a server, in the form of Facebook's folly.
///
/// It is told how long each request has waited when its turn comes. If even the shortest wait of an
/// interval was longer than the target, the queue is standing and not a burst: during the next
/// interval all are dropped that have waited longer than twice the target. The first request of each
/// interval is always kept.
///
///     var control = CoDel(.init(), at: now)
///     if control.drops(waited: now - arrival, at: now) { … }
///
/// - SeeAlso: Nichols and Jacobson, "Controlling Queue Delay", ACM Queue 2012, on which it is based;
///   ``NetworkCoDel`` is their own form.
@frozen
public struct CoDel: BitwiseCopyable, Hashable, Sendable {
  public let policy: Policy

  /// The target and the interval over which the shortest wait is taken.
  @frozen
  public struct Policy: BitwiseCopyable, Hashable, Sendable {
    /// The wait that is fine, if a queue stands.
    public var target: TimeSpan

    public var interval: TimeSpan

    /// The defaults of folly.
    @inlinable
    public init(target: TimeSpan = .milliseconds(5), interval: TimeSpan = .milliseconds(100)) {
      self.target = target
      self.interval = interval
    }

    /// What makes the policy unusable, if anything.
    public var problem: String? {
      if target <= .zero { return "a target of \(target) is not longer than zero" }
      if interval <= .zero { return "an interval of \(interval) is not longer than zero" }
      return nil
    }
  }

  /// The shortest wait of the present interval, which begins anew with the next request.
  @usableFromInline var shortestWait = TimeSpan.zero
  @usableFromInline var intervalEnd: Instant
  @usableFromInline var beginsAnew = true

  /// Whether the last interval was overloaded: those who have waited for long are dropped.
  public private(set) var isOverloaded = false

  /// - Precondition: The policy has no ``Policy/problem``.
  public init(_ policy: Policy, at start: Instant) {
    precondition(policy.problem == nil, "controlled delay: \(policy.problem ?? "")")
    self.policy = policy
    intervalEnd = start
  }

  /// Whether a request is dropped whose turn comes at `now` after having waited for so long.
  public mutating func drops(waited: TimeSpan, at now: Instant) -> Bool {
    if now > intervalEnd, !beginsAnew {
      beginsAnew = true
      intervalEnd = now + policy.interval
      isOverloaded = shortestWait > policy.target
    }
    guard !beginsAnew else {
      beginsAnew = false
      shortestWait = waited
      return false
    }
    shortestWait = min(shortestWait, waited)
    return isOverloaded && waited > policy.target * 2
  }

  /// How far the shortest wait has come towards that from which on requests are dropped, in percent
  /// and at most 100.
  public var load: Int64 {
    let limit = policy.target * 2
    guard shortestWait < limit else { return 100 }
    return Int64(Int128(shortestWait.nanoseconds) * 100 / Int128(limit.nanoseconds))
  }
}
