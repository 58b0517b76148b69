public import TimeBase

/// Says how long to go on looking for expired entries that nobody asks for: Redis's
/// `activeExpireCycle`.
///
/// ```
/// if cycles.begin(.slow, at: now) {
///   repeat { step = cache.expireSome(cycles.samples, at: now) }
///   while cycles.goesOn(after: step, at: now)
/// }
/// ```
///
/// A slow cycle comes ten times a second (`hz`) and takes up to a quarter of its period; it goes on
/// while more than a tenth of a sample had expired. A fast cycle takes up to a millisecond, no more
/// than once in two, and only if the last slow one ran out of time or a running estimate of what
/// has expired is above a tenth. The clock is looked at after every sixteenth step. Each step of
/// effort adds 5 samples, a quarter of a millisecond and two points of time, and takes one point
/// off what is put up with.
@frozen
public struct ActiveExpiry: BitwiseCopyable, Sendable {
  @frozen
  public enum Cycle: BitwiseCopyable, Hashable, Sendable {
    /// Of the server's timer.
    case slow

    /// Right before the server sleeps.
    case fast
  }

  /// `active-expire-effort`, 1 to 10.
  public let effort: Int

  /// Slow cycles a second: `hz`, 1 to 500.
  public let frequency: Int

  @usableFromInline var cycle = Cycle.slow
  @usableFromInline var start = Instant.zero
  @usableFromInline var lastFast: Instant?
  @usableFromInline var steps = 0
  @usableFromInline var hasTimedOut = false
  @usableFromInline var totals = (sampled: 0, expired: 0)

  /// The share of entries with a time to live that have expired, 0 to 1, as the last cycles saw it.
  public private(set) var estimatedStale = 0.0

  /// - Precondition: the effort is in `1...10`, and the frequency in `1...500`.
  public init(effort: Int = 1, frequency: Int = 10) {
    precondition((1...10).contains(effort), "the effort must be in 1...10, not \(effort)")
    precondition((1...500).contains(frequency), "hz must be in 1...500, not \(frequency)")
    self.effort = effort
    self.frequency = frequency
  }

  /// How many entries each step looks at.
  public var samples: Int { 20 + 5 * (effort - 1) }

  /// The percentage of expired entries that is put up with.
  public var acceptableStale: Int { 10 - (effort - 1) }

  /// How long a cycle may take.
  public func limit(of cycle: Cycle) -> TimeSpan {
    switch cycle {
    case .slow:
      let percent = Int64(25 + 2 * (effort - 1))
      return .nanoseconds(1_000_000_000 / Int64(frequency) * percent / 100)
    case .fast: return .microseconds(1_000 + 250 * Int64(effort - 1))
    }
  }

  /// The time from one slow cycle to the next.
  public var period: TimeSpan { .nanoseconds(1_000_000_000 / Int64(frequency)) }

  /// Begins a cycle, unless it is a fast one without need.
  public mutating func begin(_ cycle: Cycle, at now: Instant) -> Bool {
    if cycle == .fast {
      guard hasTimedOut || estimatedStale * 100 >= Double(acceptableStale) else { return false }
      let pause = limit(of: .fast) * 2
      if let lastFast, now < lastFast + pause { return false }
      lastFast = now
    }
    self.cycle = cycle
    start = now
    steps = 0
    hasTimedOut = false
    totals = (0, 0)
    return true
  }

  /// Takes note of a step, and says whether to make another.
  ///
  /// - Parameter now: the time after the step.
  public mutating func goesOn(
    after step: (sampled: Int, expired: Int), at now: Instant
  ) -> Bool {
    steps += 1
    totals.sampled += step.sampled
    totals.expired += step.expired
    if steps & 15 == 0, now - start > limit(of: cycle) {
      hasTimedOut = true
      return end()
    }
    return step.sampled > 0 && step.expired * 100 > acceptableStale * step.sampled ? true : end()
  }

  private mutating func end() -> Bool {
    let share = totals.sampled == 0 ? 0 : Double(totals.expired) / Double(totals.sampled)
    estimatedStale = share * 0.05 + estimatedStale * 0.95
    return false
  }
}
