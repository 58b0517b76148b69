/// A decimal number as it was written: `12.50` is 1250 × 10⁻², with no binary rounding in between.
///
/// Quantities are read through this type, so that `"0.1ms"` is exactly 100,000 ns and no C library
/// takes part in reading a model.
package struct Decimal: Equatable, Sendable {
  /// The digits without the point.
  package var significand: Int64

  /// How many of them stand after the point.
  package var fractionDigits: Int

  /// Reads `digits[.digits]` from the start of `text` and returns what follows it; `nil` if there is
  /// no number. Digits beyond the eighteenth are too fine to matter and are dropped.
  package static func read(from text: Substring) -> (number: Decimal, rest: Substring)? {
    var number = Decimal(significand: 0, fractionDigits: 0)
    var rest = text.utf8[...]
    var digitCount = 0
    var seenPoint = false
    while let byte = rest.first {
      if byte == UInt8(ascii: "."), !seenPoint {
        seenPoint = true
      } else if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
        digitCount += 1
        guard number.take(Int64(byte - UInt8(ascii: "0")), afterPoint: seenPoint) else {
          return nil
        }
      } else {
        break
      }
      rest = rest.dropFirst()
    }
    guard digitCount > 0 else { return nil }
    return (number, Substring(rest))
  }

  /// Appends one digit; `false` if the whole part no longer fits.
  private mutating func take(_ digit: Int64, afterPoint: Bool) -> Bool {
    guard significand < 100_000_000_000_000_000 else { return afterPoint }
    significand = significand * 10 + digit
    if afterPoint { fractionDigits += 1 }
    return true
  }

  /// Returns the number times `factor`, rounded to a whole one (ties to even); `nil` if it does not
  /// fit in 63 bits.
  package func scaled(by factor: Int64) -> Int64? {
    let product = Int128(significand) * Int128(factor)
    var divisor: Int128 = 1
    for _ in 0..<fractionDigits { divisor *= 10 }
    let (floor, remainder) = product.quotientAndRemainder(dividingBy: divisor)
    let twice = remainder * 2
    let roundsUp = twice > divisor || (twice == divisor && floor & 1 == 1)
    return Int64(exactly: roundsUp ? floor + 1 : floor)
  }

  /// The number without trailing zeros after the point.
  package var reduced: Decimal {
    var result = self
    while result.fractionDigits > 0, result.significand % 10 == 0 {
      result.significand /= 10
      result.fractionDigits -= 1
    }
    return result
  }
}
