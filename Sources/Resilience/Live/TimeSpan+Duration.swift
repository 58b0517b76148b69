public import TimeBase

extension TimeSpan {
  /// The whole nanoseconds of a duration, cut towards zero; beyond 292 years as far as a span reaches.
  @inlinable
  public init(_ duration: Duration) {
    let magnitude = duration.attoseconds.magnitude
    let high = UInt64(truncatingIfNeeded: magnitude >> 64)
    guard high < 500_000_000 else {
      self = duration < .zero ? TimeSpan(nanoseconds: .min) : .forever
      return
    }
    // Half of the divisor's range at most, so that the quotient fits into 63 bits.
    let count = Int64(
      truncatingIfNeeded: (1_000_000_000 as UInt64).dividingFullWidth(
        (high, UInt64(truncatingIfNeeded: magnitude))
      ).quotient)
    self.init(nanoseconds: duration < .zero ? -count : count)
  }
}

extension Duration {
  @inlinable
  public init(_ span: TimeSpan) { self = .nanoseconds(span.nanoseconds) }
}
