/// JSON for people: two spaces for each level, and on one line what fits on one.
package enum PrettyJSON {
  private static let width = 100

  /// The text of a value in the order of its members, with a line break at its end.
  package static func text(of value: JSONValue) -> String {
    text(of: value, indent: "") + "\n"
  }

  private static func text(of value: JSONValue, indent: String) -> String {
    let line = line(of: value)
    guard indent.count + line.count > width else { return line }
    let inner = indent + "  "
    switch value.content {
    case .array(let elements):
      let lines = elements.map { inner + text(of: $0, indent: inner) }
      return "[\n" + lines.joined(separator: ",\n") + "\n\(indent)]"
    case .object(let members):
      let lines = members.map {
        inner + $0.key.quoted + ": " + text(of: $0.value, indent: inner)
      }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
    case .null, .boolean, .number, .text:
      return line
    }
  }

  private static func line(of value: JSONValue) -> String {
    switch value.content {
    case .null: return "null"
    case .boolean(let value): return value ? "true" : "false"
    case .number(let number): return number.text
    case .text(let text): return text.quoted
    case .array(let elements):
      return "[" + elements.map(line).joined(separator: ", ") + "]"
    case .object(let members):
      guard !members.isEmpty else { return "{}" }
      let parts = members.map { $0.key.quoted + ": " + line(of: $0.value) }
      return "{ " + parts.joined(separator: ", ") + " }"
    }
  }
}
