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
    return try ModelDocument(try bytes(at: path, named: name), named: name)
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
