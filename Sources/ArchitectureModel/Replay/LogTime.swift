import TimeBase

/// Times as logs write them, in nanoseconds since some beginning that is the same for a whole file.
enum LogTime {
  /// Seconds (`12.5`, also since 1970), a span (`250ms`), or a date and time of ISO 8601
  /// (`2026-11-21T10:48:22.5Z`); `nil` for anything else.
  static func nanoseconds(_ text: Substring) -> Int64? {
    if let (number, rest) = Decimal.read(from: text), rest.isEmpty {
      return number.scaled(by: 1_000_000_000)
    }
    return calendarTime(text) ?? (try? TimeSpan(String(text)))?.nanoseconds
  }

  /// `2026-11-21T10:48:22.5+01:00`, with a space for the T if one likes; universal time if it does not
  /// say which.
  private static func calendarTime(_ text: Substring) -> Int64? {
    var scanner = Scanner(text)
    guard let year = scanner.digits(4), scanner.take("-"), let month = scanner.digits(2),
      scanner.take("-"), let day = scanner.digits(2), scanner.take("T") || scanner.take(" "),
      let seconds = scanner.timeOfDay()
    else { return nil }
    var fraction: Int64 = 0
    if scanner.take(".") || scanner.take(",") {
      guard let part = scanner.fraction() else { return nil }
      fraction = part
    }
    guard let offset = scanner.zone(), scanner.isAtEnd else { return nil }
    return nanoseconds(year, month, day, seconds - offset, fraction)
  }

  /// `21/Nov/2026:10:48:22 +0100`, as in access logs.
  static func accessLogTime(_ text: Substring) -> Int64? {
    var scanner = Scanner(text)
    guard let day = scanner.digits(2), scanner.take("/"), let month = scanner.month(),
      scanner.take("/"), let year = scanner.digits(4), scanner.take(":"),
      let seconds = scanner.timeOfDay()
    else { return nil }
    _ = scanner.take(" ")
    guard let offset = scanner.zone(), scanner.isAtEnd else { return nil }
    return nanoseconds(year, month, day, seconds - offset, 0)
  }

  private static func nanoseconds(
    _ year: Int64, _ month: Int64, _ day: Int64, _ seconds: Int64, _ fraction: Int64
  ) -> Int64? {
    // Years in which 64 bits of nanoseconds since 1970 suffice.
    guard (1700...2250).contains(year), (1...12).contains(month), (1...31).contains(day) else {
      return nil
    }
    return (days(year, month, day) * 86_400 + seconds) * 1_000_000_000 + fraction
  }

  /// Days from 1 January 1970 in the Gregorian calendar; years begin in March, so that the day that
  /// some of them have more is their last.
  private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let shifted = month > 2 ? year : year - 1
    let monthFromMarch = (month + 9) % 12
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
  }

  /// Takes a text apart from its beginning.
  private struct Scanner {
    private var rest: Substring.UTF8View

    init(_ text: Substring) {
      rest = text.utf8
    }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
      guard rest.first == UInt8(ascii: character) else { return false }
      rest.removeFirst()
      return true
    }

    mutating func digits(_ count: Int) -> Int64? {
      guard rest.count >= count else { return nil }
      var value: Int64 = 0
      for _ in 0..<count {
        let digit = rest.removeFirst() &- UInt8(ascii: "0")
        guard digit < 10 else { return nil }
        value = value * 10 + Int64(digit)
      }
      return value
    }

    /// Digits after a point, as nanoseconds.
    mutating func fraction() -> Int64? {
      var (value, count): (Int64, Int) = (0, 0)
      while let byte = rest.first, byte &- UInt8(ascii: "0") < 10 {
        rest.removeFirst()
        count += 1
        if count <= 9 { value = value * 10 + Int64(byte &- UInt8(ascii: "0")) }
      }
      guard count > 0 else { return nil }
      for _ in min(count, 9)..<9 { value *= 10 }
      return value
    }

    /// `10:48:22` in seconds; 60 is a leap second.
    mutating func timeOfDay() -> Int64? {
      guard let hour = digits(2), take(":"), let minute = digits(2), take(":"),
        let second = digits(2), hour < 24, minute < 60, second <= 60
      else { return nil }
      return hour * 3_600 + minute * 60 + second
    }

    /// `Z`, `+0100`, `-05:30` or nothing, in seconds.
    mutating func zone() -> Int64? {
      if isAtEnd || take("Z") { return 0 }
      let isBehind = take("-")
      guard isBehind || take("+"), let hours = digits(2) else { return nil }
      _ = take(":")
      guard let minutes = digits(2), hours < 24, minutes < 60 else { return nil }
      return (isBehind ? -1 : 1) * (hours * 3_600 + minutes * 60)
    }

    mutating func month() -> Int64? {
      let names = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
      ]
      let name = String(Substring(rest.prefix(3)))
      guard let month = names.firstIndex(of: name) else { return nil }
      rest = rest.dropFirst(3)
      return Int64(month + 1)
    }
  }
}
