/// What the search for a model asks of the file system: a disk, or a test's memory.
package protocol ModelFolders {
  func isFile(_ path: String) -> Bool
  func isFolder(_ path: String) -> Bool

  /// The names in a folder, in any order; none if it cannot be read.
  func names(in folder: String) -> [String]
}
