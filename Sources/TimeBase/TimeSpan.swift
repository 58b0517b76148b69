/// A length of time in whole nanoseconds; negative only as the difference of two instants.
///
/// Sums, differences and products saturate at the ends of `Int64` instead of trapping: a timeout of
/// three centuries and one of four are the same to every caller, and no model file can crash a run
/// by naming one.
@frozen
public struct TimeSpan: BitwiseCopyable, Comparable, Hashable, Sendable {
  public let nanoseconds: Int64

  @inlinable
  public init(nanoseconds: Int64) {
    self.nanoseconds = nanoseconds
  }

  @inlinable public static var zero: Self { Self(nanoseconds: 0) }

  /// Longer than anything that is waited for.
  @inlinable public static var forever: Self { Self(nanoseconds: .max) }

  @inlinable
  public static func nanoseconds(_ count: Int64) -> Self { Self(nanoseconds: count) }

  @inlinable
  public static func microseconds(_ count: Int64) -> Self { Self(nanoseconds: 1_000) * count }

  @inlinable
  public static func milliseconds(_ count: Int64) -> Self { Self(nanoseconds: 1_000_000) * count }

  @inlinable
  public static func seconds(_ count: Int64) -> Self { Self(nanoseconds: 1_000_000_000) * count }

  @inlinable
  public static func minutes(_ count: Int64) -> Self { Self(nanoseconds: 60_000_000_000) * count }

  /// Rounds a number of nanoseconds to the nearest whole one, ties to even, and clamps it to
  /// `0...forever`.
  ///
  /// - Precondition: `nanoseconds` is not NaN.
  @inlinable
  public init(roundingNanoseconds nanoseconds: Double) {
    precondition(!nanoseconds.isNaN, "a time span cannot be NaN")
    let rounded = nanoseconds.rounded(.toNearestOrEven)
    if rounded <= 0 {
      self.nanoseconds = 0
    } else if rounded >= 0x1p63 {
      self.nanoseconds = .max
    } else {
      self.nanoseconds = Int64(rounded)
    }
  }

  /// The length in seconds; exact up to 2^53 nanoseconds, which is 104 days.
  @inlinable
  public var seconds: Double { Double(nanoseconds) / 1e9 }

  @inlinable
  public static func < (lhs: Self, rhs: Self) -> Bool {
    lhs.nanoseconds < rhs.nanoseconds
  }

  @inlinable
  public static func + (lhs: Self, rhs: Self) -> Self {
    let (sum, overflow) = lhs.nanoseconds.addingReportingOverflow(rhs.nanoseconds)
    guard overflow else { return Self(nanoseconds: sum) }
    return Self(nanoseconds: rhs.nanoseconds > 0 ? .max : .min)
  }

  @inlinable
  public static func - (lhs: Self, rhs: Self) -> Self {
    let (difference, overflow) = lhs.nanoseconds.subtractingReportingOverflow(rhs.nanoseconds)
    guard overflow else { return Self(nanoseconds: difference) }
    return Self(nanoseconds: rhs.nanoseconds > 0 ? .min : .max)
  }

  @inlinable
  public static func * (span: Self, factor: Int64) -> Self {
    let (product, overflow) = span.nanoseconds.multipliedReportingOverflow(by: factor)
    guard overflow else { return Self(nanoseconds: product) }
    return Self(nanoseconds: (span.nanoseconds > 0) == (factor > 0) ? .max : .min)
  }

  @inlinable
  public static func += (lhs: inout Self, rhs: Self) { lhs = lhs + rhs }

  @inlinable
  public static func -= (lhs: inout Self, rhs: Self) { lhs = lhs - rhs }
}
