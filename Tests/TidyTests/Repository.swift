import Foundation

/// The committed text of the package, as it lies on the disk.
struct Repository: Sendable {
  /// The package that these tests belong to.
  static let this = Repository(
    root: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent())

  /// Names of files and folders at the top, in order.
  let topLevel: [String]

  /// Every file that holds text, in the order of paths.
  let files: [TextFile]

  /// Everything but what tools leave behind, which `.gitignore` keeps out of commits.
  init(root: URL) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path())) ?? []
    topLevel = names.filter { !Self.isLeftByTools($0) }.sorted()
    var paths: [String] = []
    for name in topLevel {
      let below = FileManager.default.enumerator(atPath: root.appending(path: name).path())
      paths.append(name)
      while let path = below?.nextObject() as? String { paths.append("\(name)/\(path)") }
    }
    files = paths.sorted().compactMap { path in
      // A folder or a binary file is not text, and says so here.
      guard let data = try? Data(contentsOf: root.appending(path: path)) else { return nil }
      return data.contains(0) ? nil : TextFile(path: path, text: [UInt8](data))
    }
  }

  /// Swift files below `folder`.
  func swiftFiles(in folder: String) -> [TextFile] {
    files.filter { $0.isSwift && $0.path.hasPrefix(folder + "/") }
  }

  /// Names of the folders directly below `folder` that hold files.
  func folders(in folder: String) -> Set<String> {
    Set(
      files.compactMap { file in
        let parts = file.path.split(separator: "/")
        return parts.count > 2 && parts[0] == folder ? String(parts[1]) : nil
      })
  }

  private static func isLeftByTools(_ name: String) -> Bool {
    [".git", ".swiftpm", ".DS_Store"].contains(name) || name.hasPrefix(".build")
      || name.hasSuffix(".xcodeproj")
  }
}
