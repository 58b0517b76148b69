public import TimeBase

/// When the caller's patience ends, as it is handed from service to service.
///
/// What travels is the time that is left, not a time of day: clocks of two machines differ. Each hop
/// takes off what it spent, keeps a margin for the way back, and never waits longer than its own timeout.
///
///     guard let budget = deadline.budget(at: now, timeout: .seconds(2), margin: .milliseconds(5))
///     else { answer at once: there is no time left }
///     call with `budget`
///
/// A deadline has passed at its very instant.
@frozen
public struct Deadline: BitwiseCopyable, Comparable, Hashable, Sendable {
  public let instant: Instant

  @inlinable
  public init(at instant: Instant) {
    self.instant = instant
  }

  /// The deadline of a request that came with the given time left; none is left of a negative one.
  @inlinable
  public init(_ remaining: TimeSpan, from now: Instant) {
    instant = now + max(.zero, remaining)
  }

  /// No deadline at all.
  @inlinable public static var never: Self { Self(at: .distantFuture) }

  @inlinable
  public static func < (lhs: Self, rhs: Self) -> Bool { lhs.instant < rhs.instant }

  @inlinable
  public func hasPassed(at now: Instant) -> Bool { now >= instant }

  /// The time left; zero after the deadline, and for ever without one.
  @inlinable
  public func remaining(at now: Instant) -> TimeSpan {
    instant == .distantFuture ? .forever : max(.zero, instant - now)
  }

  /// The earlier of this and the end of an own timeout.
  @inlinable
  public func narrowed(to timeout: TimeSpan, from now: Instant) -> Self {
    min(self, Self(timeout, from: now))
  }

  /// What a call to the next service may take: the time left without a margin, and at most an own
  /// timeout; `nil` if nothing is left, so that the call is not worth making.
  @inlinable
  public func budget(
    at now: Instant, timeout: TimeSpan = .forever, margin: TimeSpan = .zero
  ) -> TimeSpan? {
    let remaining = remaining(at: now)
    let left = remaining == .forever ? remaining : remaining - max(.zero, margin)
    let budget = min(left, timeout)
    return budget > .zero ? budget : nil
  }
}
