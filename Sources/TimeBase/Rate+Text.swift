extension Rate {
  private static let example = "300/s"

  /// Reads a rate such as `300/s`, `20/min`, `0.5/h` or `5 per 10s`.
  ///
  /// Up to nine digits after the point are kept exactly.
  ///
  /// - Throws: ``QuantityProblem`` if the text is no rate, is negative, or too large.
  public init(_ text: String) throws(QuantityProblem) {
    if text.hasPrefix("-") { throw .negative(text) }
    guard let (number, afterNumber) = Decimal.read(from: text[...]) else {
      throw .malformed(text, example: Self.example)
    }
    var rest = afterNumber.drop { $0 == " " }
    if rest.isEmpty { throw .missingUnit(text, example: "\(text)/s") }
    if rest.hasPrefix("/") {
      rest = rest.dropFirst()
    } else if rest.hasPrefix("per ") {
      rest = rest.dropFirst(4)
    } else {
      throw .malformed(text, example: Self.example)
    }
    let period = try Self.period(String(rest.drop { $0 == " " }), in: text)
    try self.init(number.reduced, per: period, in: text)
  }

  private static func period(_ text: String, in whole: String) throws(QuantityProblem) -> TimeSpan {
    if let unit = TimeSpan.unit(named: text) { return unit }
    guard let first = text.first, first.isNumber else {
      throw .unknownUnit("/" + text, known: TimeSpan.unitNames.map { "/" + $0 })
    }
    let period = try TimeSpan(text)
    guard period > .zero else { throw .malformed(whole, example: example) }
    return period
  }

  private init(_ number: Decimal, per unit: TimeSpan, in text: String) throws(QuantityProblem) {
    var significand = number.significand
    var period = unit
    for digit in 0..<number.fractionDigits {
      guard period.nanoseconds < Int64.max / 10 / 4, digit < 9 else {
        // Too fine for 64 bits of nanoseconds: round what is left away.
        let rest = Decimal(significand: significand, fractionDigits: number.fractionDigits - digit)
        significand = rest.scaled(by: 1) ?? significand
        break
      }
      period = period * 10
    }
    guard significand < Int64.max / 4 else {
      throw .tooLarge(text, limit: "1000000000/s")
    }
    self.init(significand, per: period)
    guard perSecond <= 1e12 else { throw .tooLarge(text, limit: "1000000000/s") }
  }
}

extension Rate: CustomStringConvertible {
  /// The rate in the unit in which it is a short decimal, such as `300/s` or `20/m`.
  public var description: String {
    let names: [(String, TimeSpan)] = [
      ("s", .seconds(1)), ("m", .minutes(1)), ("h", .minutes(60)), ("d", .minutes(1_440)),
    ]
    for (name, unit) in names {
      if let text = decimalText(per: unit) { return "\(text)/\(name)" }
    }
    return "\(count) per \(period)"
  }

  /// The number of occurrences in `unit` if at most nine digits after the point write it exactly.
  private func decimalText(per unit: TimeSpan) -> String? {
    var numerator = Int128(count) * Int128(unit.nanoseconds)
    let denominator = Int128(period.nanoseconds)
    var digits = 0
    while numerator % denominator != 0 {
      guard digits < 9 else { return nil }
      numerator *= 10
      digits += 1
    }
    var text = String(numerator / denominator)
    guard digits > 0 else { return text }
    text = String(repeating: "0", count: max(0, digits + 1 - text.utf8.count)) + text
    text.insert(".", at: text.index(text.endIndex, offsetBy: -digits))
    return text
  }
}
