import ArchitectureModel

/// Finds the file of a model by what somebody called it.
///
/// A path is taken as it is given, with or without `.json`. A bare name is also looked up in the
/// folder `Models` of the current folder and of each one above it, up to the one that holds a
/// `Package.swift`.
struct ModelFinder {
  let environment: CommandEnvironment

  private static let folderName = "Models"

  /// The folders called `Models` that exist, nearest first.
  var folders: [String] {
    var folders: [String] = []
    for folder in FilePath.ancestors(of: environment.currentFolder) {
      let models = FilePath.joined(folder, Self.folderName)
      if environment.files.kind(of: models) == .folder { folders.append(models) }
      if kind(FilePath.joined(folder, "Package.swift")) != nil { break }
    }
    return folders
  }

  /// The path of a model, as it is told to the user.
  ///
  /// - Throws: ``UsageProblem`` that says where the model was looked for, and what it may be called.
  func path(of name: String) throws(UsageProblem) -> String {
    let isBare = !name.contains("/")
    let spellings = name.hasSuffix(".json") ? [name] : [name, name + ".json"]
    let folders = isBare ? self.folders : []
    let candidates =
      spellings
      + folders.flatMap { folder in
        spellings.map { FilePath.joined(folder, $0) }
      }
    if let path = candidates.first(where: { kind($0) == .file }) { return shortened(path) }
    throw UsageProblem(missing(name, spellings: spellings, folders: folders))
  }

  /// The models of a folder, without `.json`, sorted by their bytes.
  func names(in folder: String) -> [String] {
    let names = (try? environment.files.names(in: folder)) ?? []
    return names.filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") }.map {
      String($0.dropLast(5))
    }
    .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private func kind(_ path: String) -> FileKind? {
    environment.files.kind(of: FilePath.joined(environment.currentFolder, path))
  }

  /// A path below the current folder without the part that goes without saying.
  private func shortened(_ path: String) -> String {
    let prefix = environment.currentFolder + "/"
    return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
  }

  private func missing(_ name: String, spellings: [String], folders: [String]) -> String {
    if spellings.contains(where: { kind($0) == .folder }), folders.isEmpty {
      return "\(name.quotedForMessage) is a folder, not a model"
    }
    var text = "no model \(name.quotedForMessage)"
    if name.contains("/") {
      text += " is at \(spellings.map(\.quotedForMessage).joined(separator: " or "))"
    } else {
      let places = ["this folder"] + folders.map { shortened($0).quotedForMessage }
      text += " is in \(places.joined(separator: " or "))"
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
}
