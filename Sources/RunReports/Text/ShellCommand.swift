/// A command as a person pastes it into a POSIX shell: quoted where needed, broken where too long.
public struct ShellCommand: Hashable, Sendable {
  /// One line or several that end in a backslash, none wider than asked for.
  public var text: String

  /// - Parameters:
  ///   - words: The program and its arguments, as it receives them.
  ///   - comment: Put behind the command after `#`; must be short and safe to print.
  ///   - style: Its width, and whether what is not ASCII has to be spelt out.
  public init(_ words: [String], comment: String? = nil, style: ReportStyle = .plain) {
    let room = style.width - 2
    let inASCII = style.inASCII
    var lines: [String] = []
    var line = ""
    for (index, word) in words.enumerated() {
      // Quoted pieces that touch are one word to the shell, even across a continued line.
      var pieces = Self.pieces(of: word, room: room - 2, inASCII)[...]
      let first = pieces.removeFirst()
      var needed = DisplayText.columns(of: first)
      // An option is best read with its value behind it.
      if word.hasPrefix("--"), index + 1 < words.count, !words[index + 1].hasPrefix("--") {
        let value = DisplayText.columns(of: Self.quoted(words[index + 1], inASCII: inASCII))
        if needed + 1 + value <= room - 2 { needed += 1 + value }
      }
      if line.isEmpty {
        line = first
      } else if DisplayText.columns(of: line) + 1 + needed <= room {
        line += " " + first
      } else {
        lines.append(line + " \\")
        line = "  " + first
      }
      for piece in pieces {
        lines.append(line + "\\")
        line = piece
      }
    }
    if let comment {
      if DisplayText.columns(of: line) + 4 + comment.utf8.count <= style.width {
        line += "  # " + comment
      } else {
        lines.append(line + " \\")
        line = "  # " + comment
      }
    }
    text = (lines + [line]).joined(separator: "\n")
  }

  /// The word quoted, in pieces of at most `room` columns.
  private static func pieces(of word: String, room: Int, _ inASCII: Bool) -> [String] {
    let whole = quoted(word, inASCII: inASCII)
    if DisplayText.columns(of: whole) <= room { return [whole] }
    var pieces: [String] = []
    var piece = ""
    for scalar in word.unicodeScalars {
      let longer = piece + String(scalar)
      if DisplayText.columns(of: quoted(longer, inASCII: inASCII)) > room {
        pieces.append(quoted(piece, inASCII: inASCII))
        piece = String(scalar)
      } else {
        piece = longer
      }
    }
    return pieces + [quoted(piece, inASCII: inASCII)]
  }

  /// The word as the shell reads it back: bare, in single quotes, or, where it holds something that
  /// must not reach a terminal, in `$'…'` with octal escapes.
  ///
  /// - SeeAlso: POSIX.1-2024, *Shell Command Language*, 2.2.4 *Dollar-Single-Quotes*.
  static func quoted(_ word: String, inASCII: Bool = false) -> String {
    func isShown(_ character: Character) -> Bool {
      character.columns != nil && (character.isASCII || !inASCII)
    }
    let bare = word.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || "-_./:=,+@%".utf8.contains(byte)
    }
    if bare, !word.isEmpty { return word }
    if word.allSatisfy(isShown) {
      return "'"
        + word.split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: "'\\''") + "'"
    }
    var text = "$'"
    for character in word {
      switch character {
      case "'": text += "\\'"
      case "\\": text += "\\\\"
      default:
        if isShown(character) {
          text.append(character)
        } else {
          for byte in character.utf8 { text += octal(byte) }
        }
      }
    }
    return text + "'"
  }

  private static func octal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 8)
    return "\\" + String(repeating: "0", count: 3 - digits.utf8.count) + digits
  }
}
