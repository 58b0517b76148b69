public import TimeBase

/// Mean and variance of whole numbers, from sums that are exact.
///
/// Count, sum and sum of squares are integers wide enough for every `Int64` (64, 128 and 192 bits: 2^63
/// values of 2^63 cannot overflow them). Nothing is rounded before the final division, so neither the
/// order of the values nor that of merging makes a difference to any bit of a result, and a variance
/// does not lose its digits to a large mean.
@frozen
public struct Moments: BitwiseCopyable, Hashable, Sendable {
  /// How many values were added.
  @inlinable public var count: Int64 { addedCount }

  /// Their exact sum.
  @inlinable public var sum: Int128 { addedSum }

  @usableFromInline var addedCount: Int64 = 0
  @usableFromInline var addedSum: Int128 = 0

  // The sum of squares: squaresHigh · 2^128 + squaresLow.
  @usableFromInline var squaresLow: UInt128 = 0
  @usableFromInline var squaresHigh: UInt64 = 0

  @inlinable
  public init() {}

  @inlinable
  @inline(__always)
  public mutating func add(_ value: Int64) {
    addedCount &+= 1
    addedSum &+= Int128(truncatingIfNeeded: value)
    let magnitude = value.magnitude
    let (high, low) = magnitude.multipliedFullWidth(by: magnitude)
    let square = UInt128(truncatingIfNeeded: high) &<< 64 | UInt128(truncatingIfNeeded: low)
    let (total, carry) = squaresLow.addingReportingOverflow(square)
    squaresLow = total
    squaresHigh &+= carry ? 1 : 0
  }

  /// Adds many values at once.
  @inlinable
  public mutating func add(contentsOf values: UnsafeBufferPointer<Int64>) {
    var moments = self
    for value in values { moments.add(value) }
    self = moments
  }

  /// Adds a length of time in nanoseconds.
  @inlinable
  public mutating func add(_ span: TimeSpan) {
    add(span.nanoseconds)
  }

  /// Adds the values of another.
  public mutating func merge(_ other: Moments) {
    addedCount += other.addedCount
    addedSum += other.addedSum
    let (total, carry) = squaresLow.addingReportingOverflow(other.squaresLow)
    squaresLow = total
    squaresHigh += other.squaresHigh + (carry ? 1 : 0)
  }

  /// Removes the values of an earlier copy of this one, leaving those added since.
  ///
  /// - Precondition: `earlier` is such a copy.
  public mutating func subtract(_ earlier: Moments) {
    precondition(
      count >= earlier.count,
      "moments of \(earlier.count) values are no earlier state of those of \(count)")
    addedCount -= earlier.addedCount
    addedSum -= earlier.addedSum
    let (total, borrow) = squaresLow.subtractingReportingOverflow(earlier.squaresLow)
    squaresLow = total
    squaresHigh -= earlier.squaresHigh + (borrow ? 1 : 0)
  }

  /// `nil` if there is no value.
  public var mean: Double? { count > 0 ? Double(sum) / Double(count) : nil }

  /// The unbiased sample variance, Σ(x - mean)² / (n - 1); `nil` for fewer than two values.
  public var variance: Double? {
    guard count > 1 else { return nil }
    return squaredDeviations / (Double(count) * Double(count - 1))
  }

  /// The variance of the values themselves, Σ(x - mean)² / n; `nil` if there is no value.
  public var populationVariance: Double? {
    guard count > 0 else { return nil }
    return squaredDeviations / (Double(count) * Double(count))
  }

  /// The square root of ``variance``; `nil` for fewer than two values.
  public var standardDeviation: Double? { variance.map { $0.squareRoot() } }

  /// n·Σx² - (Σx)², which is n·Σ(x - mean)².
  private var squaredDeviations: Double {
    var squares = UInt256(squaresLow, times: UInt128(count))
    squares.high += UInt128(squaresHigh) * UInt128(count)
    return (squares - UInt256(sum.magnitude, times: sum.magnitude)).approximate
  }
}
