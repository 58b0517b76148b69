/// A point on a clock that never runs backwards, counted in whole nanoseconds.
///
/// An instant carries no calendar and no epoch: ``zero`` is wherever the clock that produced it
/// started. The simulation's clock starts at zero; a live clock starts when its owner does.
/// Comparing instants of two different clocks is a programming error that nothing can detect.
///
/// One `Int64` reaches 292 years either way, and a comparison is one machine instruction.
@frozen
public struct Instant: BitwiseCopyable, Comparable, Hashable, Sendable {
  /// Nanoseconds since the clock's origin.
  public let nanoseconds: Int64

  @inlinable
  public init(nanoseconds: Int64) {
    self.nanoseconds = nanoseconds
  }

  @inlinable public static var zero: Self { Self(nanoseconds: 0) }

  /// Later than everything that happens: where sums that would overflow end up.
  @inlinable public static var distantFuture: Self { Self(nanoseconds: .max) }

  @inlinable
  public static func < (lhs: Self, rhs: Self) -> Bool {
    lhs.nanoseconds < rhs.nanoseconds
  }

  /// Returns the instant `span` after `self`, or the last representable one.
  @inlinable
  public static func + (instant: Self, span: TimeSpan) -> Self {
    let (sum, overflow) = instant.nanoseconds.addingReportingOverflow(span.nanoseconds)
    guard overflow else { return Self(nanoseconds: sum) }
    return Self(nanoseconds: span.nanoseconds > 0 ? .max : .min)
  }

  /// Returns the instant `span` before `self`, or the first representable one.
  @inlinable
  public static func - (instant: Self, span: TimeSpan) -> Self {
    let (difference, overflow) = instant.nanoseconds.subtractingReportingOverflow(span.nanoseconds)
    guard overflow else { return Self(nanoseconds: difference) }
    return Self(nanoseconds: span.nanoseconds > 0 ? .min : .max)
  }

  /// Returns the time from `earlier` to `later`; negative if the two are swapped.
  @inlinable
  public static func - (later: Self, earlier: Self) -> TimeSpan {
    TimeSpan(nanoseconds: later.nanoseconds) - TimeSpan(nanoseconds: earlier.nanoseconds)
  }

  @inlinable
  public static func += (instant: inout Self, span: TimeSpan) {
    instant = instant + span
  }
}

extension Instant: CustomStringConvertible {
  /// The time since the origin, for instance `2m` or `1.5ms`.
  public var description: String {
    TimeSpan(nanoseconds: nanoseconds).description
  }
}
