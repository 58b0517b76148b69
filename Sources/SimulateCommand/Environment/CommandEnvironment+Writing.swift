import ArchitectureModel

extension CommandEnvironment {
  /// Makes the folder that was asked for, before anything is run: no result is made that cannot be
  /// kept.
  ///
  /// - Returns: Its path; `nil` if none was asked for.
  func folder(_ name: String?) throws -> String? {
    guard let name else { return nil }
    let path = FilePath.joined(currentFolder, name)
    guard files.kind(of: FilePath.joined(path, SweepFolder.manifestName)) == nil else {
      throw UsageProblem("\(name.quotedForMessage) holds a sweep; give another --output")
    }
    try files.makeFolder(path)
    return path
  }

  /// Writes what a command found out to a folder, and tells so.
  ///
  /// - Parameters:
  ///   - folder: Its path.
  ///   - name: As the user wrote it.
  func write(_ contents: [(name: String, text: String)], to folder: String, named name: String)
    throws
  {
    for (name, text) in contents {
      try files.replace(FilePath.joined(folder, name), with: text)
    }
    try? messages.write(
      "wrote \(contents.map(\.name).joined(separator: ", ")) to \(name.quotedForMessage)\n")
  }
}
