import EventEngine

/// Finds the request of a mix that a logged one is: by its name, or by method and path, where a part
/// of a path in braces stands for any.
///
/// `GET /api/users/17?full=1` is `GET /api/users/{id}`. Of several that fit the one with the fewest
/// braces is taken.
struct RequestMatcher {
  private struct Pattern {
    var position: UInt16
    var method: Substring
    var parts: [Substring]
    var wildcards: Int
  }

  private let names: [String]
  private let patterns: [Pattern]

  init(_ requests: [Client.Request]) {
    names = requests.map(\.name)
    var patterns: [Pattern] = []
    for (position, name) in names.enumerated() {
      guard let (method, parts) = Self.split(name[...]) else { continue }
      patterns.append(
        Pattern(
          position: UInt16(truncatingIfNeeded: position), method: method, parts: parts,
          wildcards: parts.reduce(0) { $0 + (Self.isWildcard($1) ? 1 : 0) }))
    }
    self.patterns = patterns.sorted { ($0.wildcards, $0.position) < ($1.wildcards, $1.position) }
  }

  /// The position of a request in the mix, and what stands where its name has braces; `nil` if it is
  /// none of them.
  ///
  /// - Complexity: O(*n*), where *n* is the number of requests in the mix.
  func match(_ text: Substring) -> (position: UInt16, key: UInt64?)? {
    if let position = names.firstIndex(where: { $0 == text }) {
      return (UInt16(truncatingIfNeeded: position), nil)
    }
    guard let (method, parts) = Self.split(text) else { return nil }
    for pattern in patterns where pattern.method == method && pattern.parts.count == parts.count {
      let fits = zip(pattern.parts, parts).allSatisfy { Self.isWildcard($0) || $0 == $1 }
      guard fits else { continue }
      guard pattern.wildcards > 0 else { return (pattern.position, nil) }
      let values = zip(pattern.parts, parts).filter { Self.isWildcard($0.0) }.map(\.1)
      return (pattern.position, StreamName(values.joined(separator: "/")).id)
    }
    return nil
  }

  /// Method and parts of the path, without what follows a question mark.
  private static func split(_ text: Substring) -> (method: Substring, parts: [Substring])? {
    let words = text.split(separator: " ", maxSplits: 1)
    guard words.count == 2, words[1].hasPrefix("/") else { return nil }
    let path = words[1].prefix { $0 != "?" && $0 != " " }
    return (words[0], path.split(separator: "/", omittingEmptySubsequences: false))
  }

  private static func isWildcard(_ part: Substring) -> Bool {
    part.hasPrefix("{") && part.hasSuffix("}")
  }
}
