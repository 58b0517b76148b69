/// The bytes of a model file, and which line and column a byte is in.
package struct SourceText: Sendable {
  /// A place for people: both count from 1, columns in characters.
  package struct Position: Hashable, Sendable {
    package var line: Int
    package var column: Int
  }

  package let bytes: [UInt8]

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The places of the bytes at `offsets`.
  ///
  /// A line ends with LF, CR or both; a tab is one character, and a byte order mark none.
  ///
  /// - Precondition: `offsets` is sorted.
  /// - Complexity: O(*n*), where *n* is the last of the offsets.
  package func positions(of offsets: [Int]) -> [Position] {
    var position = Position(line: 1, column: 1)
    var start = bytes.starts(with: Self.byteOrderMark) ? Self.byteOrderMark.count : 0
    return offsets.map { offset in
      let end = min(max(offset, start), bytes.count)
      let segment = bytes[start..<end]
      for index in segment.indices where endsLine(index) {
        position = Position(line: position.line + 1, column: 1)
        start = index + 1
      }
      position.column += String(decoding: bytes[start..<end], as: UTF8.self).count
      start = end
      return position
    }
  }

  private func endsLine(_ index: Int) -> Bool {
    switch bytes[index] {
    case UInt8(ascii: "\n"): true
    case UInt8(ascii: "\r"): !(index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "\n"))
    default: false
    }
  }

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Bytes before the first that is not part of UTF-8; `nil` if all are.
  package var firstInvalidByte: Int? {
    guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
    var iterator = bytes.makeIterator()
    var decoder = Unicode.UTF8()
    var offset = 0
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): offset += UTF8.width(scalar)
      case .emptyInput, .error: return offset
      }
    }
  }
}
