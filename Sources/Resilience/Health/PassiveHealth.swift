public import TimeBase

/// What a balancer has learned of one target from the calls it sent there, by the rules of nginx.
///
///     available ──── maxFails failures ────▶ suspended ◀──────────┐
///         ▲                                      │ failTimeout    │ it fails
///         │ a success that was picked more than  ▼                │
///         └─── failTimeout after the last check ◀── one probe ────┘
///
/// Failures add up, however long they lie apart, until they are forgotten: by a success whose call
/// was picked more than ``Policy/failTimeout`` after the last check. A suspended target is offered
/// one call, the probe, for each such time.
///
/// - SeeAlso: nginx, `max_fails` and `fail_timeout` in *ngx_http_upstream_module*.
@frozen
public struct PassiveHealth: BitwiseCopyable, Hashable, Sendable {
  /// When the last failure was seen, on the policy's clock.
  @usableFromInline var accessed = Int64.min

  /// When the target was last found out about: a failure, or the pick of a probe.
  @usableFromInline var checked = Int64.min

  @usableFromInline var fails: Int32 = 0

  /// Nothing is known yet.
  @inlinable
  public init() {}

  /// The failures that are not forgotten.
  @inlinable
  public var failCount: Int { Int(fails) }

  /// Whether enough failures are on record for a suspension; the target may still be due a probe.
  @inlinable
  public func isSuspect(under policy: Policy) -> Bool {
    policy.maxFails > 0 && Int(fails) >= policy.maxFails
  }

  /// Whether no call may be sent.
  @inlinable
  public func isSuspended(at now: Instant, under policy: Policy) -> Bool {
    isSuspect(under: policy) && isSuspended(atTick: policy.tick(of: now), under: policy)
  }

  /// Takes note that a call is sent, which is the probe if the target was suspended.
  @inlinable
  public mutating func recordPick(at now: Instant, under policy: Policy) {
    recordPick(atTick: policy.tick(of: now), under: policy)
  }

  @inlinable
  public mutating func recordFailure(at now: Instant, under policy: Policy) {
    fails = fails == .max ? .max : fails + 1
    accessed = policy.tick(of: now)
    checked = accessed
  }

  @inlinable
  public mutating func recordSuccess() {
    if accessed < checked { fails = 0 }
  }

  @inlinable
  func isSuspended(atTick tick: Int64, under policy: Policy) -> Bool {
    isSuspect(under: policy)
      && Self.elapsed(from: checked, to: tick) <= policy.failTimeout.nanoseconds
  }

  /// Whether ``recordPick(at:under:)`` would change anything; mostly it would not.
  @inlinable
  func isDueForCheck(at now: Instant, under policy: Policy) -> Bool {
    // A tick is never later than the instant, and to find it takes a division.
    Self.elapsed(from: checked, to: now.nanoseconds) > policy.failTimeout.nanoseconds
      && Self.elapsed(from: checked, to: policy.tick(of: now)) > policy.failTimeout.nanoseconds
  }

  @inlinable
  mutating func recordPick(atTick tick: Int64, under policy: Policy) {
    if Self.elapsed(from: checked, to: tick) > policy.failTimeout.nanoseconds { checked = tick }
  }

  @inlinable
  static func elapsed(from start: Int64, to end: Int64) -> Int64 {
    let (difference, overflow) = end.subtractingReportingOverflow(start)
    return overflow ? .max : difference
  }
}
