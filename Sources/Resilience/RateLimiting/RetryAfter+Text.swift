public import TimeBase

/// Writing the header, in either of its forms.
extension RetryAfter {
  /// Whole seconds, rounded up: nobody is told to come back too early.
  public static func seconds(_ wait: TimeSpan) -> String { String(wait.wholeSecondsUp) }

  /// The date of the first whole second that is not before the wait is over, such as
  /// `Sun, 06 Nov 1994 08:49:37 GMT`.
  ///
  /// - Parameter wallClock: The time of day, counted from 1970-01-01 00:00:00 UTC.
  public static func date(_ wait: TimeSpan, at wallClock: Instant) -> String {
    let due = TimeSpan(nanoseconds: (wallClock + max(.zero, wait)).nanoseconds)
    return CivilTime(secondsSinceEpoch: due.secondsRoundedUp).httpDate
  }
}

extension TimeSpan {
  /// Whole seconds, rounded up, but never negative.
  var wholeSecondsUp: Int64 { max(0, secondsRoundedUp) }

  var secondsRoundedUp: Int64 {
    let (seconds, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
    return rest > 0 ? seconds + 1 : seconds
  }
}
