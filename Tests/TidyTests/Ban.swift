/// A text that must not occur in some part of the repository, and what to use instead.
struct Ban: Sendable, CustomStringConvertible {
  let text: String
  let instead: String
  let place: Place

  /// How the text must stand to count.
  var form = Form.word

  /// Whether a line with this in it is fine.
  var unlessLineHas: String?

  /// A file that may hold the text all the same.
  struct Exception: Sendable, Hashable {
    /// From the top of the repository; one that ends in `/` means all files of a folder.
    let path: String
    let reason: String

    func covers(_ file: TextFile) -> Bool {
      path.hasSuffix("/") ? file.path.hasPrefix(path) : file.path == path
    }
  }

  var exceptions: [Exception] = []

  enum Form: Sendable {
    /// As code, not inside of a longer identifier.
    case word

    /// As code, not inside of a longer identifier and not a member of something.
    case bare

    /// Anywhere, comments and literals included, but not inside of a longer identifier.
    case anywhere

    /// As code: the type of a dictionary, `[Key: Value]`.
    case dictionaryType
  }

  enum Place: Sendable {
    /// All files, whatever they hold.
    case everything

    /// All Swift files.
    case swift
    case manifest
    case sources

    /// Rooms up to this tier. Live fronts, those files of `Resilience` that import locks, are left
    /// out where they have to do with real time.
    case tiers(ClosedRange<Int>, andLiveFronts: Bool = true)

    /// All rooms but these.
    case roomsExcept(Set<String>)
  }

  var description: String { "'\(text)'" }

  func concerns(_ file: TextFile) -> Bool {
    let isSource = file.isSwift && file.path.hasPrefix("Sources/")
    switch place {
    case .everything: return true
    case .swift: return file.isSwift
    case .manifest: return file.path == "Package.swift"
    case .sources: return isSource
    case .tiers(let tiers, let andLiveFronts):
      guard isSource, let room = Room.named(file.target), tiers.contains(room.tier) else {
        return false
      }
      return andLiveFronts || !Self.isLiveFront(file)
    case .roomsExcept(let rooms):
      return isSource && !rooms.contains(file.target)
    }
  }

  /// Where `file` holds the text in the form that counts, whether or not the ban concerns it.
  func offsets(in file: TextFile) -> [Int] {
    let found =
      switch form {
      case .word: file.words(text)
      case .bare: file.words(text).filter { !Self.isMember(at: $0, in: file.code) }
      case .anywhere: TextFile.offsets(of: text, in: file.text, asWord: true)
      case .dictionaryType:
        TextFile.offsets(of: "[", in: file.code).filter { Self.isDictionaryType(at: $0, in: file) }
      }
    guard let unlessLineHas else { return found }
    return found.filter { !file.lineText(at: $0).contains(unlessLineHas) }
  }

  /// What breaks the ban in `file`, exceptions aside.
  func complaints(about file: TextFile) -> [Complaint] {
    guard concerns(file) else { return [] }
    return offsets(in: file).map { Complaint(file, at: $0, instead: instead) }
  }

  private static func isLiveFront(_ file: TextFile) -> Bool {
    file.target == "Resilience" && Import.all(in: file).contains { $0.module == Room.lockModule }
  }

  /// Whether the name at `offset` is picked from something other than a module of the system.
  private static func isMember(at offset: Int, in code: [UInt8]) -> Bool {
    guard offset > 0, code[offset - 1] == UInt8(ascii: ".") else { return false }
    let owner = code[..<(offset - 1)].reversed().prefix { TextFile.isPartOfWord($0) }.reversed()
    return !Room.boundaryModules.contains(String(decoding: Array(owner), as: UTF8.self))
  }

  /// Whether a type name follows the bracket, and then a colon; or the colon at once.
  private static func isDictionaryType(at offset: Int, in file: TextFile) -> Bool {
    let rest = file.code[(offset + 1)...]
    if rest.first == UInt8(ascii: ":") { return true }
    guard let first = rest.first, (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first) else {
      return false
    }
    let name = rest.prefix { byte in
      TextFile.isPartOfWord(byte)
        || [UInt8(ascii: "."), UInt8(ascii: "<"), UInt8(ascii: ">")].contains(byte)
    }
    return rest[name.endIndex...].starts(with: ": ".utf8)
  }
}
