/// Numbers in six significant digits, by shifting decimal points and not by a format of the system.
enum SignificantDigits {
  static let count = 6

  /// `0.0123457`, `123457`, `1.5e-09`: six digits without needless zeros at the end.
  static func text(of value: Double) -> String {
    guard value.isFinite else { return "\(value)" }
    guard value != 0 else { return "0" }
    var exponent = 0
    var magnitude = value.magnitude
    while magnitude >= 10 {
      magnitude /= 10
      exponent += 1
    }
    while magnitude < 1 {
      magnitude *= 10
      exponent -= 1
    }
    var digits = Int((magnitude * 100_000).rounded())
    if digits == 1_000_000 {
      digits = 100_000
      exponent += 1
    }
    let sign = value < 0 ? "-" : ""
    guard (-7...14).contains(exponent) else {
      return sign + decimal(digits, exponent: 0) + "e\(exponent)"
    }
    return sign + decimal(digits, exponent: exponent)
  }

  /// Six digits with the point after the first, moved by `exponent`.
  private static func decimal(_ digits: Int, exponent: Int) -> String {
    var text = String(digits)
    if exponent < 0 {
      text = "0." + String(repeating: "0", count: -exponent - 1) + text
    } else if exponent < count - 1 {
      let point = text.index(text.startIndex, offsetBy: exponent + 1)
      text.insert(".", at: point)
    } else {
      return text + String(repeating: "0", count: exponent - count + 1)
    }
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }
}
