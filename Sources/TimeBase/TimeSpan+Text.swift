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
      if letters.hasPrefix(".") || Self.isExponent(letters) {
        throw .malformed(text, example: example)
      }
      if unit.isEmpty {
        // Behind minutes stand seconds, and behind nothing most likely milliseconds.
        throw .missingUnit(text, example: text + (total == .zero ? "ms" : "s"))
      }
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

extension TimeSpan {
  /// Whether a number is followed by a power of ten, which no quantity is written with.
  private static func isExponent(_ text: Substring) -> Bool {
    guard text.first == "e" || text.first == "E", let next = text.dropFirst().first else {
      return false
    }
    return next.isNumber || next == "+" || next == "-"
  }
}

extension TimeSpan: CustomStringConvertible {
  /// The span as people write it, such as `1.5ms`, `90ms`, `2m` or `4m30s`; what this prints reads back
  /// as the same span.
  public var description: String {
    if self == .forever { return "forever" }
    if nanoseconds < 0 { return "-" + (TimeSpan.zero - self).description }
    if nanoseconds == 0 { return "0s" }
    if nanoseconds >= 60_000_000_000 { return inWholeUnits }
    for unit in Self.units.reversed() where nanoseconds >= unit.nanoseconds {
      let whole = nanoseconds / unit.nanoseconds
      let fraction = Self.decimals(nanoseconds % unit.nanoseconds, of: unit.nanoseconds)
      return "\(whole)\(fraction)\(unit.name)"
    }
    return "\(nanoseconds)ns"
  }

  /// Days, hours and minutes, and what is left in seconds.
  private var inWholeUnits: String {
    var text = ""
    var rest = nanoseconds
    for unit in Self.units.reversed() where unit.nanoseconds >= 60_000_000_000 {
      if rest >= unit.nanoseconds { text += "\(rest / unit.nanoseconds)\(unit.name)" }
      rest %= unit.nanoseconds
    }
    return rest > 0 ? text + TimeSpan(nanoseconds: rest).description : text
  }

  /// The digits after the point of `remainder / unit`, point included; nothing if there are none.
  private static func decimals(_ remainder: Int64, of unit: Int64) -> String {
    guard remainder > 0 else { return "" }
    let digits = String(unit).utf8.count - 1
    var text = String(remainder)
    text = String(repeating: "0", count: digits - text.utf8.count) + text
    while text.hasSuffix("0") { text.removeLast() }
    return "." + text
  }
}
