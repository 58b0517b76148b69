/// A date of the proleptic Gregorian calendar and a time of day in UTC, without leap seconds.
struct CivilTime: Hashable, Sendable {
  let year: Int64

  /// 1 for January.
  let month: Int

  /// 1 for the first.
  let day: Int

  /// 0 for Sunday.
  let weekday: Int
  let hour: Int
  let minute: Int
  let second: Int

  /// The time so many seconds after 1970-01-01 00:00:00.
  ///
  /// Years are counted from March, so that the leap day is the last of them, and in eras of 400
  /// years, which all have 146,097 days (Hinnant, *chrono-compatible low-level date algorithms*).
  init(secondsSinceEpoch seconds: Int64) {
    let days = Self.floor(seconds, 86_400)
    let timeOfDay = Int(seconds - days * 86_400)
    (hour, minute, second) = (timeOfDay / 3_600, timeOfDay / 60 % 60, timeOfDay % 60)
    // 1970-01-01 was a Thursday, and 719,468 days after 0000-03-01.
    weekday = Int((days + 4) - Self.floor(days + 4, 7) * 7)
    let era = Self.floor(days + 719_468, 146_097)
    let dayOfEra = days + 719_468 - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    // The months from March on have 153 days in five.
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = Int(dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    month = Int(monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9)
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// The date as HTTP writes it, such as `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, 5.6.7).
  var httpDate: String {
    let day = Self.padded(day, 2)
    let date = "\(day) \(Self.months[month - 1]) \(Self.padded(Int(year), 4))"
    let time = [hour, minute, second].map { Self.padded($0, 2) }.joined(separator: ":")
    return "\(Self.weekdays[weekday]), \(date) \(time) GMT"
  }

  private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }

  private static func floor(_ number: Int64, _ divisor: Int64) -> Int64 {
    let (quotient, remainder) = number.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
