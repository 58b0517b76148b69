/// A span in nanoseconds and parts of one, of which there are as many as its owner says; what is
/// longer than 2^64 ns counts as that long.
@frozen
@usableFromInline
struct FractionalSpan: BitwiseCopyable, Hashable, Comparable, Sendable {
  @usableFromInline var nanoseconds: UInt64

  /// Less than the number of parts.
  @usableFromInline var fraction: UInt64

  @inlinable
  init(_ nanoseconds: UInt64, fraction: UInt64) {
    self.nanoseconds = nanoseconds
    self.fraction = fraction
  }

  /// `factor * numerator / parts` nanoseconds.
  init(_ factor: UInt64, times numerator: UInt64, in parts: UInt64) {
    let product = factor.multipliedFullWidth(by: numerator)
    guard product.high < parts else {
      self.init(.max, fraction: parts - 1)
      return
    }
    let (quotient, remainder) = parts.dividingFullWidth(product)
    self.init(quotient, fraction: remainder)
  }

  @inlinable
  static func < (lhs: Self, rhs: Self) -> Bool {
    lhs.nanoseconds < rhs.nanoseconds
      || lhs.nanoseconds == rhs.nanoseconds && lhs.fraction < rhs.fraction
  }

  @inlinable
  func adding(_ other: Self, parts: UInt64) -> Self {
    var (sum, overflow) = nanoseconds.addingReportingOverflow(other.nanoseconds)
    // Both are below 2^63, as the count of a rate is.
    var rest = fraction &+ other.fraction
    if rest >= parts {
      rest &-= parts
      let carry = sum.addingReportingOverflow(1)
      sum = carry.partialValue
      overflow = overflow || carry.overflow
    }
    return overflow ? Self(.max, fraction: parts &- 1) : Self(sum, fraction: rest)
  }

  /// By how many nanoseconds this is longer than a shorter span, rounded up.
  @inlinable
  func nanosecondsBeyond(_ other: Self) -> UInt64 {
    let whole = nanoseconds &- other.nanoseconds
    return fraction > other.fraction ? whole &+ 1 : whole
  }

  /// How many times `unit` fits into what this is longer than `other`; 0 if it is shorter.
  func count(of unit: Self, beyond other: Self, parts: UInt64) -> Int64 {
    guard self > other else { return 0 }
    let difference = total(in: parts) - other.total(in: parts)
    return Int64(clamping: difference / unit.total(in: parts))
  }

  private func total(in parts: UInt64) -> UInt128 {
    UInt128(nanoseconds) * UInt128(parts) + UInt128(fraction)
  }
}
