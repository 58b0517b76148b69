/// 256 bits, for the few products and differences that must be exact before they become a double.
struct UInt256 {
  var high: UInt128
  var low: UInt128

  /// The whole product.
  init(_ first: UInt128, times second: UInt128) {
    (high, low) = first.multipliedFullWidth(by: second)
  }

  /// - Precondition: `lhs` is not less than `rhs`.
  static func - (lhs: Self, rhs: Self) -> Self {
    let (low, borrow) = lhs.low.subtractingReportingOverflow(rhs.low)
    var difference = lhs
    difference.high -= rhs.high + (borrow ? 1 : 0)
    difference.low = low
    return difference
  }

  /// The value as a double, within 2 units in the last place.
  var approximate: Double { Double(high) * 0x1p128 + Double(low) }
}
