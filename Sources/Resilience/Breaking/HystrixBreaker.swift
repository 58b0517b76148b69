public import TimeBase

/// Stops calling what fails too often, by the rules of Hystrix.
///
/// Calls are counted in buckets of ``Policy/snapshotInterval``. Whether to open is decided at the end
/// of each bucket and at no other time, so that a breaker opens up to half a second after the call that
/// was one failure too many, and lets all calls through until then. When it has slept, a single call
/// decides: its success closes the breaker and forgets all calls, its failure opens it again.
///
/// The breaker is told the time and holds no timer; what was due in between is done with the next call,
/// as of when it was due. Like Hystrix it takes the first result that comes while it is half-open for
/// that of the trial call, even if the call was let through before it opened.
///
/// - SeeAlso: Netflix, Hystrix 1.5, `HystrixCircuitBreaker` and `HealthCountsStream`.
public struct HystrixBreaker: Sendable {
  @frozen
  public struct Policy: BitwiseCopyable, Hashable, Sendable {
    /// Below so many calls in the window nothing is decided.
    public var requestVolume: Int

    /// The share of failed calls from which on the breaker opens, in percent. The share is cut to a
    /// whole percent before it is compared.
    public var errorPercentage: Int

    /// How long an open breaker turns everybody away; the trial call comes only after longer.
    public var sleepWindow: TimeSpan

    /// How far back calls count; a whole number of snapshot intervals.
    public var window: TimeSpan

    /// How often the breaker looks at the counts.
    public var snapshotInterval: TimeSpan

    /// Hystrix's defaults.
    public init(
      requestVolume: Int = 20, errorPercentage: Int = 50, sleepWindow: TimeSpan = .seconds(5),
      window: TimeSpan = .seconds(10), snapshotInterval: TimeSpan = .milliseconds(500)
    ) {
      self.requestVolume = requestVolume
      self.errorPercentage = errorPercentage
      self.sleepWindow = sleepWindow
      self.window = window
      self.snapshotInterval = snapshotInterval
    }

    /// What makes the policy unusable, if anything.
    public var problem: String? {
      if requestVolume < 1 { return "no decision can rest on \(requestVolume) calls" }
      guard (1...100).contains(errorPercentage) else {
        return "an error percentage of \(errorPercentage) is not in 1...100"
      }
      if sleepWindow < .zero { return "a sleep window cannot be \(sleepWindow)" }
      if snapshotInterval <= .zero { return "calls cannot be counted every \(snapshotInterval)" }
      let (count, rest) = window.nanoseconds.quotientAndRemainder(
        dividingBy: snapshotInterval.nanoseconds)
      guard rest == 0, (1...10_000).contains(count) else {
        return "a window of \(window) is not 1...10000 times \(snapshotInterval)"
      }
      return nil
    }
  }

  public let policy: Policy

  private var states = BreakerRecord()
  private var buckets: RollingBuckets

  /// Creates a closed breaker, whose first bucket begins at `start`.
  ///
  /// - Precondition: The policy has no ``Policy/problem``.
  public init(_ policy: Policy, from start: Instant = .zero) {
    precondition(policy.problem == nil, policy.problem ?? "")
    self.policy = policy
    let count = policy.window.nanoseconds / policy.snapshotInterval.nanoseconds
    buckets = RollingBuckets(count: Int(count), length: policy.snapshotInterval, from: start)
  }

  public var state: CircuitBreaker.State { states.state }

  /// How often the state has changed.
  public var changeCount: Int { states.changeCount }

  /// Calls that were let through and are not recorded yet.
  public var inFlightCount: Int { states.inFlightCount }

  /// The calls on record, those since the last look included.
  public var tally: CallTally { buckets.tally }

  /// When an open breaker ends its sleep; a call made later than this is let through.
  public var openUntil: Instant? { state == .open ? states.since + policy.sleepWindow : nil }

  /// When a closed breaker with calls on record looks at them next.
  public var wakeUp: Instant? { state == .closed && tally.calls > 0 ? buckets.end : nil }

  /// The change with the given number, counted from 0. The latest two are kept.
  ///
  /// - Precondition: `number` is one of the last two below ``changeCount``.
  public func change(_ number: Int) -> CircuitBreaker.StateChange { states.change(number) }

  /// Tells whether the trial call has been missing for at least `patience`.
  public func wedge(at now: Instant, after patience: TimeSpan) -> BreakerWedge? {
    BreakerWedge(states, since: states.since, at: now, after: patience)
  }

  /// Decides whether a call may be made now.
  ///
  /// - Complexity: O(1) amortised over the buckets.
  public mutating func admit(at now: Instant) -> CircuitBreaker.Permission {
    wake(at: now)
    switch state {
    case .closed, .disabled, .metricsOnly: return states.grant()
    case .halfOpen, .forcedOpen: return .rejected
    case .open:
      guard let openUntil, now > openUntil else { return .rejected }
      states.enter(.halfOpen, at: now)
      return states.grant()
    }
  }

  /// Looks at the counts as often as was due.
  ///
  /// - Complexity: O(*n*) at most for *n* buckets.
  public mutating func wake(at now: Instant) {
    while now >= buckets.end, tally.calls > 0 {
      let time = buckets.end
      if state == .closed, isExceeded { states.enter(.open, at: time) }
      buckets.turn()
    }
    if tally.calls == 0 { buckets.skip(until: now) }
  }

  /// Records how a call came out that was let through. How long it took plays no part: Hystrix counts a
  /// call that times out as a failure. An ignored result, as that of a call that its caller has given up,
  /// is not counted, and is no success: a half-open breaker opens again.
  ///
  /// - Precondition: `permission` was granted, and has not been recorded.
  public mutating func record(
    _ outcome: CallOutcome, of permission: CircuitBreaker.Permission,
    lasting duration: TimeSpan = .zero, at now: Instant
  ) {
    wake(at: now)
    _ = states.complete(permission)
    if outcome != .ignored { buckets.add(failed: outcome == .failure) }
    guard state == .halfOpen else { return }
    states.enter(outcome == .success ? .closed : .open, at: now)
    if outcome == .success { buckets.restart(at: now) }
  }

  private var isExceeded: Bool {
    tally.calls >= policy.requestVolume
      && tally.failures * 100 / tally.calls >= policy.errorPercentage
  }
}
