import Foundation

/// A file of the repository: its text, and if it is Swift, its code alone.
struct TextFile: Sendable {
  /// Where it is, from the top of the repository.
  let path: String

  /// All of it, in UTF-8.
  let text: [UInt8]

  /// As long as ``text``, with spaces in place of comments and of the insides of literals; empty
  /// unless the file is Swift.
  let code: [UInt8]

  /// Where each line begins.
  private let lineStarts: [Int]

  init(path: String, text: [UInt8]) {
    self.path = path
    self.text = text
    lineStarts = [0] + Self.offsets(of: "\n", in: text).map { $0 + 1 }
    code = path.hasSuffix(".swift") ? SwiftCode.blanked(text) : []
  }

  init(path: String, _ text: String) {
    self.init(path: path, text: Array(text.utf8))
  }

  var isSwift: Bool { path.hasSuffix(".swift") }

  /// The name without its folders.
  var name: Substring {
    path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...]
  }

  /// The second part of the path: `EventEngine` of `Sources/EventEngine/Slab.swift`.
  var target: String {
    let parts = path.split(separator: "/")
    return parts.count > 2 ? String(parts[1]) : ""
  }

  /// How many lines there are; the last one need not end.
  var lineCount: Int { lineStarts.count - (lineStarts.last == text.count ? 1 : 0) }

  /// The line, counted from one, that holds the byte at `offset`.
  func line(at offset: Int) -> Int {
    var range = 0..<lineStarts.count
    while range.count > 1 {
      let middle = (range.lowerBound + range.upperBound) / 2
      range = lineStarts[middle] <= offset ? middle..<range.upperBound : range.lowerBound..<middle
    }
    return range.lowerBound + 1
  }

  /// The text of the line that holds the byte at `offset`, without indentation.
  func lineText(at offset: Int) -> String {
    let line = line(at: offset)
    let end = line < lineStarts.count ? lineStarts[line] : text.count
    return String(decoding: text[lineStarts[line - 1]..<end], as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Where `word` stands in the code, on its own and not as a part of a longer one.
  func words(_ word: String) -> [Int] {
    Self.offsets(of: word, in: code, asWord: true)
  }

  /// Whether a byte may be part of an identifier; all bytes beyond ASCII are taken for such.
  static func isPartOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
      true
    default:
      false
    }
  }

  /// Where `needle` begins in `bytes`, which are ``text`` or ``code``.
  ///
  /// - Parameter asWord: Leaves out places where an identifier goes on before or behind it.
  static func offsets(of needle: String, in bytes: [UInt8], asWord: Bool = false) -> [Int] {
    let found = offsets(of: Array(needle.utf8), in: bytes)
    guard asWord, let first = needle.utf8.first, let last = needle.utf8.last else { return found }
    return found.filter { offset in
      let end = offset + needle.utf8.count
      let goesOnBefore = offset > 0 && isPartOfWord(bytes[offset - 1]) && isPartOfWord(first)
      let goesOnBehind = end < bytes.count && isPartOfWord(bytes[end]) && isPartOfWord(last)
      return !goesOnBefore && !goesOnBehind
    }
  }

  private static func offsets(of pattern: [UInt8], in bytes: [UInt8]) -> [Int] {
    guard let first = pattern.first else { return [] }
    var found: [Int] = []
    bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return }
      var start = 0
      while start + pattern.count <= buffer.count,
        let match = memchr(base + start, Int32(first), buffer.count - pattern.count + 1 - start)
      {
        let offset = UnsafeRawPointer(match) - base
        let isFound = memcmp(match, pattern, pattern.count) == 0
        if isFound { found.append(offset) }
        start = offset + (isFound ? pattern.count : 1)
      }
    }
    return found
  }
}
