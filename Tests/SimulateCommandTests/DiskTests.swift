import Foundation
import SimulateCommand
import Testing

/// The real file system, in a folder of its own that is gone afterwards.
@Suite final class DiskTests {
  let folder = NSTemporaryDirectory() + "simulate-\(UUID().uuidString)"
  let files = DiskFiles()

  init() throws {
    try files.makeFolder(folder)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: folder)
  }

  @Test func `what is written is read back, and no draft is left`() throws {
    let path = folder + "/a.txt"
    try files.replace(path, with: "first")
    try files.replace(path, with: "zweite Fassung: µ")
    #expect(try files.read(path, limit: 100) == Array("zweite Fassung: µ".utf8))
    #expect(try files.names(in: folder) == ["a.txt"])
  }

  @Test func `folders are made with those above them, and may be there already`() throws {
    for _ in 0..<2 { try files.makeFolder(folder + "/x/y/z") }
    #expect(files.kind(of: folder + "/x/y/z") == .folder)
    #expect(files.kind(of: folder + "/none") == nil)
  }

  @Test func `long files are read whole, and too long ones not at all`() throws {
    let text = String(repeating: "0123456789", count: 30_000)
    try files.replace(folder + "/long", with: text)
    #expect(try files.read(folder + "/long", limit: 300_000).count == 300_000)
    let problem = #expect(throws: FileProblem.self) {
      try self.files.read(self.folder + "/long", limit: 1 << 18)
    }
    #expect(problem?.reason == "it is longer than 0 MiB")
  }

  @Test func `what cannot be done says why in one sentence`() throws {
    try files.replace(folder + "/file", with: "")
    let cases: [(String, () throws -> Void)] = [
      ("no such file or directory", { _ = try self.files.read(self.folder + "/no", limit: 1) }),
      ("is a directory", { _ = try self.files.read(self.folder, limit: 1) }),
      ("not a directory", { _ = try self.files.names(in: self.folder + "/file") }),
      ("it is a file, not a folder", { try self.files.makeFolder(self.folder + "/file") }),
      ("it is a file, not a folder", { try self.files.makeFolder(self.folder + "/file/x") }),
      ("no such file or directory", { try self.files.replace(self.folder + "/n/x", with: "") }),
      ("is a directory", { try self.files.replace(self.folder, with: "") }),
    ]
    for (reason, action) in cases {
      let problem = #expect(throws: FileProblem.self) { try action() }
      #expect(problem?.reason == reason)
    }
    #expect(try files.names(in: folder) == ["file"])
  }

  @Test func `a reader that goes away is no error`() throws {
    // As the program does: the signal would end it.
    signal(SIGPIPE, SIG_IGN)
    let pipe = Pipe()
    let sink = DescriptorSink(
      descriptor: pipe.fileHandleForWriting.fileDescriptor, named: "standard output")
    try sink.write("seen\n")
    try pipe.fileHandleForReading.close()
    try sink.write(String(repeating: "unseen\n", count: 100_000))
    try sink.write("unseen\n")
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func `a full disk is an error`() throws {
    let handle = try #require(FileHandle(forWritingAtPath: "/dev/full"))
    let sink = DescriptorSink(descriptor: handle.fileDescriptor, named: "standard output")
    let problem = #expect(throws: FileProblem.self) { try sink.write("x") }
    #expect(
      problem?.description == "cannot write 'standard output': no space left on device")
  }
}
