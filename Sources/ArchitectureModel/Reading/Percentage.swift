import TimeBase

/// Reads shares such as `12.5%` and percentile names such as `p99.9`.
package enum Percentage {
  /// The share that a text such as `12.5%` writes, where 1 is 100 %; `nil` if it writes none.
  package static func share(_ text: String) -> Double? {
    guard let (number, rest) = Decimal.read(from: text[...]) else { return nil }
    guard rest.drop(while: { $0 == " " }) == "%" else { return nil }
    let reduced = number.reduced
    return Self.quotient(reduced.significand, tenTo: reduced.fractionDigits + 2)
  }

  /// The percentile that a key such as `p50` or `p99.9` names, in percent; `nil` if it names none.
  static func rank(ofKey key: String) -> Double? {
    guard key.hasPrefix("p"), let decimal = decimal(key.dropFirst()) else { return nil }
    let rank = quotient(decimal.significand, tenTo: decimal.fractionDigits)
    return rank <= 100 ? rank : nil
  }

  /// The percentile that a word such as `p99.9` names, in parts per million; `nil` if it names none
  /// between 0 and 100 with at most four digits after the point.
  static func perMillion(ofWord word: Substring) -> Int? {
    guard word.hasPrefix("p"), let decimal = decimal(word.dropFirst()) else { return nil }
    guard decimal.fractionDigits <= 4, decimal.significand <= 1_000_000 else { return nil }
    var perMillion = Int(decimal.significand)
    for _ in decimal.fractionDigits..<4 { perMillion *= 10 }
    return (1..<1_000_000).contains(perMillion) ? perMillion : nil
  }

  private static func decimal(_ digits: Substring) -> Decimal? {
    guard let first = digits.first, first.isASCII, first.isNumber, digits.last != "." else {
      return nil
    }
    guard let (number, rest) = Decimal.read(from: digits), rest.isEmpty else { return nil }
    return number.reduced
  }

  /// Correctly rounded for significands that are exact doubles, and the same everywhere for others.
  private static func quotient(_ significand: Int64, tenTo exponent: Int) -> Double {
    var divisor = 1.0
    for _ in 0..<exponent { divisor *= 10 }
    return Double(significand) / divisor
  }
}
