/// Short ways to build a tree in code.
extension JSONValue {
  static func object(_ members: [(String, JSONValue)]) -> JSONValue {
    JSONValue(.object(members.map { Member($0.0, $0.1) }))
  }

  static func array(_ elements: [JSONValue]) -> JSONValue { JSONValue(.array(elements)) }

  static func text(_ text: String) -> JSONValue { JSONValue(.text(text)) }

  static func texts(_ texts: [String]) -> JSONValue { array(texts.map(JSONValue.text)) }

  static func boolean(_ value: Bool) -> JSONValue { JSONValue(.boolean(value)) }

  /// A number that a double holds or that is whole.
  static func number(_ value: some CustomStringConvertible) -> JSONValue {
    let text = "\(value)"
    let short = text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    return (try? JSONNumber(short)).map { JSONValue(.number($0)) } ?? .text(text)
  }
}
