extension JSONParser {
  var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

  func problem(_ message: String, at offset: Int? = nil) -> JSONSyntaxProblem {
    JSONSyntaxProblem(offset: offset ?? index, message: message)
  }

  /// What stands at the current place, in the words of a sentence.
  var found: String {
    guard index < bytes.count else { return "the end of the text" }
    return Self.words(for: String(decoding: bytes[index...].prefix(40), as: UTF8.self).first)
  }

  private static func words(for character: Character?) -> String {
    guard let scalar = character?.unicodeScalars.first, let character else { return "nothing" }
    guard scalar.isControlOrInvisible else { return "'\(character)'" }
    return "the character U+" + scalar.hexadecimal
  }

  /// The letters, digits and underscores that begin at the current place.
  var upcomingWord: String {
    let word = bytes[index...].prefix { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
        true
      default: false
      }
    }
    return String(decoding: word, as: UTF8.self)
  }

  mutating func expect(_ mark: Unicode.Scalar, _ message: String) throws(JSONSyntaxProblem) {
    guard let byte = peek, UInt32(byte) == mark.value else {
      throw problem("\(message), found \(found)")
    }
    index += 1
  }

  /// Steps over white space and comments.
  mutating func skipBlanks() throws(JSONSyntaxProblem) {
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"):
        index += 1
      case UInt8(ascii: "/"):
        try skipComment()
      default:
        return
      }
    }
  }

  private mutating func skipComment() throws(JSONSyntaxProblem) {
    let start = index
    switch index + 1 < bytes.count ? bytes[index + 1] : 0 {
    case UInt8(ascii: "/"):
      while let byte = peek, byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r") { index += 1 }
    case UInt8(ascii: "*"):
      index += 2
      while index + 1 < bytes.count {
        if bytes[index] == UInt8(ascii: "*"), bytes[index + 1] == UInt8(ascii: "/") {
          index += 2
          return
        }
        index += 1
      }
      throw problem("the comment that begins here has no end", at: start)
    default:
      throw problem("expected a comment, '//' or '/*', found '/'")
    }
  }

  mutating func readNumber() throws(JSONSyntaxProblem) -> JSONNumber {
    let start = index
    if peek == UInt8(ascii: "-") { index += 1 }
    if peek == UInt8(ascii: "0") {
      index += 1
      if isDigit { throw problem("a number does not begin with 0", at: start) }
    } else {
      try skipDigits("expected a digit after '-'")
    }
    if peek == UInt8(ascii: ".") {
      index += 1
      try skipDigits("expected a digit after the decimal point")
    }
    if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
      index += 1
      if peek == UInt8(ascii: "-") || peek == UInt8(ascii: "+") { index += 1 }
      try skipDigits("expected a digit in the exponent")
    }
    let unit = upcomingWord
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    guard unit.isEmpty else {
      let whole = (text + unit).quotedBriefly
      throw problem("a quantity is written in double quotes: \(whole)", at: start)
    }
    do {
      return try JSONNumber(text)
    } catch {
      switch error {
      case .tooLong(let limit):
        throw problem("a number has at most \(limit) digits that count", at: start)
      case .tooLarge:
        throw problem("\(text.shortened) is too large; the limit is about 1.8e308", at: start)
      case .tooSmall:
        throw problem("\(text.shortened) is too small to be told from 0", at: start)
      }
    }
  }

  private var isDigit: Bool {
    guard let byte = peek else { return false }
    return (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private mutating func skipDigits(_ message: String) throws(JSONSyntaxProblem) {
    guard isDigit else { throw problem("\(message), found \(found)") }
    while isDigit { index += 1 }
  }
}
