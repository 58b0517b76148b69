import ArchitectureModel
import Foundation
import Testing

@Suite struct ModelFileTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "rehearsal-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func message(_ data: Data) throws -> String? {
    let file = folder.appendingPathComponent("model.json")
    try data.write(to: file)
    defer { try? FileManager.default.removeItem(at: folder) }
    let error = #expect(throws: InvalidModel.self) {
      try ModelFile.document(at: file.path, named: "model.json")
    }
    return error?.description
  }

  @Test func `reads a file, with or without a byte order mark`() throws {
    let file = folder.appendingPathComponent("shop.json")
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(Shop.text.utf8).write(to: file)
    let plain = try ModelFile.document(at: file.path)
    try Data([0xEF, 0xBB, 0xBF] + Shop.text.utf8).write(to: file)
    let marked = try ModelFile.document(at: file.path)
    #expect(plain.reading.architecture == marked.reading.architecture)
    #expect(plain.source == file.path)
  }

  @Test func `says that there is no such file`() {
    defer { try? FileManager.default.removeItem(at: folder) }
    for path in ["", folder.path + "/absent.json", "/dev/null/x"] {
      let error = #expect(throws: InvalidModel.self) {
        try ModelFile.document(at: path, named: "absent.json")
      }
      #expect(error?.description == "absent.json: there is no such file")
    }
  }

  @Test func `says that a folder is no file`() {
    defer { try? FileManager.default.removeItem(at: folder) }
    let error = #expect(throws: InvalidModel.self) {
      try ModelFile.document(at: folder.path, named: "Models")
    }
    #expect(error?.description == "Models: this is a folder, not a model file")
  }

  @Test func `says where an empty file ends`() throws {
    #expect(
      try message(Data()) == "model.json:1:1: expected a value, found the end of the text")
  }

  @Test func `reads no more of a file than a model can be`() throws {
    let data = Data(repeating: UInt8(ascii: " "), count: ModelDocument.largestSize + 1)
    #expect(try message(data) == "model.json: the file has more than 16 MiB")
  }

  @Test func `does not read an endless file to its end`() {
    defer { try? FileManager.default.removeItem(at: folder) }
    let error = #expect(throws: InvalidModel.self) {
      try ModelFile.document(at: "/dev/zero", named: "zero")
    }
    #expect(error?.description == "zero: the file has more than 16 MiB")
  }
}
