/// Reads JSON from the front of a row of bytes and keeps nothing of what it does not need.
struct JSONScanner {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) {
    rest = bytes[...]
  }

  /// Whether nothing but white space is left.
  var isAtEnd: Bool { rest.allSatisfy(Self.isSpace) }

  /// Reads an object and calls `field` at each value with its name; `false` from it ends the reading.
  mutating func object(_ field: (String, inout JSONScanner) -> Bool) -> Bool {
    guard take("{") else { return false }
    if take("}") { return true }
    repeat {
      guard let name = text(), take(":"), field(name, &self) else { return false }
    } while take(",")
    return take("}")
  }

  /// Reads any value; `nil` if there is none.
  mutating func value(depth: Int) -> JSONFields.Value? {
    skipSpace()
    guard let first = rest.first else { return nil }
    switch first {
    case UInt8(ascii: "\""): return text().map { .text($0) }
    case UInt8(ascii: "{"):
      let isObject = depth > 0 && object { $1.value(depth: depth - 1) != nil }
      return isObject ? .other : nil
    case UInt8(ascii: "["): return depth > 0 && array(depth: depth) ? .other : nil
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      return number().map { .number($0) }
    default:
      let words = ["true", "false", "null"]
      guard let word = words.first(where: { rest.starts(with: $0.utf8) }) else { return nil }
      rest = rest.dropFirst(word.utf8.count)
      return .other
    }
  }

  private mutating func array(depth: Int) -> Bool {
    guard take("[") else { return false }
    if take("]") { return true }
    repeat {
      guard value(depth: depth - 1) != nil else { return false }
    } while take(",")
    return take("]")
  }

  private mutating func text() -> String? {
    guard take("\"") else { return nil }
    var scalars = String.UnicodeScalarView()
    var plain = rest.prefix(0)
    while let byte = rest.first {
      guard byte >= 0x20 else { return nil }
      if byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
        plain = rest.prefix { $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
        scalars.append(contentsOf: String(decoding: plain, as: UTF8.self).unicodeScalars)
        rest = rest[plain.endIndex...]
        continue
      }
      rest = rest.dropFirst()
      if byte == UInt8(ascii: "\"") { return String(scalars) }
      guard let scalar = escaped() else { return nil }
      scalars.append(scalar)
    }
    return nil
  }

  /// What follows a backslash.
  private mutating func escaped() -> Unicode.Scalar? {
    guard let byte = rest.popFirst() else { return nil }
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      guard let high = codeUnit() else { return nil }
      guard (0xD800...0xDBFF).contains(high) else { return Unicode.Scalar(high) }
      guard rest.popFirst() == UInt8(ascii: "\\"), rest.popFirst() == UInt8(ascii: "u"),
        let low = codeUnit(), (0xDC00...0xDFFF).contains(low)
      else { return nil }
      return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
    default: return nil
    }
  }

  private mutating func codeUnit() -> UInt32? {
    guard rest.count >= 4, let unit = Digits.number(rest.prefix(4), radix: 16) else { return nil }
    rest = rest.dropFirst(4)
    return UInt32(unit)
  }

  private mutating func number() -> NumericDate? {
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative { rest = rest.dropFirst() }
    let whole = digits()
    guard let first = whole.first, first != UInt8(ascii: "0") || whole.count == 1 else {
      return nil
    }
    var fraction = rest.prefix(0)
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      fraction = digits()
      if fraction.isEmpty { return nil }
    }
    guard let power = exponent() else { return nil }
    // Digits beyond the nineteenth are too fine to matter; those before the point count as a power.
    let all = (Array(whole) + fraction).drop { $0 == UInt8(ascii: "0") }
    guard let significand = all.isEmpty ? 0 : Digits.number(all.prefix(19), radix: 10) else {
      return nil
    }
    return NumericDate(
      isNegative: isNegative, significand: significand,
      exponent: power - fraction.count + max(0, all.count - 19))
  }

  /// The power after `e`, held in reach; zero without one.
  private mutating func exponent() -> Int? {
    guard let letter = rest.first, letter | 0x20 == UInt8(ascii: "e") else { return 0 }
    rest = rest.dropFirst()
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
    let digits = digits()
    guard !digits.isEmpty else { return nil }
    let power = Int(min(Digits.number(digits, radix: 10) ?? .max, 1_000_000))
    return isNegative ? -power : power
  }

  private mutating func digits() -> ArraySlice<UInt8> {
    let digits = rest.prefix(while: Digits.isDecimal)
    rest = rest[digits.endIndex...]
    return digits
  }

  /// Takes a sign, and the white space before it.
  private mutating func take(_ sign: Unicode.Scalar) -> Bool {
    skipSpace()
    guard rest.first == UInt8(ascii: sign) else { return false }
    rest = rest.dropFirst()
    return true
  }

  private mutating func skipSpace() {
    rest = rest.drop(while: Self.isSpace)
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}
