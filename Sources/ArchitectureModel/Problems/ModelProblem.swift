public import TimeBase

/// One thing wrong with a model, said so that its author can mend it without reading our code.
///
/// Every problem answers four questions: where, what is there, what would be right, and, when it
/// can be guessed, what the author probably meant.
public struct ModelProblem: Error, Hashable, Sendable {
  /// What a problem is found in.
  public enum Place: Hashable, Sendable {
    /// All of a file: it cannot be opened, for instance.
    case file(String)

    /// A character of a file; both count from 1.
    case position(file: String, line: Int, column: Int)

    /// An override, as its giver would write it: `--set app.instances=five`.
    case override(String)
  }

  /// What is wrong.
  public enum Reason: Hashable, Sendable {
    /// The text is not JSON.
    case syntax(String)

    /// A key that must be there is not.
    case missingKey(String, hint: String?)

    /// A key that means nothing here; `known` are those that would.
    case unknownKey(String, suggestion: String?, known: [String])

    /// A value of the wrong type or out of range.
    case unexpected(found: String, expected: String, suggestion: String?)

    /// A text that should be a span or a rate.
    case quantity(QuantityProblem)

    /// A name that nothing of this sort has.
    case unknownName(String, sort: String, suggestion: String?)

    /// Values that are right alone and wrong together.
    case rule(String)
  }

  public var place: Place

  /// The place in the model, such as `components.app.workers`; empty for the whole of it.
  public var path: String
  public var reason: Reason

  /// The scenario without which there would be no problem.
  public var scenario: String?

  public init(at place: Place, path: String = "", _ reason: Reason, scenario: String? = nil) {
    self.place = place
    self.path = path
    self.reason = reason
    self.scenario = scenario
  }

  /// What the author probably meant, if it can be guessed.
  public var suggestion: String? {
    switch reason {
    case .unknownKey(_, let suggestion, _), .unexpected(_, _, let suggestion),
      .unknownName(_, _, let suggestion):
      suggestion
    case .syntax, .missingKey, .quantity, .rule: nil
    }
  }
}

extension ModelProblem: CustomStringConvertible {
  /// One line: `shop.json:14:23: components.app.workers: expected a whole number, found "four"`.
  public var description: String {
    let parts = ["\(place)", path, "\(reason)"].filter { !$0.isEmpty }
    let suffix = scenario.map { " (in scenario '\($0)')" } ?? ""
    return parts.joined(separator: ": ") + suffix
  }
}

extension ModelProblem.Place: CustomStringConvertible {
  public var description: String {
    switch self {
    case .file(let file): file
    case .position(let file, let line, let column): "\(file):\(line):\(column)"
    case .override(let text): text
    }
  }
}

extension ModelProblem.Reason: CustomStringConvertible {
  public var description: String {
    switch self {
    case .syntax(let message), .rule(let message):
      message
    case .missingKey(let key, let hint):
      "missing key '\(key)'" + (hint.map { "; \($0)" } ?? "")
    case .unknownKey(let key, let suggestion?, _):
      "unknown key '\(key)'" + Self.hint(suggestion)
    case .unknownKey(let key, nil, let known):
      "unknown key '\(key)'" + (known.isEmpty ? "" : "; known: \(known.joined(separator: ", "))")
    case .unexpected(let found, let expected, let suggestion):
      "expected \(expected), found \(found)" + Self.hint(suggestion)
    case .quantity(let problem):
      "\(problem)"
    case .unknownName(let name, let sort, let suggestion):
      "no \(sort) is named '\(name)'" + Self.hint(suggestion)
    }
  }

  private static func hint(_ suggestion: String?) -> String {
    suggestion.map { "; did you mean '\($0)'?" } ?? ""
  }
}
