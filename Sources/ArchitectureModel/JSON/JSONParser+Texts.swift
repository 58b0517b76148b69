extension JSONParser {
  /// Reads a text from its opening quote to its closing one.
  mutating func readText() throws(JSONSyntaxProblem) -> String {
    let start = index
    index += 1
    var copied = index
    var unescaped: [UInt8] = []
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        let rest = bytes[copied..<index]
        index += 1
        guard !unescaped.isEmpty else { return String(decoding: rest, as: UTF8.self) }
        return String(decoding: unescaped + rest, as: UTF8.self)
      case UInt8(ascii: "\\"):
        unescaped += bytes[copied..<index]
        unescaped += Array(String(try readEscape()).utf8)
        copied = index
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        throw problem("the text that begins here has no end in its line", at: start)
      case 0..<0x20:
        throw problem("\(found) must be escaped in a text")
      default:
        index += 1
      }
    }
    throw problem("the text that begins here has no end", at: start)
  }

  /// Reads what a backslash begins.
  private mutating func readEscape() throws(JSONSyntaxProblem) -> Unicode.Scalar {
    let start = index
    index += 1
    guard let letter = peek else { throw problem("a backslash ends the text", at: start) }
    index += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try readUnicodeEscape(from: start)
    default:
      index -= 1
      throw problem("no escape begins with a backslash and \(found)", at: start)
    }
  }

  /// Reads the four digits of `\uXXXX`, and the second half of a surrogate pair.
  private mutating func readUnicodeEscape(
    from start: Int
  ) throws(JSONSyntaxProblem) -> Unicode.Scalar {
    let first = try readFourDigits(from: start)
    if let scalar = Unicode.Scalar(first) { return scalar }
    let lone = "a surrogate stands alone; characters beyond U+FFFF take two, such as \\uD83D\\uDE00"
    guard first < 0xDC00, bytes[index...].starts(with: Array("\\u".utf8)) else {
      throw problem(lone, at: start)
    }
    index += 2
    let second = try readFourDigits(from: start)
    guard (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw problem(lone, at: start) }
    return scalar
  }

  private mutating func readFourDigits(from start: Int) throws(JSONSyntaxProblem) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = peek, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw problem("\\u is followed by four hexadecimal digits", at: start)
      }
      value = value << 4 | UInt32(digit)
      index += 1
    }
    return value
  }
}
