/// A JSON document in the order in which it is written.
///
/// Members keep their order, so that a document has one spelling; Foundation's encoder can only sort
/// them. Numbers come in three shapes because they are rounded in three ways: counts never, times to
/// the nanosecond, ratios and rates to the nearest `Double`.
package indirect enum JSONTree: Hashable, Sendable {
  case null
  case flag(Bool)
  case text(String)
  case count(UInt64)

  /// A rate or a ratio. NaN and infinity, which JSON has no words for, are written as `null`.
  case number(Double)

  /// A time, written exactly in seconds: 12,300,000 ns is `0.0123`.
  case seconds(nanoseconds: Int64)
  case array([JSONTree])
  case object([Member])

  /// An object that is written in one line.
  case row([Member])

  package struct Member: Hashable, Sendable {
    package var key: String
    package var value: JSONTree

    package init(_ key: String, _ value: JSONTree) {
      self.key = key
      self.value = value
    }
  }

  /// A count that the standard library holds in an `Int`; a negative one is a broken contract.
  package static func whole(_ value: Int) -> JSONTree {
    precondition(value >= 0, "a count cannot be \(value)")
    return .count(UInt64(value))
  }

  /// The value as `shape` writes it, or `null` if there is none.
  package static func optional<Value>(
    _ value: Value?, _ shape: (Value) -> JSONTree
  ) -> JSONTree {
    guard let value else { return .null }
    return shape(value)
  }

  /// An object in one line, its members in the order of the literal.
  package static func inline(_ members: KeyValuePairs<String, JSONTree>) -> JSONTree {
    .row(members.map { Member($0, $1) })
  }

  /// Whether the value holds no other values.
  package var isScalar: Bool {
    switch self {
    case .null, .flag, .text, .count, .number, .seconds: true
    case .array, .object, .row: false
    }
  }
}

extension JSONTree: ExpressibleByDictionaryLiteral {
  /// An object with its members in the order of the literal.
  package init(dictionaryLiteral elements: (String, JSONTree)...) {
    self = .object(elements.map { Member($0, $1) })
  }
}

extension JSONTree: ExpressibleByArrayLiteral {
  package init(arrayLiteral elements: JSONTree...) {
    self = .array(elements)
  }
}
