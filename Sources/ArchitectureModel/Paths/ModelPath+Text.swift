extension ModelPath {
  /// Why a text is not a path.
  package struct TextProblem: Error, Hashable {
    package var message: String
  }

  /// Reads keys between dots; those with dots, brackets or equal signs in them stand in quotes or
  /// in brackets: `web.requests["GET /a.b"].weight`, `web.requests.'GET /a.b'.weight`.
  ///
  /// Every element is read as a key; only what is walked through tells that `0` is an index.
  package init(text: String) throws(TextProblem) {
    var rest = text[...]
    var elements: [Element] = []
    repeat {
      guard elements.count < Self.mostParts else {
        throw TextProblem(message: "a path has at most \(Self.mostParts) parts")
      }
      if rest.first == "[" {
        rest.removeFirst()
        elements.append(.key(try Self.readName(&rest, endingAt: "]")))
        guard rest.popFirst() == "]" else { throw TextProblem(message: "a '[' has no ']'") }
      } else {
        elements.append(.key(try Self.readName(&rest, endingAt: ".[")))
      }
      guard !rest.isEmpty, rest.first != "[" else { continue }
      guard rest.removeFirst() == "." else {
        let parts = elements.count == 1 ? "1 part" : "\(elements.count) parts"
        throw TextProblem(message: "expected '.' or '[' after \(parts) of the path")
      }
      guard !rest.isEmpty else { throw TextProblem(message: "a path does not end with a dot") }
    } while !rest.isEmpty
    self.init(elements)
  }

  private static let mostParts = 64

  private static func readName(
    _ rest: inout Substring, endingAt ends: String
  ) throws(TextProblem) -> String {
    if let quote = rest.first, quote == "\"" || quote == "'" {
      rest.removeFirst()
      guard let end = rest.firstIndex(of: quote) else {
        throw TextProblem(message: "a quote in the path is not closed")
      }
      defer { rest = rest[rest.index(after: end)...] }
      return String(rest[..<end])
    }
    let name = rest.prefix { !ends.contains($0) }
    guard !name.isEmpty else { throw TextProblem(message: "a part of the path is empty") }
    rest = rest[name.endIndex...]
    return String(name)
  }

  /// The place of the first equal sign that is outside quotes and brackets.
  static func equalSign(in text: String) -> String.Index? {
    var quote: Character?
    var isInBrackets = false
    for index in text.indices {
      let character = text[index]
      if let open = quote {
        if character == open { quote = nil }
        continue
      }
      switch character {
      case "\"", "'": quote = character
      case "[": isInBrackets = true
      case "]": isInBrackets = false
      case "=" where !isInBrackets: return index
      default: break
      }
    }
    return nil
  }
}
