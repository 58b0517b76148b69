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
    files.keys.filter { $0.hasPrefix(folder + "/") }.map { String($0.dropFirst(folder.count + 1)) }
  }

  func makeFolder(_ path: String) throws(FileProblem) {
    try refuse(path)
    addFolders(above: path + "/x")
  }

  func replace(_ path: String, with text: String) throws(FileProblem) {
    try refuse(path)
    files[path] = Array(text.utf8)
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
