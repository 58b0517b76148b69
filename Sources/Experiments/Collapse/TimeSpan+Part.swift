import TimeBase

extension TimeSpan {
  /// So many of `count` equal parts, to the nanosecond below.
  func part(_ number: Int64, of count: Int64) -> TimeSpan {
    .nanoseconds(nanoseconds / count * number)
  }
}
