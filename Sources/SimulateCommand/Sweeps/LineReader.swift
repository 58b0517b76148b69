/// Reads the lines of a file one after the other, whatever its length.
final class LineReader {
  private let path: String
  private let files: any FileAccess
  private var buffer: [UInt8] = []

  /// Where the rest of the buffer begins.
  private var start = 0
  private var offset = 0
  private var isAtEnd = false

  /// Lines that have been read.
  private(set) var count = 0

  /// Where the last whole line ended.
  private(set) var end = 0

  private static let chunk = 1 << 16

  init(_ path: String, _ files: any FileAccess) {
    self.path = path
    self.files = files
  }

  /// The next line without its line feed; `nil` at the end, also if that is in the middle of a line.
  func next() throws(FileProblem) -> String? {
    var searched = start
    while true {
      if let feed = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: buffer[start..<feed], as: UTF8.self)
        end += feed + 1 - start
        start = feed + 1
        count += 1
        return line
      }
      guard !isAtEnd else { return nil }
      buffer.removeFirst(start)
      searched = buffer.count
      start = 0
      let more = try files.read(path, from: offset, count: Self.chunk)
      offset += more.count
      isAtEnd = more.isEmpty
      buffer += more
    }
  }

  /// Whether something follows the last whole line; known at the end.
  var hasRest: Bool { start < buffer.count }
}
