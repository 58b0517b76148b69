/// The files that the program reads and writes: a disk, or a test's memory.
public protocol FileAccess {
  /// What is at a path, links followed; `nil` for nothing.
  func kind(of path: String) -> FileKind?

  /// The bytes of a file.
  ///
  /// - Throws: ``FileProblem``, also for files longer than `limit` bytes.
  func read(_ path: String, limit: Int) throws(FileProblem) -> [UInt8]

  /// The names in a folder, in any order.
  func names(in folder: String) throws(FileProblem) -> [String]

  /// Makes a folder and those above it, unless they are there.
  func makeFolder(_ path: String) throws(FileProblem)

  /// Writes a file whole or not at all: whoever reads it sees the old text or the new one.
  func replace(_ path: String, with text: String) throws(FileProblem)
}

/// What is at a path.
public enum FileKind: Hashable, Sendable {
  case folder

  /// A file, or something else that can be read like one.
  case file
}
