import TimeBase

/// Random spans of time at less than two nanoseconds each, so that what uses them is measured.
///
/// The quantiles of the distribution stand in a table; a step is drawn between two neighbours.
struct RandomSteps {
  private static let parts = 1024

  /// The quantiles, in nanoseconds, in ascending order; one more than there are parts.
  private let quantiles: [Int64]
  private var state: UInt64 = 88_172_645_463_325_252

  private init(_ quantile: (_ probability: Double) -> Double) {
    quantiles = (0...Self.parts).map { part in
      Int64(quantile((Double(part) + 0.5) / Double(Self.parts + 1)))
    }
  }

  /// Exponential with a mean of a second.
  static func exponential() -> Self {
    Self { probability in -1e9 * naturalLogarithm(1 - probability) }
  }

  /// Half of them up to two microseconds, half of them up to two seconds.
  static func bimodal() -> Self {
    Self { probability in probability < 0.5 ? 4e3 * probability : 4e9 * (probability - 0.5) }
  }

  mutating func next() -> TimeSpan {
    // Marsaglia's xorshift with a multiplication (Vigna, 2016).
    state ^= state &>> 12
    state ^= state &<< 25
    state ^= state &>> 27
    let word = state &* 0x2545_F491_4F6C_DD1D
    let part = Int(truncatingIfNeeded: word &>> 54)
    let fraction = Int64(truncatingIfNeeded: (word &>> 38) & 0xFFFF)
    let (low, high) = (quantiles[part], quantiles[part + 1])
    return TimeSpan(nanoseconds: low + ((high - low) * fraction) >> 16)
  }

  /// From the series of the inverse hyperbolic tangent; good to 12 digits, which is plenty.
  private static func naturalLogarithm(_ number: Double) -> Double {
    let ratio = (number.significand - 1) / (number.significand + 1)
    var sum = 0.0
    var power = ratio
    for odd in stride(from: 1.0, to: 40, by: 2) {
      sum += power / odd
      power *= ratio * ratio
    }
    return Double(number.exponent) * 0.693_147_180_559_945_3 + 2 * sum
  }
}
