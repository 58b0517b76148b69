/// A decimal number and what stands behind it: `0.25ms`, `50/s`, `64KiB`, `3`.
///
/// Numbers of a range are counted in whole steps of their last digit, so that 0.1 added ten times is
/// 1 and every value of a sweep is the text that a person would write.
struct KnobNumber: Hashable, Sendable {
  /// The number times 10 to the power of ``fractionDigits``.
  var significand: Int64
  var fractionDigits: Int

  /// Everything behind the digits; empty for a bare number.
  var unit: String

  /// Digits that are read, before and behind the point together.
  private static let longest = 15

  init(significand: Int64, fractionDigits: Int, unit: String) {
    self.significand = significand
    self.fractionDigits = fractionDigits
    self.unit = unit
  }

  /// Reads digits with at most one point, and takes the rest for the unit; `nil` if there are none or
  /// more than anybody means, or if the rest begins like another number.
  init?(_ text: String) {
    var significand: Int64 = 0
    var fractionDigits = 0
    var digits = 0
    var seenPoint = false
    var rest = text.utf8[...]
    while let byte = rest.first {
      if byte == UInt8(ascii: "."), !seenPoint {
        seenPoint = true
      } else if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
        digits += 1
        guard digits <= Self.longest else { return nil }
        significand = significand * 10 + Int64(byte - UInt8(ascii: "0"))
        if seenPoint { fractionDigits += 1 }
      } else {
        break
      }
      rest = rest.dropFirst()
    }
    let unit = String(Substring(rest))
    guard digits > 0, text.utf8.first != UInt8(ascii: "."),
      !unit.utf8.contains(where: { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") })
    else { return nil }
    self.init(significand: significand, fractionDigits: fractionDigits, unit: unit)
  }

  /// Whether it is a count: whole and without a unit.
  var isWhole: Bool { unit.isEmpty && fractionDigits == 0 }

  var value: Double { Double(significand) / Self.powerOfTen(fractionDigits) }

  /// The same number with more digits behind the point; `nil` if it no longer fits.
  func aligned(to digits: Int) -> Int64? {
    guard digits >= fractionDigits else { return nil }
    var result = significand
    for _ in fractionDigits..<digits {
      let (product, overflow) = result.multipliedReportingOverflow(by: 10)
      guard !overflow else { return nil }
      result = product
    }
    return result
  }

  static func powerOfTen(_ exponent: Int) -> Double {
    var power = 1.0
    for _ in 0..<exponent { power *= 10 }
    return power
  }
}

extension KnobNumber: CustomStringConvertible {
  /// Without zeros at the end of a fraction.
  var description: String {
    var digits = String(significand.magnitude)
    if fractionDigits > 0 {
      digits =
        String(repeating: "0", count: max(0, fractionDigits + 1 - digits.utf8.count)) + digits
      digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -fractionDigits))
      while digits.last == "0" { digits.removeLast() }
      if digits.last == "." { digits.removeLast() }
    }
    return (significand < 0 ? "-" : "") + digits + unit
  }
}
