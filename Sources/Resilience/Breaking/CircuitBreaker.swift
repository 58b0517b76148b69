public import TimeBase

/// Stops calling what keeps failing or is slow, and tries it again after a while, by the rules of
/// Resilience4j.
///
///               a rate reaches its threshold
///       closed ──────────────────────────────▶ open ◀───────────────┐
///         ▲                                      │ first call after │ a rate reaches
///         │ the trial calls came out well        ▼ openWait         │ its threshold
///         └─────────────────────────────────  halfOpen ─────────────┘
///
/// The breaker is told the time and holds no timer. Every call that is let through is followed by
/// one ``record(_:of:lasting:at:)``; a call that was turned away is not, and counts for nothing.
///
/// - SeeAlso: Resilience4j, *CircuitBreaker*; Nygard, *Release It!*, 2007, for the pattern.
public struct CircuitBreaker: Sendable {
  @frozen
  public enum State: BitwiseCopyable, Hashable, Sendable {
    /// Calls pass and are watched.
    case closed

    /// Calls are turned away.
    case open

    /// A few calls pass, to find out.
    case halfOpen
  }

  /// Whether a call may be made.
  @frozen
  public enum Permission: BitwiseCopyable, Hashable, Sendable {
    /// It may. The number tells which of the breaker's states the call belongs to.
    case granted(episode: UInt32)

    /// It may not, and is not to be recorded.
    case rejected
  }

  /// A move from one state to another.
  @frozen
  public struct StateChange: BitwiseCopyable, Hashable, Sendable {
    public let from: State
    public let to: State
    public let at: Instant

    @inlinable
    public init(from: State, to: State, at: Instant) {
      self.from = from
      self.to = to
      self.at = at
    }
  }

  public let policy: Policy
  public private(set) var state = State.closed

  /// How often the state has changed.
  public private(set) var changeCount = 0

  /// Calls that were let through and are not recorded yet.
  public private(set) var inFlightCount = 0

  /// When the present state began.
  private var since = Instant(nanoseconds: .min)

  /// The calls that a half-open breaker may still let through.
  private var trialPermits = 0

  /// The last calls of a closed breaker that counts calls, or of any that is half-open.
  private var latest: CountWindow

  /// The calls of a breaker that counts seconds.
  private var recent: TimeWindow

  /// Whether ``latest`` is the window in use.
  private var countsCalls: Bool

  /// The last change and the one before.
  private var changes: (StateChange?, StateChange?) = (nil, nil)

  /// Creates a closed breaker without any calls on record.
  ///
  /// - Precondition: The policy has no ``Policy/problem``.
  public init(_ policy: Policy) {
    precondition(policy.problem == nil, policy.problem ?? "")
    self.policy = policy
    switch policy.window {
    case .calls(let count):
      latest = CountWindow(size: count)
      recent = TimeWindow(seconds: 0)
      countsCalls = true
    case .seconds(let count):
      latest = CountWindow(size: policy.trialCalls)
      recent = TimeWindow(seconds: count)
      countsCalls = false
    }
  }

  /// The calls on record in the window in use, as of the last one recorded.
  public var tally: CallTally { countsCalls ? latest.tally : recent.tally }

  /// When an open breaker ends its wait; a call made later than this is let through.
  public var openUntil: Instant? { state == .open ? since + policy.openWait : nil }

  /// When a half-open breaker gives up waiting for results; ``wake(at:)`` is due then.
  public var wakeUp: Instant? {
    state == .halfOpen && policy.trialWait > .zero ? since + policy.trialWait : nil
  }

  /// The change with the given number, counted from 0. The latest two are kept, and no operation
  /// makes more than two.
  ///
  /// - Precondition: `number` is one of the last two below ``changeCount``.
  public func change(_ number: Int) -> StateChange {
    let change = number == changeCount - 1 ? changes.0 : changes.1
    guard let change, number == changeCount - 1 || number == changeCount - 2 else {
      preconditionFailure("change \(number) of \(changeCount) is not kept")
    }
    return change
  }

  /// Decides whether a call may be made now.
  ///
  /// - Complexity: O(1) amortised.
  public mutating func admit(at now: Instant) -> Permission {
    wake(at: now)
    switch state {
    case .closed:
      return grant()
    case .open:
      guard now > since + policy.openWait else { return .rejected }
      change(to: .halfOpen, at: now)
      trialPermits -= 1
      return grant()
    case .halfOpen:
      guard trialPermits > 0 else { return .rejected }
      trialPermits -= 1
      return grant()
    }
  }

  /// Opens a half-open breaker again that has waited for results as long as it may. Otherwise
  /// nothing happens. ``admit(at:)`` and ``record(_:of:lasting:at:)`` do it by themselves; the call
  /// is for those who want to know at once.
  public mutating func wake(at now: Instant) {
    guard let wakeUp, now >= wakeUp else { return }
    change(to: .open, at: wakeUp)
  }

  /// Records how a call came out that was let through.
  ///
  /// A result at the very instant at which a half-open breaker gives up is in time. An ignored
  /// one gives the permit of a trial call back.
  ///
  /// - Precondition: `permission` was granted, and has not been recorded.
  /// - Complexity: O(1) amortised.
  public mutating func record(
    _ outcome: CallOutcome, of permission: Permission, lasting duration: TimeSpan, at now: Instant
  ) {
    guard case .granted(let episode) = permission else {
      preconditionFailure("a call that was rejected has no outcome")
    }
    precondition(inFlightCount > 0, "a call was recorded that is not under way")
    inFlightCount -= 1
    if let wakeUp, now > wakeUp { wake(at: now) }
    let isLate = episode != self.episode
    guard outcome != .ignored else {
      if state == .halfOpen, !isLate { trialPermits += 1 }
      return
    }
    guard !isLate || policy.lateResults == .counted else { return }
    let isSlow = duration > policy.slowCallDuration
    if countsCalls {
      latest.record(failed: outcome == .failure, slow: isSlow)
    } else {
      recent.record(failed: outcome == .failure, slow: isSlow, at: now)
    }
    judge(at: now)
  }

  /// The number of the present state among all that there were.
  private var episode: UInt32 { UInt32(truncatingIfNeeded: changeCount) }

  private mutating func grant() -> Permission {
    inFlightCount += 1
    return .granted(episode: episode)
  }

  private mutating func judge(at now: Instant) {
    let tally = tally
    switch state {
    case .open: break
    case .closed:
      if tally.calls >= policy.effectiveMinimum, isExceeded(by: tally) {
        change(to: .open, at: now)
      }
    case .halfOpen:
      guard tally.calls >= min(policy.minimumCalls, policy.trialCalls) else { return }
      change(to: isExceeded(by: tally) ? .open : .closed, at: now)
    }
  }

  /// One division rounds correctly, so that 7 of 100 calls reach a threshold of 0.07 exactly.
  private func isExceeded(by tally: CallTally) -> Bool {
    guard tally.failures > 0 || tally.slowCalls > 0 else { return false }
    let calls = Double(tally.calls)
    return Double(tally.failures) / calls >= policy.failureRate
      || Double(tally.slowCalls) / calls >= policy.slowCallRate
  }

  /// Enters a state. An open breaker keeps the record that opened it, the others start a new one.
  private mutating func change(to newState: State, at now: Instant) {
    changes = (StateChange(from: state, to: newState, at: now), changes.0)
    changeCount += 1
    state = newState
    since = now
    switch newState {
    case .open: break
    case .halfOpen:
      trialPermits = policy.trialCalls
      countsCalls = true
      latest.restart(size: policy.trialCalls)
    case .closed:
      switch policy.window {
      case .calls(let count): latest.restart(size: count)
      case .seconds:
        countsCalls = false
        recent.restart()
      }
    }
  }
}
