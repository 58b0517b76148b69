extension TimeSpan {
  /// The units of a span, smallest first, with their length in nanoseconds.
  private static let units: [(name: String, nanoseconds: Int64)] = [
    ("ns", 1), ("us", 1_000), ("ms", 1_000_000), ("s", 1_000_000_000), ("m", 60_000_000_000),
    ("h", 3_600_000_000_000), ("d", 86_400_000_000_000),
  ]

  /// Other spellings that are read but never printed.
  private static let synonyms = [
    "µs": "us", "μs": "us", "sec": "s", "min": "m", "hour": "h", "day": "d",
  ]

  package static var unitNames: [String] { units.map(\.name) }

  /// The length of a unit by any of its names.
  package static func unit(named name: String) -> TimeSpan? {
    let known = synonyms[name] ?? name
    return units.first { $0.name == known }.map { TimeSpan(nanoseconds: $0.nanoseconds) }
  }

  /// Reads a span such as `250ms`, `1.5s`, `2m` or `1m30s`; the smallest part is a nanosecond, to
  /// which what is finer is rounded.
  ///
  /// - Throws: ``QuantityProblem`` if the text is no such span, is negative or exceeds 292 years.
  public init(_ text: String) throws(QuantityProblem) {
    let example = "250ms"
    if text.hasPrefix("-") { throw .negative(text) }
    var total = TimeSpan.zero
    var rest = text[...]
    repeat {
      guard let (number, afterNumber) = Decimal.read(from: rest) else {
        throw .malformed(text, example: example)
      }
      let letters = afterNumber.drop { $0 == " " }
      let unit = letters.prefix { !$0.isNumber && $0 != "." && $0 != " " }
      if unit.isEmpty { throw .missingUnit(text, example: "\(text)ms") }
      guard let length = Self.unit(named: String(unit)) else {
        throw .unknownUnit(String(unit), known: Self.unitNames)
      }
      guard let part = number.scaled(by: length.nanoseconds), part < Int64.max / 4 else {
        throw .tooLarge(text, limit: "26000d")
      }
      total += TimeSpan(nanoseconds: part)
      rest = letters.dropFirst(unit.count).drop { $0 == " " }
    } while !rest.isEmpty
    guard total.nanoseconds < Int64.max / 4 else { throw .tooLarge(text, limit: "26000d") }
    self = total
  }
}

extension TimeSpan: CustomStringConvertible {
  /// The span in the largest unit that needs at most three digits after the point, such as `1.5ms`,
  /// `90s` or `2m`; what this prints reads back as the same span.
  public var description: String {
    if self == .forever { return "forever" }
    if nanoseconds < 0 { return "-" + (TimeSpan.zero - self).description }
    if nanoseconds == 0 { return "0s" }
    for unit in Self.units.reversed() where nanoseconds >= unit.nanoseconds {
      let whole = nanoseconds / unit.nanoseconds
      let remainder = nanoseconds % unit.nanoseconds
      if remainder == 0 { return "\(whole)\(unit.name)" }
      // Minutes and longer have no decimal fractions that people read.
      guard unit.nanoseconds <= 1_000_000_000, unit.nanoseconds >= 1_000 else { continue }
      let thousandth = unit.nanoseconds / 1_000
      guard remainder % thousandth == 0 else { continue }
      var fraction = String(remainder / thousandth)
      fraction = String(repeating: "0", count: 3 - fraction.utf8.count) + fraction
      while fraction.hasSuffix("0") { fraction.removeLast() }
      return "\(whole).\(fraction)\(unit.name)"
    }
    return "\(nanoseconds)ns"
  }
}
