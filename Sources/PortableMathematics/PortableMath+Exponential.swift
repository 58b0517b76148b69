extension PortableMath {
  /// Returns e to the power of `x`, within 0.8 ulp.
  ///
  /// +∞ above 709.78 and 0 below -745.13.
  ///
  /// With *k* the whole number nearest to *x* / ln 2 and *r* = *x* - *k* ln 2, the result is
  /// 2^*k* e^*r*. For e^*r* = 1 + *r* + *r*² *Q*(*r*) the polynomial *Q* is a minimax fit of error
  /// 2^-58.
  @inlinable
  public static func exp(_ x: Double) -> Double {
    exp(x, plus: 0)
  }

  /// Returns e^(`x` + `correction`), where the correction is below half a unit in the last place of
  /// `x`.
  @inlinable
  static func exp(_ x: Double, plus correction: Double) -> Double {
    guard x.magnitude < 708 else { return extremeExp(x, plus: correction) }
    let (significand, exponent) = reducedExp(x, plus: correction)
    return Double(bitPattern: significand.bitPattern &+ UInt64(bitPattern: exponent &<< 52))
  }

  /// Returns e^`x` - 1, within 3 ulp also where `x` is tiny.
  ///
  /// - SeeAlso: Kahan's correction, in Higham, *Accuracy and stability of numerical algorithms*,
  ///   section 1.14.1.
  public static func expm1(_ x: Double) -> Double {
    let power = exp(x)
    guard power != 1, power < .infinity else { return power == 1 ? x : power }
    let difference = power - 1
    return difference == -1 ? -1 : difference * (x / log(power))
  }

  /// e^(`x` + `correction`) as a number in [√½, √2] and a power of two.
  @inlinable
  static func reducedExp(
    _ x: Double, plus correction: Double
  ) -> (significand: Double, exponent: Int64) {
    // Adding 1.5 × 2^52 leaves the nearest whole number in the last bits.
    let shifter = 0x1.8p52
    let shifted = x * 0x1.71547652b82fep+0 + shifter
    let k = shifted - shifter
    let exponent = Int64(bitPattern: shifted.bitPattern &- shifter.bitPattern)
    let high = x - k * ln2High
    let low = k * ln2Low - correction
    let r = high - low
    let lost = (high - r) - low
    let r2 = r * r
    let r4 = r2 * r2
    let q0 = 0x1.000000000000bp-1 + 0x1.5555555555561p-3 * r
    let q1 = 0x1.5555555550030p-5 + 0x1.111111110d63ap-7 * r
    let q2 = 0x1.6c16c185a760bp-10 + 0x1.a01a01bae22e0p-13 * r
    let q3 = 0x1.a0199693a6b5ep-16 + 0x1.71dddfcc058c5p-19 * r
    let q4 = 0x1.28b04925c0900p-22 + 0x1.af85876ffeea1p-26 * r
    let q = (q0 + r2 * q1) + r4 * ((q2 + r2 * q3) + r4 * q4)
    // 1 + r, and exactly what is lost in rounding it.
    let sum = 1 + r
    let rest = (1 - sum) + r
    return (sum + (rest + (r2 * q + lost)), exponent)
  }

  /// The exponential where its result is not a normal number, or nearly not.
  @usableFromInline
  static func extremeExp(_ x: Double, plus correction: Double) -> Double {
    guard x < 709.79 else { return x.isNaN ? .nan : .infinity }
    guard x > -745.14 else { return 0 }
    let (significand, exponent) = reducedExp(x, plus: correction)
    return scaled(significand, exponent)
  }

  /// Returns `x` 2^`exponent`, rounded once, for an `x` near 1 and an exponent in -2000...2000.
  static func scaled(_ x: Double, _ exponent: Int64) -> Double {
    let half = exponent >> 1
    return x * powerOfTwo(half) * powerOfTwo(exponent - half)
  }

  /// 2^`exponent` for an exponent in -1022...1023.
  private static func powerOfTwo(_ exponent: Int64) -> Double {
    Double(bitPattern: UInt64(bitPattern: (exponent &+ 1023) &<< 52))
  }
}
