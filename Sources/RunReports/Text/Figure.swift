package import TimeBase

/// Numbers as people read them: three significant digits, a sensible unit, thousands separated.
///
/// Whole digits are never rounded away (`1,234/s`, not `1,230/s`) until a number is too long for a
/// column. All arithmetic is integer or exact in binary, so a figure has the same digits everywhere.
package enum Figure {
  /// Stands where there is nothing to tell.
  package static let none = "-"

  /// A count with its thousands separated: `1,234,567`.
  package static func count(_ value: UInt64) -> String {
    guard value >= 1_000 else { return String(value) }
    var text = ""
    let digits = String(value)
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.utf8.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }

  /// A count in at most six columns if `limit` or more: `12.3M`, `18.4E`.
  package static func shortCount(_ value: UInt64, from limit: UInt64 = 10_000_000) -> String {
    guard value >= max(limit, 1_000) else { return count(value) }
    let names = ["k", "M", "G", "T", "P", "E"]
    var scale: UInt64 = 1_000
    var index = 0
    // One step earlier than the next thousand, so that 999,999 is 1.00M and not 1000k.
    while index < names.count - 1, value >= scale * 1_000 - scale / 2 {
      scale *= 1_000
      index += 1
    }
    return digits(Double(value) / Double(scale)) + names[index]
  }

  /// A number that is not a count: `0.0123`, `1.23`, `12.3`, `1,234`, `12.3M`; ``none`` if not finite.
  ///
  /// - Parameters:
  ///   - significant: Digits shown, more if more stand before the point.
  ///   - places: The most digits shown after the point.
  ///   - limit: From here on digits are replaced by a letter for the thousands.
  package static func number(
    _ value: Double, significant: Int = 3, places: Int = 5, shortensFrom limit: Double = 9_999_999.5
  ) -> String {
    guard value.isFinite else { return none }
    if value < 0 { return "-" + number(-value) }
    if value == 0 { return "0" }
    if value < 0.001 { return "<0.001" }
    if value < limit { return digits(value, significant: significant, places: places) }
    guard value < 9.99e18 else { return ">9.99E" }
    return shortCount(UInt64(value), from: 1_000)
  }

  /// A ratio in percent: `6.06%`. What is not quite nothing or not quite all does not look as if it
  /// were: `<0.01%`, `>99.9%`.
  package static func share(_ ratio: Double) -> String { share(ratio, significant: 3) }

  /// A ratio in percent with so many digits.
  package static func share(_ ratio: Double, significant: Int) -> String {
    guard ratio.isFinite else { return none }
    if ratio == 0 { return "0%" }
    if ratio > 0, ratio < 0.0001 { return "<0.01%" }
    if ratio < 1, ratio >= 0.9995 { return ">99.9%" }
    return number(ratio * 100, significant: significant) + "%"
  }

  /// `value` out of `whole` as a share; ``none`` of nothing.
  package static func share(_ value: UInt64, of whole: UInt64) -> String {
    whole == 0 ? none : share(Double(value) / Double(whole))
  }

  /// So many significant digits, or as many as stand before the point.
  private static func digits(_ value: Double, significant: Int = 3, places most: Int = 5) -> String
  {
    var limit = 1.0
    for _ in 0..<significant { limit *= 10 }
    var places = 0
    var scale = 1.0
    // 99.95 has to become 100, not 100.0: count the digits after rounding.
    while places < most, (value * scale * 10).rounded() < limit {
      places += 1
      scale *= 10
    }
    let rounded = UInt64((value * scale).rounded())
    guard places > 0 else { return count(rounded) }
    let (whole, fraction) = rounded.quotientAndRemainder(dividingBy: UInt64(scale))
    let text = String(fraction)
    return count(whole) + "." + String(repeating: "0", count: places - text.utf8.count) + text
  }
}

extension Figure {
  /// A time in the unit that suits it: `999 ns`, `12.3 µs`, `1.00 ms`, `99.9 s`, `1m 40s`, `1h 02m`,
  /// `4d 04h`, `106,751d`.
  ///
  /// - Parameter significant: Digits shown of times below 100 s, from 3 to 5.
  package static func time(_ span: TimeSpan, significant: Int = 3, inASCII: Bool = false) -> String
  {
    let nanoseconds = span.nanoseconds
    if nanoseconds == 0 { return "0 s" }
    if span == .forever { return "forever" }
    let sign = nanoseconds < 0 ? "-" : ""
    let length = nanoseconds.magnitude
    guard length < 99_950_000_000 else { return sign + longTime(length) }
    let units: [(name: String, length: UInt64)] = [
      ("ns", 1), (inASCII ? "us" : "µs", 1_000), ("ms", 1_000_000), ("s", 1_000_000_000),
    ]
    for (name, unit) in units {
      let text = decimal(length, per: unit, significant: significant)
      // A thousand of a unit is one of the next.
      guard let text else { continue }
      return sign + text + " " + name
    }
    return sign + longTime(length)
  }

  /// An exact span as the model writes it if that is short (`10m`, `1.5s`), otherwise as ``time``.
  package static func span(_ span: TimeSpan, inASCII: Bool = false) -> String {
    let exact = span.description
    return exact.utf8.count <= 6 ? exact : time(span, inASCII: inASCII)
  }

  /// An instant as a clock shows it, to the millisecond: `2:00.012`, `1:02:03.004`.
  package static func clock(_ instant: Instant) -> String {
    let milliseconds = instant.nanoseconds / 1_000_000
    let sign = milliseconds < 0 ? "-" : ""
    let (seconds, rest) = milliseconds.magnitude.quotientAndRemainder(dividingBy: 1_000)
    let (minutes, second) = seconds.quotientAndRemainder(dividingBy: 60)
    let tail = twoDigits(second) + "." + String(String(rest + 1_000).dropFirst())
    guard minutes >= 60 else { return sign + "\(minutes):" + tail }
    return sign + "\(minutes / 60):\(twoDigits(minutes % 60)):" + tail
  }

  /// `length / unit` to so many digits; `nil` if that is a thousand or more.
  private static func decimal(_ length: UInt64, per unit: UInt64, significant: Int) -> String? {
    var places = 0
    var scale: UInt64 = 1
    var limit: UInt64 = 1
    for _ in 0..<significant { limit *= 10 }
    while unit > scale, rounded(length * scale * 10, by: unit) < limit {
      places += 1
      scale *= 10
    }
    let value = rounded(length * scale, by: unit)
    let (whole, fraction) = value.quotientAndRemainder(dividingBy: scale)
    guard whole < 1_000 else { return nil }
    guard places > 0 else { return String(whole) }
    let text = String(fraction)
    return "\(whole)." + String(repeating: "0", count: places - text.utf8.count) + text
  }

  private static func longTime(_ length: UInt64) -> String {
    let seconds = rounded(length, by: 1_000_000_000)
    let minutes = rounded(length, by: 60_000_000_000)
    let hours = rounded(length, by: 3_600_000_000_000)
    if seconds < 3_600 { return "\(seconds / 60)m " + twoDigits(seconds % 60) + "s" }
    if minutes < 6_000 { return "\(minutes / 60)h " + twoDigits(minutes % 60) + "m" }
    if hours < 2_400 { return "\(hours / 24)d " + twoDigits(hours % 24) + "h" }
    return count(rounded(hours, by: 24)) + "d"
  }

  private static func rounded(_ value: UInt64, by unit: UInt64) -> UInt64 {
    value / unit + (value % unit >= unit - value % unit ? 1 : 0)
  }

  private static func twoDigits(_ value: UInt64) -> String {
    value < 10 ? "0\(value)" : "\(value)"
  }
}
