/// Paths as texts, with slashes between the names.
package enum FilePath {
  /// `name` below `folder`; `name` itself if it begins at the root or the folder is empty.
  package static func joined(_ folder: String, _ name: String) -> String {
    if name.hasPrefix("/") || folder.isEmpty { return name }
    return folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }

  /// The folder itself and all above it, nearest first.
  package static func ancestors(of folder: String) -> [String] {
    var folders = [folder]
    var current = folder
    while current != "/", let slash = current.lastIndex(of: "/") {
      current = slash == current.startIndex ? "/" : String(current[..<slash])
      folders.append(current)
    }
    return folders
  }
}
