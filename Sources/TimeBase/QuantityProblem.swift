/// Why a text such as `"5 parsecs"` is not a quantity, said so that its author can mend it.
public enum QuantityProblem: Error, Hashable, Sendable {
  /// Not a decimal number followed by a unit.
  case malformed(String, example: String)

  /// A bare number: `5` says neither seconds nor milliseconds.
  case missingUnit(String, example: String)

  case unknownUnit(String, known: [String])

  case negative(String)

  /// More than 64 bits of nanoseconds can hold.
  case tooLarge(String, limit: String)
}

extension QuantityProblem: CustomStringConvertible {
  public var description: String {
    switch self {
    case .malformed(let text, let example):
      "'\(text)' is not a number with a unit, such as \"\(example)\""
    case .missingUnit(let text, let example):
      "'\(text)' has no unit; write for instance \"\(example)\""
    case .unknownUnit(let unit, let known):
      "unknown unit '\(unit)'; known: \(known.joined(separator: ", "))"
    case .negative(let text):
      "'\(text)' is negative"
    case .tooLarge(let text, let limit):
      "'\(text)' is too large; the limit is \(limit)"
    }
  }
}
