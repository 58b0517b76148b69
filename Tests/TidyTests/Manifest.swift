/// What `Package.swift` says about targets, as far as the house rules need it.
struct Manifest {
  struct Target {
    let name: String
    let isTest: Bool
    let dependencies: [String]

    /// Where it is declared in the manifest.
    let offset: Int
  }

  let file: TextFile
  let targets: [Target]

  init(of repository: Repository) throws {
    struct NoManifest: Error {}
    guard let file = repository.files.first(where: { $0.path == "Package.swift" }) else {
      throw NoManifest()
    }
    self.init(file)
  }

  /// Reads calls of the form `.target(name: "A", dependencies: ["B", "C"])`.
  init(_ file: TextFile) {
    self.file = file
    targets = ["target", "executableTarget", "testTarget"]
      .flatMap { kind in
        TextFile.offsets(of: ".\(kind)(", in: file.code).compactMap { offset in
          Self.target(at: offset, isTest: kind == "testTarget", in: file)
        }
      }
      .sorted { $0.offset < $1.offset }
  }

  private static func target(at offset: Int, isTest: Bool, in file: TextFile) -> Target? {
    var depth = 0
    var end = offset
    while end < file.code.count {
      if file.code[end] == UInt8(ascii: "(") { depth += 1 }
      if file.code[end] == UInt8(ascii: ")") { depth -= 1 }
      end += 1
      if depth == 0 && file.code[end - 1] == UInt8(ascii: ")") { break }
    }
    let call = String(decoding: file.text[offset..<end], as: UTF8.self)
    guard let name = strings(after: "name:", in: call).first else { return nil }
    return Target(
      name: name, isTest: isTest, dependencies: strings(after: "dependencies:", in: call),
      offset: offset)
  }

  /// The string literals of the argument with this label: one, or those of a list.
  private static func strings(after label: String, in call: String) -> [String] {
    guard let start = call.firstRange(of: label)?.upperBound else { return [] }
    let argument = call[start...].drop { $0.isWhitespace }
    guard argument.hasPrefix("[") else {
      return argument.split(separator: "\"").prefix(1).map(String.init)
    }
    // Every other piece between quotation marks is a literal.
    let pieces = argument.prefix { $0 != "]" }.split(
      separator: "\"", omittingEmptySubsequences: false)
    return stride(from: 1, to: pieces.count, by: 2).map { String(pieces[$0]) }
  }
}
