extension JSONTree {
  /// The document in UTF-8 text, indented by two spaces, with a line feed at the end.
  ///
  /// An array of scalars takes one line, however long, and so does a ``row(_:)``. Everything else has
  /// one line per member. Equal trees give equal bytes on every machine.
  ///
  /// - Complexity: O(*n*) in the length of the text.
  package var text: String {
    var text = ""
    write(to: &text, indentation: 0)
    text += "\n"
    return text
  }

  fileprivate func write(to text: inout String, indentation: Int) {
    switch self {
    case .null: text += "null"
    case .flag(let value): text += value ? "true" : "false"
    case .text(let value): Self.writeQuoted(value, to: &text)
    case .count(let value): text += String(value)
    case .number(let value): text += Self.decimalText(of: value)
    case .seconds(let nanoseconds): text += Self.secondsText(of: nanoseconds)
    case .array(let elements):
      let isColumn = elements.allSatisfy(\.isScalar)
      Self.write(elements, between: "[", "]", to: &text, inOneLine: isColumn, indentation) {
        $0.write(to: &$1, indentation: indentation + 1)
      }
    case .object(let members):
      Self.write(members, between: "{", "}", to: &text, inOneLine: false, indentation) {
        $0.write(to: &$1, indentation: indentation + 1)
      }
    case .row(let members):
      Self.write(members, between: "{", "}", to: &text, inOneLine: true, indentation) {
        $0.write(to: &$1, indentation: indentation)
      }
    }
  }

  private static func write<Part>(
    _ parts: [Part], between opening: String, _ closing: String, to text: inout String,
    inOneLine: Bool, _ indentation: Int, part: (Part, inout String) -> Void
  ) {
    text += opening
    for (index, element) in parts.enumerated() {
      if index > 0 { text += inOneLine ? ", " : "," }
      if !inOneLine { startLine(indentation + 1, in: &text) }
      part(element, &text)
    }
    if !inOneLine, !parts.isEmpty { startLine(indentation, in: &text) }
    text += closing
  }

  private static func startLine(_ indentation: Int, in text: inout String) {
    text += "\n"
    for _ in 0..<indentation { text += "  " }
  }

  /// The shortest decimal that reads back as `value`, without a fraction of zero: `300`, `0.25`,
  /// `1e-05`.
  package static func decimalText(of value: Double) -> String {
    guard value.isFinite else { return "null" }
    if value == 0 { return "0" }
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// A number of nanoseconds in seconds, exactly: integer arithmetic, no trailing zeros.
  package static func secondsText(of nanoseconds: Int64) -> String {
    let (whole, rest) = nanoseconds.magnitude.quotientAndRemainder(dividingBy: 1_000_000_000)
    var text = (nanoseconds < 0 ? "-" : "") + String(whole)
    guard rest > 0 else { return text }
    var fraction = Array(String(rest).utf8)
    fraction.insert(contentsOf: repeatElement(UInt8(ascii: "0"), count: 9 - fraction.count), at: 0)
    while fraction.last == UInt8(ascii: "0") { fraction.removeLast() }
    text += "."
    text += String(decoding: fraction, as: UTF8.self)
    return text
  }

  /// Quotes and escapes `value`. Beyond what JSON demands, everything that a terminal or an editor
  /// would obey instead of show is escaped too: no name in a model can reorder or colour what
  /// somebody reads.
  fileprivate static func writeQuoted(_ value: String, to text: inout String) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      default:
        if scalar.isObeyed {
          for unit in String(scalar).utf16 { writeEscaped(unit, to: &text) }
        } else {
          text.unicodeScalars.append(scalar)
        }
      }
    }
    text += "\""
  }

  private static func writeEscaped(_ unit: UInt16, to text: inout String) {
    let digits = String(unit, radix: 16)
    text += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
  }
}

extension JSONTree.Member {
  fileprivate func write(to text: inout String, indentation: Int) {
    JSONTree.writeQuoted(key, to: &text)
    text += ": "
    value.write(to: &text, indentation: indentation)
  }
}
