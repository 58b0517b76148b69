/// Reads JSON that people write: with `//` and `/* */` comments and trailing commas, and otherwise
/// to the letter of RFC 8259.
///
/// Reading stops at the first error of syntax, because what follows it is guesswork. Keys that
/// appear twice are no such error: they are collected in ``duplicates``, and the first one counts.
struct JSONParser {
  /// A key that was written twice in one object.
  struct Duplicate: Hashable, Sendable {
    var key: String
    var firstOffset: Int
    var offset: Int
  }

  /// Arrays and objects may be this deep in each other.
  static let depthLimit = 128

  let bytes: [UInt8]
  var index = 0
  private var depth = 0
  private(set) var duplicates: [Duplicate] = []

  /// - Parameter bytes: Valid UTF-8; a byte order mark at the start is skipped.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
  }

  /// Reads one value and nothing after it but white space and comments.
  mutating func readDocument() throws(JSONSyntaxProblem) -> JSONValue {
    try skipBlanks()
    let value = try readValue()
    try skipBlanks()
    guard index == bytes.count else {
      throw problem("expected nothing after the end of the value, found \(found)")
    }
    return value
  }

  private mutating func readValue() throws(JSONSyntaxProblem) -> JSONValue {
    let origin = JSONValue.Origin.file(offset: index)
    guard let byte = peek else { throw problem("expected a value, found \(found)") }
    switch byte {
    case UInt8(ascii: "{"): return JSONValue(.object(try readMembers()), from: origin)
    case UInt8(ascii: "["): return JSONValue(.array(try readElements()), from: origin)
    case UInt8(ascii: "\""): return JSONValue(.text(try readText()), from: origin)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      return JSONValue(.number(try readNumber()), from: origin)
    case UInt8(ascii: "'"):
      throw problem("texts are written in double quotes, not in single ones")
    default:
      return JSONValue(try readWord(), from: origin)
    }
  }

  private mutating func readMembers() throws(JSONSyntaxProblem) -> [JSONValue.Member] {
    try enter()
    var members: [JSONValue.Member] = []
    try skipBlanks()
    while peek != UInt8(ascii: "}") {
      let offset = index
      let key = try readKey()
      try skipBlanks()
      try expect(":", "expected ':' after the key \(key.quotedBriefly)")
      try skipBlanks()
      members.append(JSONValue.Member(key, try readValue(), from: .file(offset: offset)))
      try skipBlanks()
      if peek == UInt8(ascii: "}") { break }
      try expect(",", "expected ',' or '}'")
      try skipBlanks()
    }
    leave()
    return withoutDuplicates(members)
  }

  private mutating func readElements() throws(JSONSyntaxProblem) -> [JSONValue] {
    try enter()
    var elements: [JSONValue] = []
    try skipBlanks()
    while peek != UInt8(ascii: "]") {
      elements.append(try readValue())
      try skipBlanks()
      if peek == UInt8(ascii: "]") { break }
      try expect(",", "expected ',' or ']'")
      try skipBlanks()
    }
    leave()
    return elements
  }

  /// Steps over an opening bracket.
  private mutating func enter() throws(JSONSyntaxProblem) {
    guard depth < Self.depthLimit else {
      throw problem("arrays and objects are nested deeper than \(Self.depthLimit) levels")
    }
    depth += 1
    index += 1
  }

  /// Steps over a closing bracket.
  private mutating func leave() {
    depth -= 1
    index += 1
  }

  private mutating func readKey() throws(JSONSyntaxProblem) -> String {
    guard peek == UInt8(ascii: "\"") else {
      if peek == UInt8(ascii: "'") {
        throw problem("keys are written in double quotes, not in single ones")
      }
      let word = upcomingWord
      guard word.isEmpty else {
        throw problem("keys are written in double quotes: \(word.quotedBriefly)")
      }
      throw problem("expected a key in double quotes or '}', found \(found)")
    }
    return try readText()
  }

  private mutating func readWord() throws(JSONSyntaxProblem) -> JSONValue.Content {
    let word = upcomingWord
    switch word {
    case "true": index += 4; return .boolean(true)
    case "false": index += 5; return .boolean(false)
    case "null": index += 4; return .null
    case "": throw problem("expected a value, found \(found)")
    default: throw problem("expected a value, found '\(word.shortened)'; \(Self.hint(on: word))")
    }
  }

  /// What is probably meant by a bare word.
  private static func hint(on word: String) -> String {
    switch word.lowercased() {
    case "true", "false", "null": "did you mean '\(word.lowercased())'?"
    case "none", "nil", "undefined": "did you mean 'null'?"
    case "nan", "infinity", "inf": "a number is finite"
    default: "texts are written in double quotes"
    }
  }

  /// Keeps the first of the members with equal keys and notes the others.
  private mutating func withoutDuplicates(_ members: [JSONValue.Member]) -> [JSONValue.Member] {
    let order = members.indices.sorted { (members[$0].key, $0) < (members[$1].key, $1) }
    var repeated: [Int] = []
    var first = 0
    for (place, index) in order.enumerated().dropFirst() {
      guard members[index].key == members[order[first]].key else {
        first = place
        continue
      }
      repeated.append(index)
      if case .file(let earlier) = members[order[first]].origin,
        case .file(let later) = members[index].origin
      {
        duplicates.append(
          Duplicate(key: members[index].key, firstOffset: earlier, offset: later))
      }
    }
    guard !repeated.isEmpty else { return members }
    repeated.sort()
    return members.indices.filter { !repeated.containsSorted($0) }.map { members[$0] }
  }
}

extension [Int] {
  /// Whether a sorted array contains `element`.
  ///
  /// - Complexity: O(log *n*).
  fileprivate func containsSorted(_ element: Int) -> Bool {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < element { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low] == element
  }
}
