public import TimeBase

/// The end of a worker's life: no new work, the present work to its end but no longer than a grace,
/// and what is left goes back.
///
///     accepting ── drain ──▶ draining ── last complete ──▶ drained
///                               └────── cutOff ──────────▶ drained
///
///     guard drain.begin() else { return refuse(job) }
///     …
///     if drain.complete() { exit() }
///
/// and when the ``deadline`` comes, `requeue(drain.cutOff(at: now))`.
@frozen
public struct GracefulDrain: BitwiseCopyable, Hashable, Sendable {
  /// How long work in progress is waited for.
  @frozen
  public struct Policy: BitwiseCopyable, Hashable, Sendable {
    public var grace: TimeSpan

    /// The grace of Kubernetes.
    @inlinable
    public init(grace: TimeSpan = .seconds(30)) { self.grace = grace }

    /// What makes the policy unusable, if anything.
    public var problem: String? {
      grace < .zero ? "a grace of \(grace) is negative; 0s cuts everything off at once" : nil
    }
  }

  /// Where in the end it is.
  @frozen
  public enum Phase: BitwiseCopyable, Hashable, Sendable {
    case accepting

    /// Nothing new is taken in; what is left at this time goes back.
    case draining(until: Instant)

    /// Nothing is in progress and nothing will be.
    case drained
  }

  public let policy: Policy
  public private(set) var phase = Phase.accepting

  /// How much work is in progress.
  public private(set) var inProgressCount = 0

  /// - Precondition: The policy has no ``Policy/problem``.
  public init(_ policy: Policy = Policy()) {
    precondition(policy.problem == nil, "drain: \(policy.problem ?? "")")
    self.policy = policy
  }

  /// When what is left goes back; `nil` unless it is draining.
  public var deadline: Instant? {
    if case .draining(let deadline) = phase { deadline } else { nil }
  }

  /// Asks whether another job may begin, and counts it if so.
  public mutating func begin() -> Bool {
    guard phase == .accepting else { return false }
    inProgressCount += 1
    return true
  }

  /// Tells that a job has ended. Returns whether it was the last before the end. A job that was cut
  /// off has no end to tell of.
  ///
  /// - Precondition: A job is in progress.
  public mutating func complete() -> Bool {
    precondition(
      inProgressCount > 0, "a job ended in phase \(phase) with \(inProgressCount) in progress")
    inProgressCount -= 1
    guard phase != .accepting, inProgressCount == 0 else { return false }
    phase = .drained
    return true
  }

  /// Begins to drain at `now`; a second request changes nothing. Returns whether nothing is left.
  public mutating func drain(at now: Instant) -> Bool {
    if phase == .accepting {
      phase = inProgressCount == 0 ? .drained : .draining(until: now + policy.grace)
    }
    return phase == .drained
  }

  /// The same for somebody who has counted the work in progress without telling of each beginning.
  ///
  /// - Precondition: `count` is not negative, and the work before was not told of.
  public mutating func drain(_ count: Int, at now: Instant) -> Bool {
    precondition(count >= 0, "\(count) jobs cannot be in progress")
    if phase == .accepting { inProgressCount = count }
    return drain(at: now)
  }

  /// Cuts off what is in progress if the grace is over at `now`, and returns how many jobs go back.
  public mutating func cutOff(at now: Instant) -> Int {
    guard let deadline, now >= deadline else { return 0 }
    defer { inProgressCount = 0 }
    phase = .drained
    return inProgressCount
  }
}
