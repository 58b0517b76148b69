/// Tells the code of a Swift file from what is only written in it.
///
/// Comments and the insides of string literals and of raw identifiers become spaces, byte by byte,
/// so that offsets and lines stay; what is interpolated into a string is code and stays as well.
/// Regex literals are not known: one that holds a quotation mark would confuse it.
struct SwiftCode {
  /// What surrounds the current byte.
  private enum Surroundings {
    /// An interpolation, with so many parentheses open inside.
    case interpolation(parentheses: Int)

    /// A string literal with so many `#` before and `"` at either end.
    case literal(hashes: Int, quotes: Int)
  }

  private let text: [UInt8]
  private var code: [UInt8]
  private var position = 0
  private var surroundings: [Surroundings] = []

  static func blanked(_ text: [UInt8]) -> [UInt8] {
    var reader = SwiftCode(text: text, code: text)
    reader.read()
    return reader.code
  }

  private init(text: [UInt8], code: [UInt8]) {
    self.text = text
    self.code = code
  }

  private mutating func read() {
    while position < text.count {
      if case .literal(let hashes, let quotes)? = surroundings.last {
        readLiteral(hashes: hashes, quotes: quotes)
      } else {
        readCode()
      }
    }
  }

  private mutating func readCode() {
    switch text[position] {
    case UInt8(ascii: "/") where isAt("//"):
      blank(until: UInt8(ascii: "\n"))
    case UInt8(ascii: "/") where isAt("/*"):
      readBlockComment()
    case UInt8(ascii: "\""), UInt8(ascii: "#"):
      openLiteral()
    case UInt8(ascii: "`"):
      position += 1
      blank(until: UInt8(ascii: "`"))
      position += 1
    case UInt8(ascii: "("):
      changeParentheses(by: 1)
    case UInt8(ascii: ")"):
      changeParentheses(by: -1)
    default:
      position += 1
    }
  }

  private mutating func readBlockComment() {
    var depth = 0
    repeat {
      let change = isAt("/*") ? 1 : isAt("*/") ? -1 : 0
      depth += change
      blank(count: change == 0 ? 1 : 2)
    } while depth > 0 && position < text.count
  }

  private mutating func changeParentheses(by change: Int) {
    position += 1
    guard case .interpolation(let parentheses)? = surroundings.last else { return }
    surroundings.removeLast()
    // The parenthesis that closes the interpolation leads back into the literal.
    guard parentheses + change >= 0 else { return }
    surroundings.append(.interpolation(parentheses: parentheses + change))
  }

  private mutating func openLiteral() {
    let hashes = text[position...].prefix { $0 == UInt8(ascii: "#") }.count
    guard isAt("\"", after: hashes) else {
      position += max(1, hashes)
      return
    }
    let quotes = isAt("\"\"\"", after: hashes) ? 3 : 1
    position += hashes + quotes
    surroundings.append(.literal(hashes: hashes, quotes: quotes))
  }

  private mutating func readLiteral(hashes: Int, quotes: Int) {
    let marks = String(repeating: "#", count: hashes)
    switch text[position] {
    case UInt8(ascii: "\"") where isAt(String(repeating: "\"", count: quotes) + marks):
      position += quotes + hashes
      surroundings.removeLast()
    case UInt8(ascii: "\\") where isAt("\\" + marks + "("):
      blank(count: hashes + 2)
      surroundings.append(.interpolation(parentheses: 0))
    case UInt8(ascii: "\\") where isAt("\\" + marks):
      blank(count: hashes + 2)
    default:
      blank(count: 1)
      while position < text.count, !Self.isSpecial(text[position]) { blank(count: 1) }
    }
  }

  private func isAt(_ expected: String, after distance: Int = 0) -> Bool {
    text[min(position + distance, text.count)...].starts(with: expected.utf8)
  }

  private mutating func blank(count: Int) {
    for _ in 0..<count where position < text.count {
      if text[position] != UInt8(ascii: "\n") { code[position] = UInt8(ascii: " ") }
      position += 1
    }
  }

  private mutating func blank(until end: UInt8) {
    while position < text.count, text[position] != end { blank(count: 1) }
  }

  /// Whether a byte may end a literal or begin an escape in it.
  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }
}
