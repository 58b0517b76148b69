/// Finds the double nearest to a decimal, ties to even, with integers alone.
///
/// The short way is Clinger's: a significand and a power of ten that are both exact doubles need
/// one operation, which IEEE 754 rounds correctly. All others are divided out to 63 bits or more
/// and a remainder, which decides the rounding as exactly as the whole quotient would.
///
/// - SeeAlso: William D. Clinger, *How to read floating point numbers accurately*, PLDI 1990.
enum DecimalConversion {
  /// Returns `digits` × 10^`exponent`; infinity if that is beyond the largest double.
  ///
  /// - Parameter digits: Each 0 to 9, most significant first, the first and the last not 0.
  static func double(digits: [UInt8], exponent: Int) -> Double {
    guard !digits.isEmpty else { return 0 }
    let magnitude = digits.count + exponent
    guard magnitude <= 310 else { return .infinity }
    guard magnitude >= -330 else { return 0 }
    return short(digits, exponent) ?? long(digits, exponent)
  }

  /// Every power of ten that is a double exactly.
  private static let powers: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  private static func short(_ digits: [UInt8], _ exponent: Int) -> Double? {
    guard digits.count <= 16, abs(exponent) < powers.count else { return nil }
    var significand: UInt64 = 0
    for digit in digits { significand = significand * 10 + UInt64(digit) }
    guard significand <= 1 << 53 else { return nil }
    let whole = Double(significand)
    return exponent < 0 ? whole / powers[-exponent] : whole * powers[exponent]
  }

  private static func long(_ digits: [UInt8], _ exponent: Int) -> Double {
    var numerator = BigNatural(0)
    for digit in digits { numerator.multiply(by: 10, adding: UInt32(digit)) }
    var denominator = BigNatural(1)
    for _ in 0..<abs(exponent) {
      if exponent < 0 {
        denominator.multiply(by: 10, adding: 0)
      } else {
        numerator.multiply(by: 10, adding: 0)
      }
    }
    // The quotient of numbers of n and d bits has n - d or n - d + 1 of them: shift it to 63 or 64.
    let shift = 63 - (numerator.bitWidth - denominator.bitWidth)
    if shift >= 0 {
      numerator.shiftLeft(by: shift)
    } else {
      denominator.shiftLeft(by: -shift)
    }
    let (quotient, isExact) = numerator.quotient64(dividingBy: denominator)
    return rounded(quotient, isExact: isExact, shiftedLeftBy: shift)
  }

  /// Rounds `quotient` × 2^-`shift` to a double; a quotient that is not exact is a little too
  /// small.
  private static func rounded(
    _ quotient: UInt64, isExact: Bool, shiftedLeftBy shift: Int
  ) -> Double {
    let width = 64 - quotient.leadingZeroBitCount
    let exponent = width - 1 - shift
    let leastExponent = -1022
    // Subnormal numbers keep fewer than 53 bits.
    let precision = 53 - max(0, leastExponent - exponent)
    let dropped = width - precision
    guard dropped <= 64 else { return 0 }
    let wide = UInt128(quotient)
    var kept = UInt64(truncatingIfNeeded: wide >> dropped)
    let remainder = wide - (UInt128(kept) << dropped)
    let half = UInt128(1) << (dropped - 1)
    if remainder > half || remainder == half && (!isExact || kept & 1 == 1) { kept += 1 }
    // A carry out of the significand runs into the exponent, which is what it should do.
    let biased = UInt64(max(exponent, leastExponent) - leastExponent)
    let bits = (biased << 52) + kept
    guard bits < Double.infinity.bitPattern else { return .infinity }
    return Double(bitPattern: bits)
  }
}
