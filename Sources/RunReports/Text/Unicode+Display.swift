extension Unicode.Scalar {
  /// Whether a terminal or an editor acts on the scalar instead of showing it: control characters,
  /// line and paragraph separators, and the invisible ones that change direction or joining.
  var isObeyed: Bool {
    switch value {
    case 0x20...0x7E: return false
    case 0..<0x20, 0x7F...0x9F: return true
    default: break
    }
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
      .unassigned:
      return true
    default:
      return false
    }
  }

  /// Whether the scalar takes one or two columns at a place of its own: not a mark that joins the one
  /// before, not a space other than the plain one, and not written from right to left, which would
  /// reorder the rest of the line.
  var hasItsOwnPlace: Bool {
    if (0x20...0x7E).contains(value) { return true }
    if isObeyed || isRightToLeft { return false }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .spacingMark, .spaceSeparator: return false
    default: return !properties.isEmojiModifier && !(0x1F1E6...0x1F1FF).contains(value)
    }
  }

  /// Whether the scalar is in a block of scripts that are written from right to left.
  var isRightToLeft: Bool {
    switch value {
    case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x10800...0x10FFF, 0x1E800...0x1EFFF:
      true
    default: false
    }
  }

  /// Whether terminals give the scalar two columns.
  ///
  /// - SeeAlso: Unicode Standard Annex 11, *East Asian Width*: the blocks of the wide and fullwidth.
  var isWide: Bool {
    switch value {
    case 0..<0x1100: return false
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x20000...0x3FFFD:
      return true
    default: return properties.isEmojiPresentation
    }
  }
}

extension Character {
  /// Columns that the character takes, or `nil` if that cannot be known and it has to be spelt out.
  ///
  /// A letter may carry up to two marks; towers of them, joined emoji and flags are spelt out.
  var columns: Int? {
    var scalars = unicodeScalars.makeIterator()
    guard let base = scalars.next(), base.hasItsOwnPlace else { return nil }
    var marks = 0
    while let mark = scalars.next() {
      marks += 1
      guard marks <= 2, mark.properties.generalCategory == .nonspacingMark, !mark.isRightToLeft
      else { return nil }
    }
    // An emoji selector makes a narrow sign wide in some terminals and not in others.
    if marks > 0, base.properties.isEmoji { return nil }
    return base.isWide ? 2 : 1
  }
}
