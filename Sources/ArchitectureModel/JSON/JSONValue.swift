/// One value of a JSON text that remembers where it was written.
///
/// Members keep the order of the text. Numbers keep their exact decimal digits, so that a seed of
/// 64 bits survives and no C library decides what a fraction is.
package struct JSONValue: Sendable {
  package indirect enum Content: Sendable {
    case null
    case boolean(Bool)
    case number(JSONNumber)
    case text(String)
    case array([JSONValue])
    case object([Member])
  }

  /// One key of an object with its value.
  package struct Member: Sendable {
    package var key: String

    /// Where the key itself was written.
    package var origin: Origin
    package var value: JSONValue

    package init(_ key: String, _ value: JSONValue, from origin: Origin = .nowhere) {
      self.key = key
      self.origin = origin
      self.value = value
    }
  }

  /// What put a value where it is.
  package enum Origin: Hashable, Sendable {
    /// Bytes before it in the model file.
    case file(offset: Int)

    /// Index into the overrides that were applied.
    case override(Int)

    /// Made by the program, as the parts of a schema are.
    case nowhere
  }

  package var content: Content
  package var origin: Origin

  package init(_ content: Content, from origin: Origin = .nowhere) {
    self.content = content
    self.origin = origin
  }
}

extension JSONValue {
  package var members: [Member]? {
    guard case .object(let members) = content else { return nil }
    return members
  }

  package var elements: [JSONValue]? {
    guard case .array(let elements) = content else { return nil }
    return elements
  }

  package var text: String? {
    guard case .text(let text) = content else { return nil }
    return text
  }

  package var number: JSONNumber? {
    guard case .number(let number) = content else { return nil }
    return number
  }

  package var isNull: Bool {
    guard case .null = content else { return false }
    return true
  }

  /// The value of `key`; `nil` if this is no object or has no such key.
  ///
  /// - Complexity: O(*n*), where *n* is the number of members.
  package subscript(key: String) -> JSONValue? {
    members?.first { $0.key == key }?.value
  }

  /// What the value is, in the words of a sentence: `"four"`, `4.5`, `true`, `an object`.
  package var summary: String {
    switch content {
    case .null: "null"
    case .boolean(let value): value ? "true" : "false"
    case .number(let number): number.text
    case .text(let text): text.quotedBriefly
    case .array(let elements): elements.isEmpty ? "an empty array" : "an array"
    case .object(let members): members.isEmpty ? "an empty object" : "an object"
    }
  }
}
