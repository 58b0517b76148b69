extension UInt128 {
  /// The quotient, rounded up. Stays in 64 bits where it can: a 128-bit division costs ten times as
  /// much.
  ///
  /// - Precondition: `divisor` is not zero.
  @inlinable
  func dividedRoundingUp(by divisor: UInt64) -> UInt128 {
    if let narrow = UInt64(exactly: self) {
      let (quotient, remainder) = narrow.quotientAndRemainder(dividingBy: divisor)
      return UInt128(quotient) &+ (remainder > 0 ? 1 : 0)
    }
    let (quotient, remainder) = quotientAndRemainder(dividingBy: UInt128(divisor))
    return quotient &+ (remainder > 0 ? 1 : 0)
  }

  /// The quotient, rounded down, in 64 bits where that is possible.
  ///
  /// - Precondition: `divisor` is not zero.
  @inlinable
  func dividedRoundingDown(by divisor: UInt64) -> UInt128 {
    if let narrow = UInt64(exactly: self) { return UInt128(narrow / divisor) }
    return self / UInt128(divisor)
  }
}
