public import TimeBase

/// Changes that a replica has received and not yet applied, at constant rates between two looks, in
/// exact fractions.
///
///     backlog.setRates(writes: .perSecond(120), applies: .perSecond(100), at: now)
///     backlog.count(at: later)
public struct ReplicationBacklog: Sendable {
  private var writes = Rate.perSecond(0)
  private var applies = Rate.perSecond(0)
  private var since = Instant.zero

  /// What had not been applied then, in changes.
  private var backlog: Int64 = 0

  /// A replica that is level.
  public init() {}

  /// Changes that are not applied at `now`, rounded down.
  public func count(at now: Instant) -> Int64 {
    let elapsed = Int128(max(0, (now - since).nanoseconds))
    let written = elapsed * Int128(writes.count) / Int128(writes.period.nanoseconds)
    let applied = elapsed * Int128(applies.count) / Int128(applies.period.nanoseconds)
    return Int64(clamping: max(0, Int128(backlog) + written - applied))
  }

  /// How long a change that is written at `now` waits until it is applied; `nil` if never.
  public func lag(at now: Instant) -> TimeSpan? {
    let count = count(at: now)
    guard count > 0 else { return .zero }
    guard applies.count > 0 else { return nil }
    return applies.offset(ofOccurrence: UInt64(count))
  }

  /// How long after `now` the replica is level if the rates stay; `nil` if never.
  public func timeToDrain(from now: Instant) -> TimeSpan? {
    let count = Int128(count(at: now))
    guard count > 0 else { return .zero }
    // Per least common period: applies minus writes.
    let surplus =
      Int128(applies.count) * Int128(writes.period.nanoseconds)
      - Int128(writes.count) * Int128(applies.period.nanoseconds)
    guard surplus > 0 else { return nil }
    let (high, overflow) = Int128(writes.period.nanoseconds).multipliedReportingOverflow(
      by: Int128(applies.period.nanoseconds))
    let product = high.multipliedReportingOverflow(by: count)
    guard !overflow, !product.overflow else { return .forever }
    return TimeSpan(nanoseconds: Int64(clamping: (product.partialValue + surplus - 1) / surplus))
  }

  /// Changes the rates at `now`.
  public mutating func setRates(writes: Rate, applies: Rate, at now: Instant) {
    backlog = count(at: now)
    since = max(since, now)
    self.writes = writes
    self.applies = applies
  }
}
