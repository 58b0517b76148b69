import TimeBase

/// A number of seconds since the beginning of 1970, as it was written in JSON.
struct NumericDate {
  let isNegative: Bool

  /// The digits without point and exponent, of which nineteen count.
  let significand: UInt64

  /// The power of ten that the significand is multiplied with.
  let exponent: Int

  /// The time, cut to whole nanoseconds towards zero; what is out of reach saturates.
  var instant: Instant {
    let power = exponent + 9
    guard power > -20, significand > 0 else { return .zero }
    var nanoseconds = UInt128(significand)
    // Nineteen digits and as many zeros fit in 128 bits, and are out of reach.
    for _ in 0..<min(abs(power), 19) {
      nanoseconds = power < 0 ? nanoseconds / 10 : nanoseconds * 10
    }
    let magnitude = Int64(exactly: nanoseconds) ?? .max
    return Instant(nanoseconds: isNegative ? -magnitude : magnitude)
  }
}
