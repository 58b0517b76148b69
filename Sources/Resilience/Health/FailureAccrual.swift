public import TimeBase

/// Gives a target up that fails too often, and tries it with single calls after longer and longer
/// times, by the rules of Finagle.
///
///               the rule is broken
///       alive ────────────────────▶ dead ◀──────────────────────┐
///         ▲                           │ its time is up          │ it fails
///         │ it succeeds               ▼              a call     │
///         └────────────────────── probeOpen ──────────────▶ probeClosed
///
/// The times double from ``Policy/shortest`` to ``Policy/longest`` with equal jitter: from the second
/// on, half of each is fixed and half is drawn. Success starts them anew.
///
/// - SeeAlso: Finagle, *Failure accrual*.
public struct FailureAccrual: Sendable {
  @frozen
  public enum State: BitwiseCopyable, Hashable, Sendable {
    /// Calls go there.
    case alive

    /// Nobody calls.
    case dead(until: Instant)

    /// One call may go there, to find out.
    case probeOpen

    /// That call is under way.
    case probeClosed
  }

  public let policy: Policy

  /// As of the last look; a dead target whose time is up becomes ``State/probeOpen`` at the next.
  public private(set) var state = State.alive

  /// How often in a row the target was given up.
  private var deaths = 0

  private var consecutiveFailures = 0
  private var recent: TimeWindow

  /// - Precondition: The policy has no ``Policy/problem``.
  public init(_ policy: Policy = .init()) {
    precondition(policy.problem == nil, policy.problem ?? "")
    self.policy = policy
    if case .successRate(_, let seconds, _) = policy.rule {
      recent = TimeWindow(seconds: seconds)
    } else {
      recent = TimeWindow(seconds: 0)
    }
  }

  /// Whether a call may be sent. Exactly at its end a dead time is over.
  public mutating func isOpen(at now: Instant) -> Bool {
    if case .dead(let end) = state, now >= end { state = .probeOpen }
    return state == .alive || state == .probeOpen
  }

  /// Takes note that a call is sent, which is the probe if the target was dead.
  public mutating func recordPick(at now: Instant) {
    if isOpen(at: now), state == .probeOpen { state = .probeClosed }
  }

  /// Takes note of how a call came out, and says whether that changed the target's health. The
  /// results of calls from before its death don't count while it is dead; an ignored probe is
  /// repeated.
  ///
  /// - Parameter word: Random bits for the jitter of a dead time.
  @discardableResult
  public mutating func record(
    _ outcome: CallOutcome, at now: Instant, word: UInt64 = 0
  ) -> HealthChange? {
    switch (state, outcome) {
    case (.dead, _), (.probeOpen, _), (.alive, .ignored): return nil
    case (.probeClosed, .ignored):
      state = .probeOpen
      return nil
    case (.probeClosed, .success):
      revive()
      return .cameUp
    case (.probeClosed, .failure):
      die(at: now, word)
      return nil
    case (.alive, .success), (.alive, .failure):
      guard breaksRule(outcome, at: now) else { return nil }
      die(at: now, word)
      return .wentDown
    }
  }

  private mutating func breaksRule(_ outcome: CallOutcome, at now: Instant) -> Bool {
    switch policy.rule {
    case .consecutive(let limit):
      consecutiveFailures = outcome == .failure ? consecutiveFailures + 1 : 0
      return consecutiveFailures >= limit
    case .successRate(let percent, _, let minimumCalls):
      recent.record(failed: outcome == .failure, slow: false, at: now)
      let tally = recent.tally
      return outcome == .failure && tally.calls >= minimumCalls
        && (tally.calls - tally.failures) * 100 < percent * tally.calls
    }
  }

  private mutating func revive() {
    state = .alive
    (deaths, consecutiveFailures) = (0, 0)
    recent.restart()
  }

  private mutating func die(at now: Instant, _ word: UInt64) {
    state = .dead(until: now + deadTime(word))
    deaths += 1
  }

  /// The first is the shortest; the next lie between 1 and 2, 2 and 4, 4 and 8 … times that.
  private func deadTime(_ word: UInt64) -> TimeSpan {
    guard deaths > 0 else { return policy.shortest }
    let half = policy.shortest * (1 << Int64(min(deaths - 1, 62)))
    let drawn = word.multipliedFullWidth(by: UInt64(half.nanoseconds)).high
    return min(policy.longest, half + TimeSpan(nanoseconds: Int64(drawn)))
  }
}
