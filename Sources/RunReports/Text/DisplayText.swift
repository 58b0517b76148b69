/// Foreign text made safe to print in columns, and measured.
///
/// What a terminal would obey, what has no certain width and what runs from right to left is spelt out
/// as Swift would (`\u{202E}`), so that a table stays a table whatever a model calls its parts.
package enum DisplayText {
  /// A name with everything doubtful spelt out; the empty one is a pair of quotes.
  package static func name(_ text: String, inASCII: Bool = false) -> String {
    text.isEmpty ? "\"\"" : spelt(text, inASCII: inASCII)
  }

  /// Text with everything spelt out that is not ASCII.
  static func ascii(_ text: String) -> String { spelt(text, inASCII: true) }

  private static func spelt(_ text: String, inASCII: Bool) -> String {
    if isPlain(text) { return text }
    var result = ""
    for character in text {
      let isKept =
        inASCII ? character.isASCII && character.columns != nil : character.columns != nil
      if isKept {
        result.append(character)
      } else {
        for scalar in character.unicodeScalars { result += spelling(of: scalar) }
      }
    }
    return result
  }

  /// Prose: like ``name(_:inASCII:)``, but breaks of lines and tabulators are spaces.
  package static func prose(_ text: String, inASCII: Bool = false) -> String {
    let flat = text.split(whereSeparator: { $0.isNewline || $0 == "\t" || $0 == " " })
    return spelt(flat.joined(separator: " "), inASCII: inASCII)
  }

  /// The number of columns of text that has been made safe.
  ///
  /// - Complexity: O(*n*).
  package static func columns(of text: String) -> Int {
    if isPlain(text) { return text.utf8.count }
    return text.reduce(0) { $0 + ($1.columns ?? 1) }
  }

  /// The text in at most `limit` columns, with an ellipsis in place of its middle if it is longer.
  ///
  /// The end of a name tells as much as its start: `GET /api/…/orders`.
  package static func truncated(_ text: String, to limit: Int, ellipsis: String = "…") -> String {
    guard columns(of: text) > limit else { return text }
    let room = limit - columns(of: ellipsis)
    guard room > 0 else { return String(repeating: ".", count: max(0, limit)) }
    let front = prefix(of: text, columns: (room + 1) / 2)
    let back = prefix(of: text.reversed(), columns: room / 2)
    return String(front) + ellipsis + String(back.reversed())
  }

  /// Breaks prose into lines of at most `limit` columns at spaces, and words that are longer anywhere.
  package static func wrapped(_ text: String, to limit: Int) -> [String] {
    precondition(limit > 1, "text cannot be wrapped to \(limit) columns")
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      var word = String(word)
      if !line.isEmpty, columns(of: line) + 1 + columns(of: word) <= limit {
        line += " " + word
        continue
      }
      if !line.isEmpty { lines.append(line) }
      while columns(of: word) > limit {
        let part = prefix(of: word, columns: limit)
        lines.append(String(part))
        word = String(word.dropFirst(part.count))
      }
      line = word
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }

  /// The text with spaces up to `width` columns.
  package static func padded(_ text: String, to width: Int, alignsRight: Bool = false) -> String {
    let padding = String(repeating: " ", count: max(0, width - columns(of: text)))
    return alignsRight ? padding + text : text + padding
  }

  private static func prefix(
    of text: some Sequence<Character>, columns limit: Int
  ) -> [Character] {
    var result: [Character] = []
    var used = 0
    for character in text {
      used += character.columns ?? 1
      guard used <= limit else { break }
      result.append(character)
    }
    return result
  }

  private static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
  }

  private static func spelling(of scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    case " "..."~": String(scalar)
    default: "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
    }
  }
}
