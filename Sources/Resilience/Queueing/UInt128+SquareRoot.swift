extension UInt128 {
  /// The largest whole number whose square is not larger: the square root rounded down, exactly.
  ///
  /// Newton's method from above, which falls until it is there.
  package var integerSquareRoot: UInt128 {
    guard self > 1 else { return self }
    var root: UInt128 = 1 << ((UInt128.bitWidth - leadingZeroBitCount + 1) / 2)
    while true {
      let next = (root + self / root) >> 1
      guard next < root else { return root }
      root = next
    }
  }
}
