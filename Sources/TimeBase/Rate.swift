/// How often something happens: a whole number of occurrences in a whole number of nanoseconds.
///
/// A rate is kept as the fraction its author wrote (`20/min` is 20 per 60 s, `130.7/s` is 1,307 per
/// 10 s), so that a limiter can count in integers and never drifts.
@frozen
public struct Rate: Hashable, Sendable {
  /// Occurrences in one ``period``; 0 means never.
  public let count: Int64

  /// The time over which they are counted; longer than zero.
  public let period: TimeSpan

  /// - Precondition: `count` is not negative and `period` is longer than zero.
  @inlinable
  public init(_ count: Int64, per period: TimeSpan) {
    precondition(count >= 0, "a rate of \(count) would be negative")
    precondition(
      period > .zero, "a rate needs a period longer than zero, not \(period.nanoseconds)ns")
    self.count = count
    self.period = period
  }

  @inlinable
  public static func perSecond(_ count: Int64) -> Self { Self(count, per: .seconds(1)) }

  @inlinable
  public static func perMinute(_ count: Int64) -> Self { Self(count, per: .minutes(1)) }

  /// Occurrences a second.
  @inlinable
  public var perSecond: Double { Double(count) * 1e9 / Double(period.nanoseconds) }

  /// Mean time between occurrences in nanoseconds; infinite for a rate of zero.
  @inlinable
  public var meanNanosecondsBetween: Double { Double(period.nanoseconds) / Double(count) }
}

extension Rate {
  /// Returns when the `index`-th occurrence, counted from 0, of a perfectly regular process happens
  /// after the first: `index / rate`, rounded to the nearest nanosecond, and forever at rate 0.
  ///
  /// The sum is not carried along from one occurrence to the next, so that it never drifts.
  public func offset(ofOccurrence index: UInt64) -> TimeSpan {
    guard count > 0 else { return index == 0 ? .zero : .forever }
    let product = index.multipliedFullWidth(by: UInt64(period.nanoseconds))
    let divisor = UInt64(count)
    guard product.high < divisor else { return .forever }
    let (quotient, remainder) = divisor.dividingFullWidth(product)
    let rounded = remainder >= divisor - remainder ? quotient &+ 1 : quotient
    return TimeSpan(nanoseconds: Int64(clamping: rounded))
  }
}

extension Rate: Comparable {
  /// Compares exactly, by cross-multiplication in 128 bits.
  public static func < (lhs: Self, rhs: Self) -> Bool {
    lhs.count.multipliedFullWidth(by: rhs.period.nanoseconds)
      < rhs.count.multipliedFullWidth(by: lhs.period.nanoseconds)
  }

  /// `60/min` equals `1/s`.
  public static func == (lhs: Self, rhs: Self) -> Bool {
    lhs.count.multipliedFullWidth(by: rhs.period.nanoseconds)
      == rhs.count.multipliedFullWidth(by: lhs.period.nanoseconds)
  }

  public func hash(into hasher: inout Hasher) {
    let divisor = Self.greatestCommonDivisor(count, period.nanoseconds)
    hasher.combine(count / divisor)
    hasher.combine(period.nanoseconds / divisor)
  }

  private static func greatestCommonDivisor(_ first: Int64, _ second: Int64) -> Int64 {
    var (larger, smaller) = (first, second)
    while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
    return larger
  }
}
