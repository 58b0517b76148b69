extension Expectation.Bound {
  /// - Parameter key: One of the keys of an expectation that name a bound.
  init(_ key: String, _ limit: Double) {
    switch key {
    case "below": self = .below(limit)
    case "above": self = .above(limit)
    case "atMost": self = .atMost(limit)
    case "atLeast": self = .atLeast(limit)
    default: self = .equals(limit)
    }
  }

  /// The words of a sentence for the key of a bound.
  static func words(for key: String) -> String {
    switch key {
    case "atMost": "at most"
    case "atLeast": "at least"
    default: key
    }
  }
}
