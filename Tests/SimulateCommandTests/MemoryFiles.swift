import SimulateCommand

/// Files in memory. Folders are there as soon as something is in them.
final class MemoryFiles: FileAccess {
  private(set) var files: [String: [UInt8]]
  private(set) var folders: Set<String> = []

  /// What writing below a path fails with.
  var unwritable: [String: String] = [:]

  init(_ files: [String: String]) {
    self.files = files.mapValues { Array($0.utf8) }
    for path in files.keys { addFolders(above: path) }
  }

  func text(of path: String) -> String? {
    files[path].map { String(decoding: $0, as: UTF8.self) }
  }

  func kind(of path: String) -> FileKind? {
    let path = Self.resolved(path)
    if files[path] != nil { return .file }
    return folders.contains(path) ? .folder : nil
  }

  func read(_ path: String, limit: Int) throws(FileProblem) -> [UInt8] {
    guard let bytes = files[Self.resolved(path)] else {
      throw FileProblem(.read, path, "no such file or directory")
    }
    guard bytes.count <= limit else { throw FileProblem(.read, path, "it is longer than 16 MiB") }
    return bytes
  }

  func names(in folder: String) throws(FileProblem) -> [String] {
    var names: [String] = []
    for path in files.keys where path.hasPrefix(folder + "/") {
      let name = path.dropFirst(folder.count + 1).prefix { $0 != "/" }
      if !names.contains(String(name)) { names.append(String(name)) }
    }
    return names
  }

  func makeFolder(_ path: String) throws(FileProblem) {
    try refuse(path)
    addFolders(above: path + "/x")
  }

  func replace(_ path: String, with text: String) throws(FileProblem) {
    try refuse(path)
    files[path] = Array(text.utf8)
  }

  /// Bytes that may still be appended before the disk is full; `nil` for any number.
  var room: Int?

  /// Files that another process is at work on.
  var locked: Set<String> = []

  func append(_ text: String, to path: String) throws(FileProblem) {
    try refuse(path)
    let bytes = Array(text.utf8)
    let fitting = bytes.prefix(room ?? bytes.count)
    files[path, default: []] += fitting
    room = room.map { $0 - fitting.count }
    if fitting.count < bytes.count {
      throw FileProblem(.write, path, "no space left on device")
    }
  }

  func truncate(_ path: String, to size: Int) throws(FileProblem) {
    files[path] = files[path].map { Array($0.prefix(size)) }
  }

  func read(
    _ path: String, from offset: Int, count: Int
  ) throws(FileProblem) -> [UInt8] {
    let bytes = try read(path, limit: .max)
    return Array(bytes.dropFirst(offset).prefix(count))
  }

  func lock(_ path: String) throws(FileProblem) -> FileLock? {
    guard !locked.contains(path) else { return nil }
    if files[path] == nil { files[path] = [] }
    return FileLock {}
  }

  private func refuse(_ path: String) throws(FileProblem) {
    for (prefix, reason) in unwritable where path.hasPrefix(prefix) {
      throw FileProblem(.write, path, reason)
    }
  }

  private static func resolved(_ path: String) -> String {
    var names: [Substring] = []
    for name in path.split(separator: "/") where name != "." {
      if name == ".." { names.removeLast() } else { names.append(name) }
    }
    return "/" + names.joined(separator: "/")
  }

  private func addFolders(above path: String) {
    var rest = path[...]
    while let slash = rest.lastIndex(of: "/") {
      rest = rest[..<slash]
      folders.insert(rest.isEmpty ? "/" : String(rest))
    }
  }
}
