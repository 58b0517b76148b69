/// Some fields of a JSON object from outside, whose whole text is checked on the way.
///
/// - SeeAlso: RFC 8259.
struct JSONFields {
  enum Value {
    case text(String)
    case number(NumericDate)
    case other
  }

  private var fields: [(name: String, value: Value)] = []

  /// Objects and arrays inside of each other are read to this depth.
  private static let deepest = 32

  /// `nil` if the bytes are no object, or have one of the names twice.
  init?(_ bytes: [UInt8], named names: [String]) {
    guard String(validating: bytes, as: UTF8.self) != nil else { return nil }
    var scanner = JSONScanner(bytes)
    let isObject = scanner.object { name, scanner in
      let isWanted = names.contains(name)
      guard let value = scanner.value(depth: Self.deepest),
        !isWanted || !fields.contains(where: { $0.name == name })
      else { return false }
      if isWanted { fields.append((name, value)) }
      return true
    }
    guard isObject, scanner.isAtEnd else { return nil }
  }

  /// Takes the value of a field out.
  mutating func take(_ name: String) -> Value? {
    guard let place = fields.firstIndex(where: { $0.name == name }) else { return nil }
    return fields.remove(at: place).value
  }
}
