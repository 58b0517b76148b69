import TimeBase

extension Quantile: LosslessStringConvertible {
  /// Reads a percentile such as `p50` or `p99.9`, or a fraction such as `1/3`; `nil` for anything else.
  ///
  /// The usual spelling without a point is understood too: `p999` is the 99.9th percentile and `p9999`
  /// the 99.99th, since there is no 999th. `p100` is the maximum.
  public init?(_ description: String) {
    if description.hasPrefix("p") {
      self.init(percentile: description.dropFirst())
    } else {
      let parts = description.split(separator: "/", omittingEmptySubsequences: false)
      guard parts.count == 2,
        let numerator = Int64(parts[0]), let denominator = Int64(parts[1]),
        denominator > 0, (0...denominator).contains(numerator)
      else { return nil }
      self.init(numerator, of: denominator)
    }
  }

  private init?(percentile text: Substring) {
    guard let (number, rest) = Decimal.read(from: text), rest.isEmpty,
      text.first != ".", text.last != "."
    else { return nil }
    var percent = number.reduced
    let isBare = percent.fractionDigits == 0 && text.allSatisfy(\.isNumber)
    if isBare, percent.significand > 100, text.hasPrefix("9") {
      percent.fractionDigits = text.count - 2
    }
    var hundred: Int64 = 100
    for _ in 0..<percent.fractionDigits {
      let (product, overflow) = hundred.multipliedReportingOverflow(by: 10)
      guard !overflow else { return nil }
      hundred = product
    }
    guard percent.significand <= hundred else { return nil }
    self.init(percent.significand, of: hundred)
  }

  /// The percentile, such as `p99.9`, where it has a finite decimal form, else the fraction, such as
  /// `1/3`; either reads back as the same quantile.
  public var description: String {
    var scale: Int64 = 100
    for digits in 0...15 {
      let (scaled, overflow) = numerator.multipliedReportingOverflow(by: scale)
      if overflow { break }
      if scaled % denominator == 0 {
        return "p" + Self.decimal(scaled / denominator, fractionDigits: digits)
      }
      scale *= 10
    }
    return "\(numerator)/\(denominator)"
  }

  private static func decimal(_ significand: Int64, fractionDigits: Int) -> String {
    guard fractionDigits > 0 else { return "\(significand)" }
    let digits = String(significand)
    let padding = String(repeating: "0", count: max(0, fractionDigits + 1 - digits.utf8.count))
    let padded = padding + digits
    return "\(padded.dropLast(fractionDigits)).\(padded.suffix(fractionDigits))"
  }
}
