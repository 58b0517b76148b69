/// A declaration as text shows it: where it begins, what it is called, how long it is.
struct Declaration: Sendable {
  let name: String

  /// Where its keyword begins in the code of its file.
  let offset: Int

  /// Lines from the keyword to the brace that closes the body; zero for types, which are not
  /// measured.
  let lineCount: Int

  /// The types that a file declares, nested ones too.
  static func types(in file: TextFile) -> [Declaration] {
    declarations(after: ["struct", "class", "enum", "protocol", "actor", "typealias"], in: file)
  }

  /// The types that a file declares or extends.
  static func subjects(of file: TextFile) -> [Declaration] {
    types(in: file) + declarations(after: ["extension"], in: file)
  }

  /// The functions, initialisers and subscripts of a file that have a body.
  static func functions(in file: TextFile) -> [Declaration] {
    ["func", "init", "subscript"].flatMap { keyword in
      file.words(keyword).compactMap { offset in
        // `.init` is a use, not a declaration.
        guard offset == 0 || file.code[offset - 1] != UInt8(ascii: ".") else { return nil }
        var scanner = BodyScanner(code: file.code, position: offset + keyword.utf8.count)
        guard let end = scanner.endOfBody() else { return nil }
        let name = file.lineText(at: offset)
        return Declaration(
          name: name, offset: offset,
          lineCount: file.line(at: end) - file.line(at: offset) + 1)
      }
    }
  }

  private static func declarations(after keywords: [String], in file: TextFile) -> [Declaration] {
    keywords.flatMap { keyword in
      file.words(keyword).map { offset in
        let rest = file.text[(offset + keyword.utf8.count)...].drop { $0 == UInt8(ascii: " ") }
        let name = rest.prefix { TextFile.isPartOfWord($0) || $0 == UInt8(ascii: ".") }
        return Declaration(
          name: String(decoding: name, as: UTF8.self), offset: offset, lineCount: 0)
      }
    }
  }
}
