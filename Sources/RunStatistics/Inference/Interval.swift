/// A range of values that are held possible, its ends included.
public struct Interval: Hashable, Sendable {
  public let lower: Double
  public let upper: Double

  /// - Precondition: `lower <= upper`, and neither is NaN.
  public init(lower: Double, upper: Double) {
    precondition(lower <= upper, "an interval cannot reach from \(lower) to \(upper)")
    self.lower = lower
    self.upper = upper
  }

  /// From `middle - halfWidth` to `middle + halfWidth`.
  ///
  /// - Precondition: `halfWidth >= 0`.
  public init(middle: Double, halfWidth: Double) {
    self.init(lower: middle - halfWidth, upper: middle + halfWidth)
  }

  public var middle: Double { lower + (upper - lower) / 2 }

  public var halfWidth: Double { (upper - lower) / 2 }

  /// The largest distance from 0 of any value in it.
  public var largestMagnitude: Double { max(lower.magnitude, upper.magnitude) }

  public func contains(_ value: Double) -> Bool { lower <= value && value <= upper }
}
