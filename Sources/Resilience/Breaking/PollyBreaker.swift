public import TimeBase

/// Stops calling what fails too often, by the rules of version 8 of Polly.
///
/// The share of failures is taken of ten parts of the sampling duration, each of which begins with the
/// first call after the one before. It is looked at when a call fails and at no other time. When the
/// break is over, a single call decides whether the breaker closes.
///
/// Polly takes the first result that comes while it is half-open for that of the trial call, even if
/// the call was let through before it opened; so does this.
///
/// - SeeAlso: Polly, *Circuit breaker resilience strategy*, `CircuitStateController`.
public struct PollyBreaker: Sendable {
  @frozen
  public struct Policy: BitwiseCopyable, Hashable, Sendable {
    /// The share of failed calls, in `0...1`, from which on the breaker opens; 0 opens with the first
    /// failure that finds the minimum throughput.
    public var failureRatio: Double

    /// Below so many calls nothing is decided; at least 2.
    public var minimumThroughput: Int

    /// How far back calls count; in `500ms...1d`.
    public var samplingDuration: TimeSpan

    /// How long an open breaker turns everybody away; a call at its very end is let through. In
    /// `500ms...1d`.
    public var breakDuration: TimeSpan

    /// Polly's defaults.
    public init(
      failureRatio: Double = 0.1, minimumThroughput: Int = 100,
      samplingDuration: TimeSpan = .seconds(30), breakDuration: TimeSpan = .seconds(5)
    ) {
      self.failureRatio = failureRatio
      self.minimumThroughput = minimumThroughput
      self.samplingDuration = samplingDuration
      self.breakDuration = breakDuration
    }

    /// What makes the policy unusable, if anything.
    public var problem: String? {
      guard (0...1).contains(failureRatio) else {
        return "a failure ratio of \(failureRatio) is not in 0...1"
      }
      if minimumThroughput < 2 {
        return "a minimum throughput of \(minimumThroughput) is below 2"
      }
      let range = TimeSpan.milliseconds(500)...TimeSpan.seconds(86_400)
      guard range.contains(samplingDuration) else {
        return "a sampling duration of \(samplingDuration) is not in 500ms...1d"
      }
      guard range.contains(breakDuration) else {
        return "a break of \(breakDuration) is not in 500ms...1d"
      }
      return nil
    }
  }

  public let policy: Policy

  private var states = BreakerRecord()
  private var samples: SampleParts

  /// Creates a closed breaker.
  ///
  /// - Precondition: The policy has no ``Policy/problem``.
  public init(_ policy: Policy) {
    precondition(policy.problem == nil, policy.problem ?? "")
    self.policy = policy
    samples = SampleParts(duration: policy.samplingDuration)
  }

  public var state: CircuitBreaker.State { states.state }

  /// How often the state has changed.
  public var changeCount: Int { states.changeCount }

  /// Calls that were let through and are not recorded yet.
  public var inFlightCount: Int { states.inFlightCount }

  /// The calls on record, as of the last one.
  public var tally: CallTally { samples.tally }

  /// When an open breaker ends its break; a call at this instant is let through.
  public var openUntil: Instant? { state == .open ? states.since + policy.breakDuration : nil }

  /// How long an open breaker goes on turning calls away, which is what its rejections carry as the
  /// time to retry after; `nil` if it does not, or until an operator says otherwise.
  public func retryAfter(at now: Instant) -> TimeSpan? { openUntil.map { max(.zero, $0 - now) } }

  /// The change with the given number, counted from 0. The latest two are kept.
  ///
  /// - Precondition: `number` is one of the last two below ``changeCount``.
  public func change(_ number: Int) -> CircuitBreaker.StateChange { states.change(number) }

  /// Tells whether the trial call has been missing for at least `patience`.
  public func wedge(at now: Instant, after patience: TimeSpan) -> BreakerWedge? {
    BreakerWedge(states, since: states.since, at: now, after: patience)
  }

  /// Decides whether a call may be made now.
  public mutating func admit(at now: Instant) -> CircuitBreaker.Permission {
    switch state {
    case .closed, .disabled, .metricsOnly: return states.grant()
    case .halfOpen, .forcedOpen: return .rejected
    case .open:
      guard let openUntil, now >= openUntil else { return .rejected }
      states.enter(.halfOpen, at: now)
      return states.grant()
    }
  }

  /// Records how a call came out that was let through. How long it took plays no part. An ignored
  /// result counts as a success, since Polly takes for one whatever it is not told to handle.
  ///
  /// - Precondition: `permission` was granted, and has not been recorded.
  /// - Complexity: O(1) amortised.
  public mutating func record(
    _ outcome: CallOutcome, of permission: CircuitBreaker.Permission,
    lasting duration: TimeSpan = .zero, at now: Instant
  ) {
    _ = states.complete(permission)
    let failed = outcome == .failure
    // A failure that decides a trial is not counted; the success that does is forgotten at once.
    if state != .halfOpen { samples.add(failed: failed, at: now) }
    switch state {
    case .halfOpen where failed: states.enter(.open, at: now)
    case .halfOpen: close(at: now)
    case .closed: if failed, isExceeded { states.enter(.open, at: now) }
    case .open, .disabled, .metricsOnly, .forcedOpen: break
    }
  }

  /// Turns all calls away until ``close(at:)``.
  public mutating func isolate(at now: Instant) {
    states.enter(.forcedOpen, at: now)
  }

  /// Closes the breaker by hand and forgets all calls.
  public mutating func close(at now: Instant) {
    if state != .closed { states.enter(.closed, at: now) }
    samples.removeAll()
  }

  private var isExceeded: Bool {
    tally.calls >= policy.minimumThroughput
      && Double(tally.failures) / Double(tally.calls) >= policy.failureRatio
  }
}
