/// The one spelling that all JSON texts with the same meaning share: members sorted by the bytes of
/// their keys, no white space, no comments, numbers as ``JSONNumber/canonicalText``.
package enum CanonicalJSON {
  package static func text(of value: JSONValue) -> String {
    var text = ""
    append(value, to: &text)
    return text
  }

  private static func append(_ value: JSONValue, to text: inout String) {
    switch value.content {
    case .null: text += "null"
    case .boolean(let value): text += value ? "true" : "false"
    case .number(let number): text += number.canonicalText
    case .text(let content): text += content.quoted
    case .array(let elements):
      text += "["
      for (index, element) in elements.enumerated() {
        if index > 0 { text += "," }
        append(element, to: &text)
      }
      text += "]"
    case .object(let members):
      text += "{"
      let sorted = members.sorted { $0.key.precedes($1.key) }
      for (index, member) in sorted.enumerated() {
        if index > 0 { text += "," }
        text += member.key.quoted + ":"
        append(member.value, to: &text)
      }
      text += "}"
    }
  }
}
