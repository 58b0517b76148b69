import ArchitectureModel

/// Holds a value against the part of JSON Schema that model schemas use.
///
/// An unknown keyword is a violation, so that no part of a schema goes unchecked.
struct SchemaChecker {
  let root: JSONValue

  /// Places and keywords that the value violates; empty if it is valid.
  func violations(of value: JSONValue, _ schema: JSONValue? = nil, at path: String = "") -> [String]
  {
    let members = (schema ?? root).members ?? []
    return members.flatMap { member in
      holds(member.key, member.value, for: value, siblings: members, at: path)
    }
  }

  /// The same against one of the definitions.
  func violations(of value: JSONValue, as name: String) -> [String] {
    violations(of: value, root["$defs"]?[name] ?? .init(.null))
  }

  private func holds(
    _ keyword: String, _ argument: JSONValue, for value: JSONValue, siblings: [JSONValue.Member],
    at path: String
  ) -> [String] {
    func failure(_ isFailure: Bool) -> [String] { isFailure ? ["\(path): \(keyword)"] : [] }
    switch keyword {
    case "$schema", "$defs", "title", "description":
      return []
    case "$ref":
      let name = argument.text?.split(separator: "/").last.map(String.init) ?? ""
      return violations(of: value, root["$defs"]?[name] ?? .init(.null), at: path)
    case "type":
      let types = argument.elements?.compactMap(\.text) ?? [argument.text ?? ""]
      return failure(!types.contains { Self.isType($0, value) })
    case "const": return failure(!Self.isEqual(argument, value))
    case "enum": return failure(!(argument.elements ?? []).contains { Self.isEqual($0, value) })
    case "oneOf", "anyOf":
      let valid = (argument.elements ?? []).filter { violations(of: value, $0, at: path).isEmpty }
      return failure(keyword == "oneOf" ? valid.count != 1 : valid.isEmpty)
    case "required":
      return failure(!(argument.elements ?? []).allSatisfy { value[$0.text ?? ""] != nil })
    case "dependentRequired":
      return (argument.members ?? []).filter { value[$0.key] != nil }.flatMap {
        holds("required", $0.value, for: value, siblings: [], at: path)
      }
    case "items":
      return (value.elements ?? []).enumerated().flatMap { index, element in
        violations(of: element, argument, at: "\(path)[\(index)]")
      }
    case "minItems":
      return failure(Double(value.elements?.count ?? 0) < (argument.number?.value ?? 0))
    case "minimum": return failure((value.number?.value ?? 0) < (argument.number?.value ?? 0))
    case "maximum": return failure((value.number?.value ?? 0) > (argument.number?.value ?? 0))
    case "exclusiveMinimum":
      return failure((value.number?.value ?? 0) <= (argument.number?.value ?? 0))
    case "minLength": return failure((value.text ?? "").count < (argument.number?.whole() ?? 0))
    case "maxLength": return failure((value.text ?? "").count > (argument.number?.whole() ?? 0))
    case "pattern": return failure(!Self.matches(value.text ?? "", argument.text ?? ""))
    case "propertyNames":
      return (value.members ?? []).flatMap {
        violations(of: JSONValue(.text($0.key)), argument, at: "\(path).\($0.key)")
      }
    case "properties", "patternProperties", "additionalProperties":
      return properties(keyword, argument, of: value, siblings: siblings, at: path)
    default:
      return ["\(path): unknown keyword \(keyword)"]
    }
  }

  private func properties(
    _ keyword: String, _ argument: JSONValue, of value: JSONValue, siblings: [JSONValue.Member],
    at path: String
  ) -> [String] {
    let named = siblings.first { $0.key == "properties" }?.value
    let patterns = siblings.first { $0.key == "patternProperties" }?.value.members ?? []
    return (value.members ?? []).flatMap { member -> [String] in
      let place = "\(path).\(member.key)"
      let own = named?[member.key]
      let matching = patterns.filter { Self.matches(member.key, $0.key) }
      switch keyword {
      case "properties":
        return own.map { violations(of: member.value, $0, at: place) } ?? []
      case "patternProperties":
        return matching.flatMap { violations(of: member.value, $0.value, at: place) }
      default:
        guard own == nil, matching.isEmpty else { return [] }
        if case .boolean(let isAllowed) = argument.content {
          return isAllowed ? [] : ["\(place): additionalProperties"]
        }
        return violations(of: member.value, argument, at: place)
      }
    }
  }

  private static func isType(_ type: String, _ value: JSONValue) -> Bool {
    switch (type, value.content) {
    case ("object", .object), ("array", .array), ("string", .text), ("boolean", .boolean),
      ("number", .number):
      true
    case ("integer", .number(let number)): number.isWhole
    default: false
    }
  }

  private static func isEqual(_ first: JSONValue, _ second: JSONValue) -> Bool {
    switch (first.content, second.content) {
    case (.text(let first), .text(let second)): first == second
    case (.number(let first), .number(let second)): first == second
    default: false
    }
  }

  private static func matches(_ text: String, _ pattern: String) -> Bool {
    guard let regex = try? Regex(pattern) else { return false }
    return text.firstMatch(of: regex) != nil
  }
}
