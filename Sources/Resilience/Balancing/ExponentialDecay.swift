/// What is left of something that fades: e to the power of a negative number.
enum ExponentialDecay {
  /// The share that is left of a weight after `elapsed` if a share of 1/e is left after `period`.
  ///
  /// The exponent is split into a multiple of ln 2 and a rest of at most half of it, for which the
  /// Taylor series of degree 13 has an error below 2^-57. Additions, multiplications and one
  /// division, which are the same on every machine. What is lost is 2 units in the last place and the
  /// rounding of the exponent *x*, *x*/2 units more; from 700 periods on it is 0. No time is no decay,
  /// exactly.
  static func share(leftAfter elapsed: Int64, of period: Int64) -> Double {
    guard elapsed > 0 else { return 1 }
    let exponent = Double(elapsed) / Double(period)
    guard exponent < 700 else { return 0 }
    let halvings = (exponent * 0x1.71547652b82fep+0).rounded(.toNearestOrEven)
    // ln 2 in two parts, the first so short that its multiples are exact.
    let rest = (halvings * 0x1.62e42fee00000p-1 - exponent) + halvings * 0x1.a39ef35793c76p-33
    var sum = 1.0
    for degree in stride(from: 13.0, to: 0, by: -1) { sum = 1 + sum * (rest / degree) }
    return sum * Double(sign: .plus, exponent: -Int(halvings), significand: 1)
  }
}
