/// Finds the file of a model by what somebody called it.
///
/// A path is taken as it is given, with or without `.json`. A bare name is also looked up in the
/// folder `Models` of each starting folder and of each one above it, up to the one that holds a
/// `Package.swift`.
package struct ModelFinder {
  /// Where relative paths begin, the current folder first; without a slash at the end.
  private let starts: [String]
  private let files: any ModelFolders

  private static let folderName = "Models"

  /// Searches as the command line does, from the current folder.
  package init(in files: any ModelFolders, from currentFolder: String) {
    starts = [currentFolder]
    self.files = files
  }

  /// Searches as the command line does, and then from a source file: from its folder and each one
  /// above it, up to the top of its package.
  package init(in files: any ModelFolders, from currentFolder: String, sourceFile: String) {
    var starts = [currentFolder]
    for folder in FilePath.ancestors(of: sourceFile).dropFirst() {
      if !starts.contains(folder) { starts.append(folder) }
      if files.isFile(FilePath.joined(folder, "Package.swift")) { break }
    }
    self.starts = starts
    self.files = files
  }

  /// The folders called `Models` that exist, nearest first.
  package var folders: [String] {
    var folders: [String] = []
    for start in starts {
      for folder in FilePath.ancestors(of: start) {
        let models = FilePath.joined(folder, Self.folderName)
        if files.isFolder(models), !folders.contains(models) { folders.append(models) }
        if files.isFile(FilePath.joined(folder, "Package.swift")) { break }
      }
    }
    return folders
  }

  /// The path of a model, as it is told to the user: relative to the current folder if below it.
  ///
  /// - Throws: ``MissingModel``.
  package func path(of name: String) throws(MissingModel) -> String {
    let isBare = !name.contains("/")
    let spellings = name.hasSuffix(".json") ? [name] : [name, name + ".json"]
    let folders = isBare ? self.folders : []
    for folder in starts + folders {
      for spelling in spellings {
        let path = FilePath.joined(folder, spelling)
        guard files.isFile(path) else { continue }
        // What lies in the current folder keeps the name that it was given.
        return shortened(folder == starts[0] ? spelling : path)
      }
    }
    throw MissingModel(message: missing(name, spellings: spellings, folders: folders))
  }

  /// The models of a folder, without `.json`, sorted by their bytes.
  package func names(in folder: String) -> [String] {
    files.names(in: folder).filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") }
      .map { String($0.dropLast(5)) }
      .sorted { $0.precedes($1) }
  }

  /// A path below the current folder without the part that goes without saying.
  package func shortened(_ path: String) -> String {
    let prefix = starts[0] + "/"
    return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
  }

  private func missing(_ name: String, spellings: [String], folders: [String]) -> String {
    let isFolder = spellings.contains { files.isFolder(FilePath.joined(starts[0], $0)) }
    if isFolder, folders.isEmpty { return "\(Self.quoted(name)) is a folder, not a model" }
    var text = "no model \(Self.quoted(name)) is "
    let origins = starts.count == 1 ? [] : starts.map(Self.quoted)
    if name.contains("/") {
      text += "at \(spellings.map(Self.quoted).joined(separator: " or "))"
      if !origins.isEmpty { text += " in \(origins.joined(separator: " or "))" }
    } else {
      let places =
        (origins.isEmpty ? ["this folder"] : origins)
        + folders.map { Self.quoted(shortened($0)) }
      text += "in \(places.joined(separator: " or "))"
    }
    let bare = name.hasSuffix(".json") ? String(name.dropLast(5)) : name
    let known = folders.flatMap(names)
    if let suggestion = Spelling.nearest(to: bare, among: known + known.map { $0 + ".json" }) {
      text += "; did you mean '\(suggestion)'?"
    } else if !known.isEmpty {
      text += "; 'simulate list' shows the models"
    }
    return text
  }

  private static func quoted(_ text: String) -> String { "'" + text.shortened + "'" }
}
