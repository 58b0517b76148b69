public import TimeBase

/// Controlled delay as routers have it: once the wait has been above the target for a whole interval,
/// it drops one, and the next after `interval / √count`, until the wait is below the target.
///
/// What RFC 8289 does within one removal from the queue is taken apart here: whoever asks about one
/// entry after the other gets the decisions of the pseudo-code in section 5 of the RFC. Entries count
/// as packets of full size, so that none is dropped while at most one is left behind it.
///
///     while let entry = queue.removeFirst() {
///       guard control.drops(waited: …, behind: queue.count, at: now) else { return entry }
///     }
///     control.queueIsEmpty()
@frozen
public struct NetworkCoDel: BitwiseCopyable, Hashable, Sendable {
  public let policy: Policy

  /// The target, and the interval for which the wait must have been above it, which is also the time
  /// between the first two drops. The defaults of RFC 8289 are those of folly.
  public typealias Policy = CoDel.Policy

  /// When the wait will have been above the target for an interval; `nil` if it is below.
  @usableFromInline var standingFrom: Instant?
  @usableFromInline var nextDrop = Instant.zero
  @usableFromInline var count: UInt32 = 0
  @usableFromInline var lastCount: UInt32 = 0

  /// One was dropped on entering the state, so that the one behind it is kept in any case.
  @usableFromInline var keepsNext = false

  /// One was dropped by schedule, and the next drop is scheduled if the wait is still too long.
  @usableFromInline var schedulesNext = false

  /// Whether entries are being dropped.
  public private(set) var isDropping = false

  /// - Precondition: The policy has no ``Policy/problem``.
  public init(_ policy: Policy) {
    precondition(policy.problem == nil, "controlled delay: \(policy.problem ?? "")")
    self.policy = policy
  }

  /// Whether an entry is dropped that was taken out at `now` after having waited for so long.
  ///
  /// - Parameter behind: How many are still in the queue.
  public mutating func drops(waited: TimeSpan, behind: Int, at now: Instant) -> Bool {
    let isStanding = isStanding(waited: waited, behind: behind, at: now)
    if keepsNext {
      keepsNext = false
      return false
    }
    guard isDropping else {
      if isStanding { begin(at: now) }
      return isStanding
    }
    return dropsBySchedule(isStanding: isStanding, at: now)
  }

  /// Tells that there was nobody to take out.
  public mutating func queueIsEmpty() {
    standingFrom = nil
    keepsNext = false
    if schedulesNext { isDropping = false }
    schedulesNext = false
  }

  /// Returns the time between two drops after so many: `interval / √count`, rounded down to a whole
  /// nanosecond, exactly.
  ///
  /// - Precondition: `count` is 1 or more.
  public static func spacing(_ interval: TimeSpan, after count: UInt32) -> TimeSpan {
    precondition(count > 0, "there is no time between \(count) drops")
    let square = interval.nanoseconds.magnitude.multipliedFullWidth(
      by: interval.nanoseconds.magnitude)
    let number = (UInt128(square.high) << 64 | UInt128(square.low)) / UInt128(count)
    return TimeSpan(nanoseconds: Int64(clamping: number.integerSquareRoot))
  }

  private mutating func isStanding(waited: TimeSpan, behind: Int, at now: Instant) -> Bool {
    guard waited >= policy.target, behind > 1 else {
      standingFrom = nil
      return false
    }
    guard let standingFrom else {
      standingFrom = now + policy.interval
      return false
    }
    return now >= standingFrom
  }

  private mutating func begin(at now: Instant) {
    isDropping = true
    keepsNext = true
    // A queue that stands again soon after is dropped from at the rate that had helped.
    let risen = count &- lastCount
    count = risen > 1 && now - nextDrop < policy.interval * 16 ? risen : 1
    nextDrop = now + Self.spacing(policy.interval, after: count)
    lastCount = count
  }

  private mutating func dropsBySchedule(isStanding: Bool, at now: Instant) -> Bool {
    guard isStanding else {
      isDropping = false
      schedulesNext = false
      return false
    }
    if schedulesNext {
      nextDrop += Self.spacing(policy.interval, after: count)
      schedulesNext = false
    }
    guard now >= nextDrop else { return false }
    count = count == .max ? count : count + 1
    schedulesNext = true
    return true
  }
}
