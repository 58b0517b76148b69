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
/// ``transition(to:at:)`` puts it by hand into any state, of which `disabled`, `metricsOnly` and
/// `forcedOpen` are left by hand only.
///
/// - SeeAlso: Resilience4j, *CircuitBreaker*; Nygard, *Release It!*, 2007, for the pattern.
public struct CircuitBreaker: Sendable {
  public let policy: Policy

  /// Random bits that tell this breaker's waits from those of its like.
  let word: UInt64

  var states = BreakerRecord()

  /// How long the present open state lasts.
  var presentWait = TimeSpan.zero

  /// How often in a row the breaker has opened without closing in between.
  var openings = 0

  /// The calls that a half-open breaker may still let through.
  private var trialPermits = 0

  /// When a trial call was last let through or came back.
  private var trialProgress = Instant.zero

  /// The last calls of a closed breaker that counts calls, or of any that is half-open.
  private var latest: CountWindow

  /// The calls of a breaker that counts seconds.
  private var recent: TimeWindow

  /// Whether ``latest`` is the window in use.
  private var countsCalls: Bool

  /// Creates a closed breaker without any calls on record.
  ///
  /// - Parameter word: Random bits, other ones for each breaker; see ``Policy/openWaitJitter``.
  /// - Precondition: The policy has no ``Policy/problem``.
  public init(_ policy: Policy, word: UInt64 = 1 << 63) {
    precondition(policy.problem == nil, policy.problem ?? "")
    self.policy = policy
    self.word = word
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

  public var state: State { states.state }

  /// How often the state has changed.
  public var changeCount: Int { states.changeCount }

  /// Calls that were let through and are not recorded yet.
  public var inFlightCount: Int { states.inFlightCount }

  /// The calls on record in the window in use, as of the last one recorded.
  public var tally: CallTally { countsCalls ? latest.tally : recent.tally }

  /// When an open breaker ends its wait. A call made later than this is let through; with
  /// ``Policy/automaticTransition``, one made at this instant too.
  public var openUntil: Instant? { state == .open ? states.since + presentWait : nil }

  /// When ``wake(at:)`` is due: a half-open breaker gives up waiting for results then, or an open one
  /// becomes half-open by itself.
  public var wakeUp: Instant? {
    switch state {
    case .halfOpen: policy.trialWait > .zero ? states.since + policy.trialWait : nil
    case .open: policy.automaticTransition ? openUntil : nil
    case .closed, .disabled, .metricsOnly, .forcedOpen: nil
    }
  }

  /// The change with the given number, counted from 0. The latest two are kept, and no operation
  /// makes more than two, unless an automatic transition is left waiting beyond ``wakeUp``.
  ///
  /// - Precondition: `number` is one of the last two below ``changeCount``.
  public func change(_ number: Int) -> StateChange { states.change(number) }

  /// Tells whether the trial calls have been missing for at least `patience`, and nothing but their
  /// results ends the wait for them.
  public func wedge(at now: Instant, after patience: TimeSpan) -> BreakerWedge? {
    guard trialPermits == 0, wakeUp == nil else { return nil }
    return BreakerWedge(states, since: trialProgress, at: now, after: patience)
  }

  /// Decides whether a call may be made now.
  ///
  /// - Complexity: O(1) amortised.
  public mutating func admit(at now: Instant) -> Permission {
    wake(at: now)
    switch state {
    case .closed, .disabled, .metricsOnly: return states.grant()
    case .forcedOpen: return .rejected
    case .open:
      guard let openUntil, now > openUntil else { return .rejected }
      enter(.halfOpen, at: now)
    case .halfOpen:
      guard trialPermits > 0 else { return .rejected }
    }
    trialPermits -= 1
    trialProgress = now
    return states.grant()
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
    if let wakeUp, now > wakeUp { wake(at: now) }
    let isLate = states.complete(permission)
    if !isLate { trialProgress = now }
    guard outcome != .ignored else {
      if state == .halfOpen, !isLate { trialPermits += 1 }
      return
    }
    guard !isLate || policy.lateResults == .counted, state != .disabled, state != .forcedOpen
    else { return }
    let isSlow = duration > policy.slowCallDuration
    if countsCalls {
      latest.record(failed: outcome == .failure, slow: isSlow)
    } else {
      recent.record(failed: outcome == .failure, slow: isSlow, at: now)
    }
    judge(at: now)
  }

  private mutating func judge(at now: Instant) {
    let tally = tally
    switch state {
    case .open, .disabled, .metricsOnly, .forcedOpen: break
    case .closed:
      if tally.calls >= policy.effectiveMinimum, isExceeded(by: tally) { enter(.open, at: now) }
    case .halfOpen:
      guard tally.calls >= min(policy.minimumCalls, policy.trialCalls) else { return }
      enter(isExceeded(by: tally) ? .open : .closed, at: now)
    }
  }

  /// One division rounds correctly, so that 7 of 100 calls reach a threshold of 0.07 exactly.
  private func isExceeded(by tally: CallTally) -> Bool {
    guard tally.failures > 0 || tally.slowCalls > 0 else { return false }
    let calls = Double(tally.calls)
    return Double(tally.failures) / calls >= policy.failureRate
      || Double(tally.slowCalls) / calls >= policy.slowCallRate
  }

  /// Makes ready for a state that has just been entered. An open breaker keeps the record that opened
  /// it, the others start a new one.
  mutating func prepare(for state: State) {
    switch state {
    case .open: break
    case .halfOpen:
      trialPermits = policy.trialCalls
      countsCalls = true
      latest.restart(size: policy.trialCalls)
    case .closed, .disabled, .metricsOnly, .forcedOpen:
      switch policy.window {
      case .calls(let count): latest.restart(size: count)
      case .seconds:
        countsCalls = false
        recent.restart()
      }
    }
  }
}
