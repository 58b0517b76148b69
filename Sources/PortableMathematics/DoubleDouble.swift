/// An unevaluated sum of two `Double`s, the second below half a unit in the last place of the first:
/// a number of some 104 significant bits.
///
/// - SeeAlso: Dekker, *A floating-point technique for extending the available precision*, Numerische
///   Mathematik 18, 1971.
struct DoubleDouble: BitwiseCopyable {
  var high: Double
  var low: Double

  init(_ high: Double, _ low: Double = 0) {
    self.high = high
    self.low = low
  }

  /// The exact sum of two numbers of which the first is not the smaller, or is 0.
  static func ordered(_ larger: Double, _ smaller: Double) -> Self {
    let sum = larger + smaller
    return Self(sum, (larger - sum) + smaller)
  }

  /// The exact product of two numbers whose magnitudes are neither above 2^500 nor below 2^-400.
  static func product(_ lhs: Double, _ rhs: Double) -> Self {
    let product = lhs * rhs
    let (a, b) = halves(of: lhs)
    let (c, d) = halves(of: rhs)
    return Self(product, ((a * c - product) + a * d + b * c) + b * d)
  }

  static func * (lhs: Self, rhs: Self) -> Self {
    let leading = product(lhs.high, rhs.high)
    return ordered(leading.high, leading.low + (lhs.high * rhs.low + lhs.low * rhs.high))
  }

  static func + (lhs: Self, rhs: Self) -> Self {
    // Knuth's sum, which asks for no order.
    let sum = lhs.high + rhs.high
    let share = sum - lhs.high
    let lost = (lhs.high - (sum - share)) + (rhs.high - share)
    return ordered(sum, lost + (lhs.low + rhs.low))
  }

  static func / (lhs: Self, rhs: Self) -> Self {
    let quotient = lhs.high / rhs.high
    let back = product(quotient, rhs.high)
    let remainder = (lhs.high - back.high) - back.low + lhs.low - quotient * rhs.low
    return ordered(quotient, remainder / rhs.high)
  }

  /// A number as the sum of two of 26 bits each (Veltkamp).
  private static func halves(of x: Double) -> (Double, Double) {
    let scaled = x * 0x1.0000002p27
    let high = scaled - (scaled - x)
    return (high, x - high)
  }
}
