/// How the files are read that a model names, such as a log to replay.
public struct ModelAttachments: Sendable {
  /// What is done with a part of a file; `false` if the rest is not wanted.
  public typealias Taking = (ArraySlice<UInt8>) -> Bool

  /// Hands a file over in parts, and says why it cannot be read, if it cannot.
  private let read: @Sendable (String, Taking) -> String?

  /// - Parameter read: Is given a path as the model has it, and what takes the parts of that file in
  ///   their order; returns half a sentence that says why the file cannot be read, or `nil`.
  public init(_ read: @escaping @Sendable (String, Taking) -> String?) {
    self.read = read
  }

  /// Those of a model that is only a text: there are none.
  public static let none = ModelAttachments { _, _ in
    "a model that is no file has no files beside it"
  }

  /// Reads the lines of a file, without their ends.
  ///
  /// - Parameter take: Is given a line and its number, counted from 1; `false` ends the reading.
  /// - Returns: The SHA-256 of all that was read.
  /// - Throws: ``Unreadable`` if the file cannot be read or is no text.
  func lines(
    of path: String, _ take: (ArraySlice<UInt8>, Int) -> Bool
  ) throws(Unreadable) -> String {
    var hash = SHA256.Digest()
    var rest: [UInt8] = []
    var number = 0
    var goesOn = true
    var problem = read(path) { part in
      hash.update(part)
      var part = part
      while goesOn, let end = part.firstIndex(of: UInt8(ascii: "\n")) {
        number += 1
        if rest.isEmpty {
          goesOn = take(Self.trimmed(part[..<end]), number)
        } else {
          rest += part[..<end]
          goesOn = take(Self.trimmed(rest[...]), number)
          rest.removeAll(keepingCapacity: true)
        }
        part = part[(end + 1)...]
      }
      if goesOn { rest += part }
      return goesOn && rest.count <= Self.longestLine
    }
    if rest.count > Self.longestLine {
      problem = "line \(number + 1) has more than \(Self.longestLine >> 10) KiB"
    }
    if let problem { throw Unreadable(message: problem) }
    if goesOn, !rest.isEmpty { _ = take(Self.trimmed(rest[...]), number + 1) }
    return hash.hexadecimal
  }

  struct Unreadable: Error {
    var message: String
  }

  /// A line longer than this is none of a log.
  private static let longestLine = 1 << 20

  /// Without the carriage return that some systems put before the end of a line.
  private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    line.last == UInt8(ascii: "\r") ? line.dropLast() : line
  }
}
