import ArchitectureModel

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The files of this machine.
public struct DiskFiles: FileAccess, Sendable {
  public init() {}

  public func kind(of path: String) -> FileKind? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return status.st_mode & S_IFMT == S_IFDIR ? .folder : .file
  }

  public func read(_ path: String, limit: Int) throws(FileProblem) -> [UInt8] {
    let (descriptor, failure) = SystemCall.retrying { open(path, O_RDONLY | O_CLOEXEC) }
    guard failure == 0 else { throw FileProblem(.read, path, SystemCall.reason(failure)) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let (count, failure) = chunk.withUnsafeMutableBytes { buffer in
        SystemCall.retrying { platformRead(descriptor, buffer.baseAddress, buffer.count) }
      }
      guard failure == 0 else { throw FileProblem(.read, path, SystemCall.reason(failure)) }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
      guard bytes.count <= limit else {
        throw FileProblem(.read, path, "it is longer than \(limit >> 20) MiB")
      }
    }
  }

  public func names(in folder: String) throws(FileProblem) -> [String] {
    guard let stream = opendir(folder) else {
      throw FileProblem(.list, folder, SystemCall.reason(errno))
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
        field.withMemoryRebound(
          to: CChar.self, capacity: MemoryLayout.size(ofValue: field.pointee)
        ) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  public func makeFolder(_ path: String) throws(FileProblem) {
    for folder in FilePath.ancestors(of: path).reversed() where !folder.isEmpty {
      if kind(of: folder) == .folder { continue }
      guard mkdir(folder, 0o777) != 0 else { continue }
      let failure = errno
      // Somebody else may have made it in between.
      if failure == EEXIST, kind(of: folder) == .folder { continue }
      let reason =
        failure != EEXIST
        ? SystemCall.reason(failure)
        : kind(of: folder) == nil
          ? "it is a link that leads nowhere" : "it is a file, not a folder"
      throw FileProblem(.write, folder, reason)
    }
  }

  public func replace(_ path: String, with text: String) throws(FileProblem) {
    let path = Self.target(of: path)
    if isSpecial(path) {
      try append(text, to: path)
      return
    }
    let draft = "\(path).\(getpid()).draft"
    let (descriptor, failure) = SystemCall.retrying {
      open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    }
    guard failure == 0 else { throw FileProblem(.write, path, SystemCall.reason(failure)) }
    var outcome = SystemCall.write(Array(text.utf8), to: descriptor)
    if close(descriptor) != 0, outcome == 0 { outcome = errno }
    if outcome == 0, rename(draft, path) != 0 { outcome = errno }
    guard outcome != 0 else { return }
    unlink(draft)
    throw FileProblem(.write, path, SystemCall.reason(outcome))
  }
}

// MARK: What is no plain file
extension DiskFiles {
  /// Where links lead to that there are; the path itself if nothing is there yet.
  private static func target(of path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Whether something is there that is written to and not replaced, such as a terminal or a pipe.
  private func isSpecial(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    return ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
  }
}

// MARK: Files that grow
extension DiskFiles {
  public func append(_ text: String, to path: String) throws(FileProblem) {
    let descriptor = try opened(path, O_WRONLY | O_CREAT | O_APPEND)
    var outcome = SystemCall.write(Array(text.utf8), to: descriptor)
    if close(descriptor) != 0, outcome == 0 { outcome = errno }
    guard outcome == 0 else { throw FileProblem(.write, path, SystemCall.reason(outcome)) }
  }

  public func truncate(_ path: String, to size: Int) throws(FileProblem) {
    let descriptor = try opened(path, O_WRONLY)
    defer { close(descriptor) }
    let (_, failure) = SystemCall.retrying { ftruncate(descriptor, off_t(size)) }
    guard failure == 0 else { throw FileProblem(.write, path, SystemCall.reason(failure)) }
  }

  public func read(
    _ path: String, from offset: Int, count: Int
  ) throws(FileProblem) -> [UInt8] {
    let (descriptor, failure) = SystemCall.retrying { open(path, O_RDONLY | O_CLOEXEC) }
    guard failure == 0 else { throw FileProblem(.read, path, SystemCall.reason(failure)) }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let (count, failure) = bytes.withUnsafeMutableBytes { buffer in
        SystemCall.retrying {
          pread(
            descriptor, buffer.baseAddress.map { $0 + filled }, count - filled,
            off_t(offset + filled))
        }
      }
      guard failure == 0 else { throw FileProblem(.read, path, SystemCall.reason(failure)) }
      guard count > 0 else { break }
      filled += count
    }
    return Array(bytes[..<filled])
  }

  public func lock(_ path: String) throws(FileProblem) -> FileLock? {
    let descriptor = try opened(path, O_RDWR | O_CREAT)
    let (_, failure) = SystemCall.retrying { flock(descriptor, LOCK_EX | LOCK_NB) }
    guard failure != 0 else { return FileLock { close(descriptor) } }
    close(descriptor)
    guard failure != EWOULDBLOCK else { return nil }
    throw FileProblem(.write, path, SystemCall.reason(failure))
  }

  private func opened(_ path: String, _ flags: Int32) throws(FileProblem) -> Int32 {
    let (descriptor, failure) = SystemCall.retrying { open(path, flags | O_CLOEXEC, 0o666) }
    guard failure == 0 else { throw FileProblem(.write, path, SystemCall.reason(failure)) }
    return descriptor
  }
}

/// `read(2)`, whose name ``DiskFiles/read(_:limit:)`` hides.
private func platformRead(
  _ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int
) -> Int {
  read(descriptor, bytes, count)
}
