import TimeBase

extension ModelReader {
  func text(_ node: Node) -> String? {
    guard let text = node.value.text else {
      reportUnexpected(node, .text)
      return nil
    }
    return text
  }

  func boolean(_ node: Node) -> Bool? {
    guard case .boolean(let value) = node.value.content else {
      reportUnexpected(node, .boolean)
      return nil
    }
    return value
  }

  func whole(_ node: Node, _ shape: ValueShape) -> Int? {
    guard let number = node.value.number?.whole(as: Int.self), shape.accepts(number) else {
      let meant = quotedNumber(node, shape) ?? misspeltWord(node, shape)
      reportUnexpected(node, shape, suggestion: meant)
      return nil
    }
    return number
  }

  /// The digits of a text that would be right without its quotes.
  private func quotedNumber(_ node: Node, _ shape: ValueShape) -> String? {
    guard let text = node.value.text, let bare = try? JSONValue(parsing: text),
      let number = bare.number?.whole(as: Int.self), shape.accepts(number)
    else { return nil }
    return text
  }

  func number(_ node: Node, _ shape: ValueShape) -> Double? {
    guard let number = node.value.number?.value, shape.accepts(number) else {
      reportUnexpected(node, shape)
      return nil
    }
    return number
  }

  func span(_ node: Node, _ shape: ValueShape) -> TimeSpan? {
    if let number = node.value.number {
      report(.quantity(.missingUnit(number.text, example: "\(number.text)ms")), at: node)
      return nil
    }
    guard let text = node.value.text else {
      reportUnexpected(node, shape)
      return nil
    }
    do {
      let span = try TimeSpan(text)
      guard shape.accepts(span) else {
        reportUnexpected(node, shape)
        return nil
      }
      return span
    } catch {
      report(.quantity(error), at: node)
      return nil
    }
  }

  func rate(_ node: Node, _ shape: ValueShape, allowsZero: Bool = false) -> Rate? {
    if let number = node.value.number {
      report(.quantity(.missingUnit(number.text, example: "\(number.text)/s")), at: node)
      return nil
    }
    guard let text = node.value.text else {
      reportUnexpected(node, shape)
      return nil
    }
    do {
      let rate = try Rate(text)
      guard rate.count > 0 || allowsZero else {
        reportUnexpected(node, shape)
        return nil
      }
      return rate
    } catch {
      report(.quantity(error), at: node)
      return nil
    }
  }

  /// A share, where 1 is 100 %.
  func share(_ node: Node, _ shape: ValueShape) -> Double? {
    if let text = node.value.text, let share = Percentage.share(text), shape.accepts(share: share) {
      return share
    }
    let bare = node.value.text.flatMap { Percentage.share($0 + "%") == nil ? nil : $0 + "%" }
    let meant = node.value.number.map { $0.text(timesTenTo: 2) + "%" } ?? bare
    reportUnexpected(node, shape, suggestion: meant)
    return nil
  }

  func word(_ node: Node, _ shape: ValueShape) -> String? {
    guard let word = node.value.text, shape.words.contains(word) else {
      reportUnexpected(node, shape, suggestion: misspeltWord(node, shape))
      return nil
    }
    return word
  }

  private func misspeltWord(_ node: Node, _ shape: ValueShape) -> String? {
    node.value.text.flatMap { Spelling.nearest(to: $0, among: shape.words) }
  }

  func list(_ node: Node, _ shape: ValueShape) -> [Node]? {
    guard let elements = node.elements else {
      reportUnexpected(node, shape)
      return nil
    }
    guard elements.count >= shape.fewestElements else {
      reportUnexpected(node, shape)
      return nil
    }
    return elements
  }

  /// Reads a list that a person writes by hand, of faults or expectations for instance.
  func shortList(_ node: Node, of shape: ValueShape) -> [Node] {
    let elements = list(node, .list(of: shape, atLeast: 0)) ?? []
    guard elements.count <= Self.largestSection else {
      let count = elements.count
      report(.rule("\(count) are too many; the limit is \(Self.largestSection)"), at: node)
      return []
    }
    return elements
  }

  func map(_ node: Node, _ shape: ValueShape) -> [(name: String, node: Node)]? {
    guard let entries = node.entries else {
      reportUnexpected(node, shape)
      return nil
    }
    for entry in entries {
      if let message = Self.flaw(ofName: entry.name) {
        report(.rule(message), at: entry.node.path, from: entry.origin)
      }
    }
    return entries.map { ($0.name, $0.node) }
  }

  /// What is wrong with a name that an author chose; `nil` if nothing is.
  private static func flaw(ofName name: String) -> String? {
    if name.isEmpty { return "a name must not be empty" }
    if name.count > 200 { return "a name has at most 200 characters, not \(name.count)" }
    // Any number of accents and joiners makes one character.
    let size = name.utf8.count
    if size > 1000 { return "a name has at most 1000 bytes of UTF-8, not \(size)" }
    let hidden = name.unicodeScalars.first { $0.isControlOrInvisible }
    return hidden.map { "a name must not contain the character U+\($0.hexadecimal)" }
  }
}
