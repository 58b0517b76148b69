import ArchitectureModel
import Foundation

/// Where a model that a test asks for lies on the disk.
struct ModelPlace {
  /// Where it can be read.
  let path: String

  /// As problems call it: relative to the current folder if below it.
  let shownPath: String

  /// As the command line finds it from the current folder: the name that was asked for, if that is
  /// enough.
  let name: String

  /// - Throws: `MissingModel`.
  init(of name: String, sourceFile: String) throws {
    let disk = Disk()
    let folder = FileManager.default.currentDirectoryPath
    let shownPath = try ModelFinder(in: disk, from: folder, sourceFile: sourceFile).path(of: name)
    let found = try? ModelFinder(in: disk, from: folder).path(of: name)
    self.shownPath = shownPath
    path = FilePath.joined(folder, shownPath)
    self.name = found == shownPath ? name : shownPath
  }

  private struct Disk: ModelFolders {
    func isFile(_ path: String) -> Bool {
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        && !isFolder.boolValue
    }

    func isFolder(_ path: String) -> Bool {
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        && isFolder.boolValue
    }

    func names(in folder: String) -> [String] {
      (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }
  }
}
