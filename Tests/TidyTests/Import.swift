/// An `import` line.
struct Import: Sendable {
  /// The module, without the declaration that may be picked from it.
  let module: String

  /// Where the line begins in its file.
  let offset: Int

  /// All imports of a file, in order.
  static func all(in file: TextFile) -> [Import] {
    TextFile.offsets(of: "import ", in: file.code).compactMap { offset in
      let line = file.lineText(at: offset)
      var words = line.split { $0 == " " || $0 == "." }
      // Attributes and access levels come first: `@preconcurrency public import`.
      guard let keyword = words.firstIndex(of: "import"),
        words[..<keyword].allSatisfy({ $0.hasPrefix("@") || accessLevels.contains($0) })
      else { return nil }
      words.removeFirst(keyword + 1)
      if let kind = words.first, kinds.contains(kind) { words.removeFirst() }
      return words.first.map { Import(module: String($0), offset: offset) }
    }
  }

  private static let accessLevels: Set<Substring> = [
    "public", "package", "internal", "fileprivate", "private",
  ]
  private static let kinds: Set<Substring> = [
    "struct", "class", "enum", "protocol", "typealias", "func", "let", "var",
  ]
}
