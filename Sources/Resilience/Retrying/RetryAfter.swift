public import TimeBase

/// What the header `Retry-After` of an answer says.
///
/// Times of day are counted from the beginning of 1970 in UTC on a clock that knows the date, which is
/// not the clock that waits are measured with.
///
/// - SeeAlso: RFC 9110, sections 5.6.7 and 10.2.3.
@frozen
public enum RetryAfter: BitwiseCopyable, Hashable, Sendable {
  case span(TimeSpan)

  /// A time of day, since the beginning of 1970.
  case date(Instant)

  /// Reads a whole number of seconds, or a date in one of the three forms that HTTP has had, such as
  /// `Sun, 06 Nov 1994 08:49:37 GMT`; `nil` if the text is neither. What is too far away saturates.
  public init?(_ header: String) {
    let digits = header.utf8
    if !digits.isEmpty, digits.allSatisfy(Digits.isDecimal) {
      self = .span(
        .seconds(Digits.number(digits, radix: 10).flatMap { Int64(exactly: $0) } ?? .max))
      return
    }
    guard let seconds = Self.seconds(of: header) else { return nil }
    self = .date(.zero + .seconds(seconds))
  }

  /// How long there is to wait at a time of day; zero if the date has passed.
  public func wait(at timeOfDay: Instant) -> TimeSpan {
    switch self {
    case .span(let span): span
    case .date(let date): max(.zero, date - timeOfDay)
    }
  }

  /// Seconds from 1970 to a date of HTTP.
  private static func seconds(of text: String) -> Int64? {
    let words = text.split { $0 == " " || $0 == "," || $0 == "-" }
    // `Sun Nov  6 08:49:37 1994`, as C's asctime writes it, or one of the forms with the day first.
    let isOfC = words.count == 5
    guard isOfC || words.count == 6 && words[5] == "GMT", weekdays.contains(words[0].prefix(3)),
      let month = months.firstIndex(of: words[isOfC ? 1 : 2]),
      let day = number(words[isOfC ? 2 : 1], 1...31), let year = year(words[isOfC ? 4 : 3])
    else { return nil }
    let time = words[isOfC ? 3 : 4].split(separator: ":", omittingEmptySubsequences: false)
    // A leap second is the first second of the next minute here.
    guard time.count == 3, let hour = number(time[0], 0...23), let minute = number(time[1], 0...59),
      let second = number(time[2], 0...60)
    else { return nil }
    let days = daysFrom1970(year: year, month: Int64(month) + 1, day: day)
    return days * 86_400 + hour * 3_600 + minute * 60 + second
  }

  private static func number(_ text: Substring, _ range: ClosedRange<Int64>) -> Int64? {
    guard let number = Digits.number(text.utf8, radix: 10).flatMap({ Int64(exactly: $0) }),
      range.contains(number)
    else { return nil }
    return number
  }

  /// Two digits are a year from 1970 to 2069.
  private static func year(_ text: Substring) -> Int64? {
    switch text.utf8.count {
    case 2: number(text, 0...99).map { $0 < 70 ? 2000 + $0 : 1900 + $0 }
    case 4: number(text, 0...9999)
    default: nil
    }
  }

  /// Counts years from March on, so that a leap day is the last day of its year.
  private static func daysFrom1970(year: Int64, month: Int64, day: Int64) -> Int64 {
    let shifted = month > 2 ? year : year - 1
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    // 400 more years keep all terms positive. From 1 March 400 before our era to 1970 it is 865,565 days.
    let count = shifted + 400
    return count * 365 + count / 4 - count / 100 + count / 400 + dayOfYear - 865_565
  }

  private static let weekdays: [Substring] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

  private static let months: [Substring] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
