/// A quantile as an exact fraction: 0.999 is 999 of 1,000, with no binary rounding in between.
///
/// Its rank among `n` values is an integer computed in integers, so that the 7th of 100 values never
/// becomes the 8th because 0.07 has no exact `Double`. There is one definition throughout: the
/// nearest rank, ⌈q·n⌉, counted from 1.
@frozen
public struct Quantile: BitwiseCopyable, Hashable, Sendable {
  /// In lowest terms, from 0 to ``denominator``.
  public let numerator: Int64

  /// In lowest terms, at least 1.
  public let denominator: Int64

  /// `Quantile(999, of: 1000)` is the 99.9th percentile; 0 is the minimum, 1 of 1 the maximum.
  ///
  /// - Precondition: `0 <= numerator <= denominator` and `denominator > 0`.
  public init(_ numerator: Int64, of denominator: Int64) {
    precondition(
      denominator > 0 && numerator >= 0 && numerator <= denominator,
      "a quantile is a fraction from 0 to 1, not \(numerator)/\(denominator)")
    var (divisor, remainder) = (denominator, numerator)
    while remainder != 0 { (divisor, remainder) = (remainder, divisor % remainder) }
    self.numerator = numerator / divisor
    self.denominator = denominator / divisor
  }

  public static let p50 = Quantile(1, of: 2)
  public static let p75 = Quantile(3, of: 4)
  public static let p90 = Quantile(9, of: 10)
  public static let p95 = Quantile(19, of: 20)
  public static let p99 = Quantile(99, of: 100)
  public static let p999 = Quantile(999, of: 1000)

  /// The nearest double from 0 to 1.
  public var fraction: Double { Double(numerator) / Double(denominator) }

  /// The nearest rank among `count` values, from 1 (the smallest) to `count`.
  ///
  /// - Precondition: `count > 0`; nothing has no quantile.
  public func rank(among count: Int64) -> Int64 {
    precondition(count > 0, "there is no quantile among \(count) values")
    let (high, low) = numerator.magnitude.multipliedFullWidth(by: count.magnitude)
    // The product is at most denominator · count, so the quotient fits.
    let (floor, remainder) = denominator.magnitude.dividingFullWidth((high, low))
    let ceiling = Int64(floor) + (remainder > 0 ? 1 : 0)
    return max(ceiling, 1)
  }
}

extension Quantile: Comparable {
  public static func < (lhs: Self, rhs: Self) -> Bool {
    lhs.numerator.multipliedFullWidth(by: rhs.denominator)
      < rhs.numerator.multipliedFullWidth(by: lhs.denominator)
  }
}
