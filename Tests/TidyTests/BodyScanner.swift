/// Finds the body of a function by counting braces.
struct BodyScanner {
  let code: [UInt8]

  /// Where to go on: at first behind the keyword of the declaration.
  var position: Int

  /// The offset of the brace that closes the body; `nil` for a call, and for a requirement of a
  /// protocol, which has none.
  mutating func endOfBody() -> Int? {
    guard skipParameters(), let start = startOfBody() else { return nil }
    var depth = 0
    for offset in start..<code.count {
      if code[offset] == UInt8(ascii: "{") { depth += 1 }
      if code[offset] == UInt8(ascii: "}") { depth -= 1 }
      if depth == 0 { return offset }
    }
    return nil
  }

  /// Passes the name and the list of parameters with all that is nested in it.
  private mutating func skipParameters() -> Bool {
    while position < code.count, code[position] != UInt8(ascii: "(") {
      if code[position] == UInt8(ascii: "{") || code[position] == UInt8(ascii: "}") { return false }
      position += 1
    }
    var depth = 0
    while position < code.count {
      if code[position] == UInt8(ascii: "(") { depth += 1 }
      if code[position] == UInt8(ascii: ")") { depth -= 1 }
      position += 1
      if depth == 0 { return true }
    }
    return false
  }

  /// The opening brace, unless another declaration or the end of the type comes first.
  private func startOfBody() -> Int? {
    var word: [UInt8] = []
    for offset in position..<code.count {
      let byte = code[offset]
      if TextFile.isPartOfWord(byte) {
        word.append(byte)
        continue
      }
      if Self.beginsDeclaration.contains(String(decoding: word, as: UTF8.self)) { return nil }
      word = []
      if byte == UInt8(ascii: "{") { return offset }
      if byte == UInt8(ascii: "}") { return nil }
    }
    return nil
  }

  private static let beginsDeclaration: Set = [
    "func", "init", "subscript", "var", "let", "case", "static", "mutating", "nonmutating",
    "associatedtype", "typealias", "public", "package", "internal", "private", "fileprivate",
    "struct", "enum", "class", "protocol", "extension", "consuming", "borrowing", "return",
  ]
}
