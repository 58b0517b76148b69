import Foundation

/// Reads model files; the only place in this module that touches the file system.
public enum ModelFile {
  /// Reads and validates the model at `path`.
  ///
  /// - Parameter name: What problems call the file; `path` if nothing is said.
  /// - Throws: ``InvalidModel`` if the file cannot be read or is no valid model.
  public static func document(
    at path: String, named name: String? = nil
  ) throws(InvalidModel) -> ModelDocument {
    let name = name ?? path
    return try ModelDocument(
      try bytes(at: path, named: name), named: name, attachments: attachments(ofModelAt: path))
  }

  /// The files that the model at `path` names, by paths that begin at its folder.
  public static func attachments(ofModelAt path: String) -> ModelAttachments {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    return ModelAttachments { name, take in
      readParts(of: FilePath.joined(folder, name), take)
    }
  }

  /// Hands a file over in parts of a mebibyte; says why it cannot be read if it cannot.
  private static func readParts(of path: String, _ take: ModelAttachments.Taking) -> String? {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      return "there is no such file"
    }
    guard !isFolder.boolValue else { return "this is a folder, not a file" }
    do {
      let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      defer { try? handle.close() }
      while let part = try handle.read(upToCount: 1 << 20), !part.isEmpty {
        if !take([UInt8](part)[...]) { break }
      }
      return nil
    } catch {
      return "the file cannot be read; is that permitted?"
    }
  }

  private static func bytes(at path: String, named name: String) throws(InvalidModel) -> [UInt8] {
    var isFolder: ObjCBool = false
    guard !path.isEmpty, FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw InvalidModel(file: name, "there is no such file")
    }
    guard !isFolder.boolValue else {
      throw InvalidModel(file: name, "this is a folder, not a model file")
    }
    let limit = ModelDocument.largestSize
    var data = Data()
    do {
      let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      defer { try? handle.close() }
      // What a pipe holds comes in pieces, and an endless one is not read to its end.
      while data.count <= limit, let piece = try handle.read(upToCount: limit + 1 - data.count),
        !piece.isEmpty
      {
        data.append(piece)
      }
    } catch {
      throw InvalidModel(file: name, "the file cannot be read; is that permitted?")
    }
    return [UInt8](data)
  }
}
