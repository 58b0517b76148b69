import TimeBase

extension ValueShape {
  /// The shapes that a value may have here, each on its own.
  var parts: [ValueShape] {
    if case .either(let shapes) = self { shapes } else { [self] }
  }

  func accepts(_ number: Int) -> Bool {
    parts.contains { part in
      if case .whole(let range) = part { return range.contains(number) }
      return part == .literal(number)
    }
  }

  func accepts(_ number: Double) -> Bool {
    parts.contains { part in
      if case .number(let range) = part { range.contains(number) } else { false }
    }
  }

  func accepts(_ span: TimeSpan) -> Bool {
    parts.contains(.span(.fromZero)) || parts.contains(.span(.positive)) && span > .zero
  }

  /// - Parameter share: 1 is 100 %.
  func accepts(share: Double) -> Bool {
    parts.contains { part in
      if case .percentage(let limit) = part { share <= Double(limit) / 100 } else { false }
    }
  }

  /// The texts that are accepted as they are.
  var words: [String] {
    parts.flatMap { part -> [String] in
      if case .word(let word) = part { return [word] }
      if case .choice(let words) = part { return words }
      return []
    }
  }

  /// Whether the value is an object of many keys, of which a sentence would not tell much.
  var isStructured: Bool {
    if case .shape = self { return true }
    if case .union = self { return true }
    if case .map = self { return true }
    return false
  }
}
