/// A number exactly as a JSON text writes it, and the double nearest to it.
package struct JSONNumber: Hashable, Sendable {
  /// As written, such as `1.50e3`.
  package let text: String

  /// The nearest double, ties to even; finite.
  package let value: Double

  private let isNegative: Bool

  /// The digits without zeros at either end; empty for zero.
  private let digits: [UInt8]

  /// The number is ± digits × 10^exponent.
  private let exponent: Int

  /// Reads a number.
  ///
  /// - Precondition: The grammar of JSON admits `text` as a number.
  /// - Throws: ``JSONNumberProblem`` if no double is near it.
  package init(_ text: String) throws(JSONNumberProblem) {
    self.text = text
    var digits: [UInt8] = []
    var exponent = 0
    var rest = text.utf8[...]
    isNegative = rest.first == UInt8(ascii: "-")
    if isNegative { rest = rest.dropFirst() }
    var isAfterPoint = false
    scan: while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "."): isAfterPoint = true
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        exponent += Self.exponent(rest)
        break scan
      default:
        if !digits.isEmpty || byte != UInt8(ascii: "0") { digits.append(byte - UInt8(ascii: "0")) }
        if isAfterPoint { exponent -= 1 }
      }
    }
    while digits.last == 0 {
      digits.removeLast()
      exponent += 1
    }
    self.digits = digits
    self.exponent = digits.isEmpty ? 0 : exponent
    guard digits.count <= Self.longest else { throw .tooLong(limit: Self.longest) }
    let magnitude = DecimalConversion.double(digits: digits, exponent: self.exponent)
    guard magnitude.isFinite else { throw .tooLarge }
    guard magnitude > 0 || digits.isEmpty else { throw .tooSmall }
    value = isNegative && !digits.isEmpty ? -magnitude : magnitude
  }

  /// More digits than anybody means; 17 already tell all doubles apart.
  private static let longest = 120

  /// The written exponent, held within what any decision needs.
  private static func exponent(_ text: Substring.UTF8View) -> Int {
    let isNegative = text.first == UInt8(ascii: "-")
    var magnitude = 0
    for byte in text where byte != UInt8(ascii: "-") && byte != UInt8(ascii: "+") {
      magnitude = min(magnitude * 10 + Int(byte - UInt8(ascii: "0")), 100_000_000)
    }
    return isNegative ? -magnitude : magnitude
  }
}

extension JSONNumber {
  /// The number if it is whole (`3`, `3.0` and `3e0` are) and fits.
  package func whole<Integer: FixedWidthInteger>(as type: Integer.Type = Int.self) -> Integer? {
    guard exponent >= 0, digits.count + exponent <= 20 else { return nil }
    var result: Int128 = 0
    for digit in digits { result = result * 10 + Int128(digit) }
    for _ in 0..<exponent { result *= 10 }
    return Integer(exactly: isNegative ? -result : result)
  }

  /// Whether the number has no fraction, however large it is.
  package var isWhole: Bool { exponent >= 0 }

  /// One spelling for all texts that write the same decimal: `1.50e3`, `1500.0` and `1500` are
  /// `1500`.
  package var canonicalText: String { text(timesTenTo: 0) }

  /// The number times a power of ten in canonical spelling.
  package func text(timesTenTo shift: Int) -> String {
    guard !digits.isEmpty else { return "0" }
    let exponent = exponent + shift
    var text = String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
    let pointPlace = digits.count + exponent
    if exponent >= 0, pointPlace <= 21 {
      text += String(repeating: "0", count: exponent)
    } else if exponent < 0, pointPlace > 0 {
      text.insert(".", at: text.index(text.startIndex, offsetBy: pointPlace))
    } else if exponent < 0, pointPlace > -6 {
      text = "0." + String(repeating: "0", count: -pointPlace) + text
    } else {
      text += "e\(exponent)"
    }
    return isNegative ? "-" + text : text
  }

  package static func == (lhs: Self, rhs: Self) -> Bool {
    lhs.isNegative == rhs.isNegative && lhs.digits == rhs.digits && lhs.exponent == rhs.exponent
      || lhs.digits.isEmpty && rhs.digits.isEmpty
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(digits)
    hasher.combine(exponent)
  }
}
