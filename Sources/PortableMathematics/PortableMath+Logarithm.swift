extension PortableMath {
  /// Returns the natural logarithm of `x`, within 0.82 ulp.
  ///
  /// -∞ for 0 and NaN for negative numbers.
  ///
  /// With *x* = 2^*k* *m* and *m* in [√½, √2), the logarithm is *k* ln 2 + ln(1 + *f*) where
  /// *f* = *m* - 1, and with *s* = *f* / (2 + *f*) the latter is 2 artanh *s*. Writing that as
  /// *f* - *f*²/2 + *s* (*f*²/2 + *R*(*s*²)) keeps the largest term free of error. The polynomial *R*
  /// is a minimax fit of relative error 2^-59.
  @inlinable
  public static func log(_ x: Double) -> Double {
    var bits = x.bitPattern
    var bias: Int64 = 0
    // Positive and normal: anything else is rare and settled apart.
    if bits &- 0x0010_0000_0000_0000 >= 0x7FE0_0000_0000_0000 {
      guard x > 0 else { return x == 0 ? -.infinity : .nan }
      guard x < .infinity else { return x }
      bits = (x * 0x1p54).bitPattern
      bias = -54
    }
    let exponent = Int64(bitPattern: bits &- 0x3FE6_A09E_667F_3BCD) >> 52
    let f = Double(bitPattern: bits &- UInt64(bitPattern: exponent &<< 52)) - 1
    let k = Double(exponent &+ bias)
    let s = f / (2 + f)
    let z = s * s
    let z2 = z * z
    let low = 0x1.5555555555592p-1 + 0x1.999999997fd78p-2 * z
    let middle = 0x1.24924941f4f57p-2 + 0x1.c71c52060aa15p-3 * z
    let high = 0x1.74663fa1eeb57p-3 + 0x1.39a1a6f6709a0p-3 * z + 0x1.2f0634bf342dcp-3 * z2
    let r = z * (low + z2 * (middle + z2 * high))
    let halfSquare = 0.5 * f * f
    // The sum of the two large terms, and exactly what is lost in rounding it.
    let sum = k * ln2High + f
    let rest = (k * ln2High - sum) + f
    return sum + (rest + (s * (halfSquare + r) + k * ln2Low - halfSquare))
  }

  /// Returns ln(1 + *x*), within 3 ulp also where *x* is tiny.
  ///
  /// - SeeAlso: Kahan's correction, in Goldberg, *What every computer scientist should know about
  ///   floating-point arithmetic*, theorem 4.
  public static func log1p(_ x: Double) -> Double {
    let sum = 1 + x
    guard sum != 1, sum < .infinity else { return x }
    return sum > 0 ? log(sum) * (x / (sum - 1)) : log(sum)
  }
}
