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

  /// Writes behind what a file holds, which is made if it is not there. What was written before a
  /// failure stays.
  func append(_ text: String, to path: String) throws(FileProblem)

  /// Cuts a file off behind its first `size` bytes.
  func truncate(_ path: String, to size: Int) throws(FileProblem)

  /// At most `count` bytes of a file from `offset` on; none behind its end.
  func read(_ path: String, from offset: Int, count: Int) throws(FileProblem) -> [UInt8]

  /// Keeps a file, which is made if it is not there, from every other process that asks for it.
  ///
  /// - Returns: `nil` if another one has it. It ends with the process, however that ends.
  func lock(_ path: String) throws(FileProblem) -> FileLock?
}

/// What is at a path.
public enum FileKind: Hashable, Sendable {
  case folder

  /// A file, or something else that can be read like one.
  case file
}
