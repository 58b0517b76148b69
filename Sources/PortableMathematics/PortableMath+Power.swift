extension PortableMath {
  /// Returns `base` to the power of `exponent`, within 1 ulp.
  ///
  /// Whole exponents up to 64 either way are computed by multiplication in double precision twice
  /// over: exact wherever the result is a `Double`. Special values follow `pow` of IEEE 754: 1 if the
  /// exponent is 0 or the base is 1, NaN for a negative base unless the exponent is whole.
  public static func pow(_ base: Double, _ exponent: Double) -> Double {
    if exponent == 0 || base == 1 { return 1 }
    if base.isNaN || exponent.isNaN { return .nan }
    let isOdd = isWhole(exponent) && !isWhole(exponent / 2)
    let isNegative = base.sign == .minus && isOdd
    let magnitude = base.magnitude
    if magnitude == 0 || magnitude == .infinity {
      let grows = (magnitude == 0) != (exponent > 0)
      return grows ? (isNegative ? -.infinity : .infinity) : (isNegative ? -0.0 : 0)
    }
    if base < 0, !isWhole(exponent) { return .nan }
    let power = positivePower(magnitude, exponent)
    return isNegative ? -power : power
  }

  private static func isWhole(_ x: Double) -> Bool {
    x.rounded(.towardZero) == x
  }

  private static func positivePower(_ base: Double, _ exponent: Double) -> Double {
    if exponent.magnitude <= 64, isWhole(exponent) {
      return wholePower(base, Int64(exponent))
    }
    guard exponent.magnitude < 0x1p70 else {
      // The logarithm of anything but 1 exceeds 2^-54: certain to overflow or to vanish.
      return base == 1 ? 1 : (base > 1) == (exponent > 0) ? .infinity : 0
    }
    let logarithm = extendedLog(base)
    let product = DoubleDouble.product(exponent, logarithm.high)
    guard product.high.magnitude < 800 else { return product.high > 0 ? .infinity : 0 }
    return exp(product.high, plus: product.low + exponent * logarithm.low)
  }

  /// `base` multiplied by itself, apart from its power of two so that nothing overflows on the way.
  private static func wholePower(_ base: Double, _ exponent: Int64) -> Double {
    let significand = DoubleDouble(base.significand)
    var power = DoubleDouble(1)
    var bit: Int64 = 64
    while bit > 0 {
      power = power * power
      if exponent.magnitude & bit.magnitude != 0 { power = power * significand }
      bit >>= 1
    }
    if exponent < 0 { power = DoubleDouble(1) / power }
    let binaryExponent = Int64(base.exponent) * exponent
    guard binaryExponent.magnitude < 2000 else { return binaryExponent > 0 ? .infinity : 0 }
    return scaled(power.high, binaryExponent)
  }

  /// Coefficients 2 / (2*n* + 1) of artanh, from *n* = 2 on.
  private static let artanhTail: [Double] = [
    2.0 / 5, 2.0 / 7, 2.0 / 9, 2.0 / 11, 2.0 / 13, 2.0 / 15, 2.0 / 17, 2.0 / 19, 2.0 / 21,
    2.0 / 23, 2.0 / 25,
  ]

  /// The natural logarithm of a positive, finite number with a relative error below 2^-64.
  ///
  /// As ``log(_:)``, with the first two terms of artanh in twice the precision.
  private static func extendedLog(_ x: Double) -> DoubleDouble {
    var k = Double(x.exponent)
    var m = x.significand
    if m >= 0x1.6a09e667f3bcdp+0 {
      m /= 2
      k += 1
    }
    let f = m - 1
    let s = DoubleDouble(f) / DoubleDouble.ordered(2, f)
    let z = s * s
    var tail = 0.0
    for coefficient in artanhTail.reversed() { tail = tail * z.high + coefficient }
    let factor = DoubleDouble(0x1.5555555555555p-1, 0x1.5555555555555p-55)
    let series = s * z * (factor + DoubleDouble(tail * z.high))
    let logarithm = DoubleDouble(2 * s.high, 2 * s.low) + series
    return DoubleDouble.ordered(k * ln2High, k * ln2Low) + logarithm
  }
}
