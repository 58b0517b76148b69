import TimeBase

extension ModelReader {
  /// The units of an amount of data with their bytes.
  static let sizeUnits: [(name: String, bytes: Int64)] = [
    ("B", 1), ("kB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("KiB", 1 << 10),
    ("MiB", 1 << 20), ("GiB", 1 << 30),
  ]

  /// The largest amount: a tebibyte.
  private static let largestSize: Int64 = 1 << 40

  /// Reads an amount of data such as `"64KiB"` and returns its bytes.
  func size(_ node: Node, _ shape: ValueShape) -> Int64? {
    if let text = node.value.text, let (number, rest) = Decimal.read(from: text[...]) {
      let unit = rest.drop { $0 == " " }
      let known = Self.sizeUnits.first { $0.name == unit }
      if let bytes = known.flatMap({ number.scaled(by: $0.bytes) }), bytes <= Self.largestSize {
        return bytes
      }
    }
    let meant = node.value.number.map { "\($0.text)B" }
    reportUnexpected(node, shape, suggestion: meant ?? misspeltSize(node))
    return nil
  }

  /// What a size such as `"64kib"` or `"64K"` probably means.
  private func misspeltSize(_ node: Node) -> String? {
    guard let text = node.value.text, let (_, rest) = Decimal.read(from: text[...]) else {
      return nil
    }
    let unit = String(rest.drop { $0 == " " })
    let number = text.dropLast(rest.count)
    let byCase = Self.sizeUnits.first { $0.name.lowercased() == unit.lowercased() }
    let byLetter = Self.sizeUnits.last { $0.name.lowercased().hasPrefix(unit.lowercased()) }
    return (byCase ?? byLetter).map { "\(number)\($0.name)" }
  }
}
