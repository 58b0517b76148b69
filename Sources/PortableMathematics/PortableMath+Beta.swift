extension PortableMath {
  /// Returns ln Γ(`x`) for a positive `x`, with an error below 10^-14, relative or absolute, whichever
  /// is larger; NaN for negative numbers.
  ///
  /// As ``gamma(_:)``, but does not overflow.
  ///
  /// - SeeAlso: NIST Digital Library of Mathematical Functions, 5.5.1 and 5.11.1.
  public static func logGamma(_ x: Double) -> Double {
    guard x > 0 else { return x == 0 ? .infinity : .nan }
    guard x < .infinity else { return x }
    let (raised, product, series) = stirlingParts(of: x)
    let logOfSqrtOfTwoPi = 0x1.d67f1c864beb5p-1
    return (raised - 0.5) * log(raised) - raised + logOfSqrtOfTwoPi + series
      - log(product)
  }

  /// Returns the regularised incomplete beta function I_x(`a`, `b`): the probability that a beta
  /// variate with these parameters is at most `x`.
  ///
  /// The relative error is of the order of 10^-14, growing with the parameters to some 10^-12 at
  /// a thousand. NaN unless 0 ≤ *x* ≤ 1 and both parameters are positive and finite.
  ///
  /// - Parameter complement: 1 - *x*, for those who know it better than that difference does.
  /// - Complexity: O(√(*a* + *b*)) steps of a continued fraction.
  /// - SeeAlso: NIST Digital Library of Mathematical Functions, 8.17.22; Lentz's method after
  ///   Thompson and Barnett, *Coulomb and Bessel functions of complex arguments and order*, Journal of
  ///   Computational Physics 64, 1986.
  public static func incompleteBeta(
    _ x: Double, complement: Double, _ a: Double, _ b: Double
  ) -> Double {
    guard x >= 0, complement >= 0, a > 0, b > 0, a < .infinity, b < .infinity else { return .nan }
    if x == 0 { return 0 }
    if complement == 0 { return 1 }
    let logFactor =
      a * log(x) + b * log(complement) + logGamma(a + b) - logGamma(a) - logGamma(b)
    let factor = exp(logFactor)
    // The fraction converges fast on this side of the mean only.
    return x < (a + 1) / (a + b + 2)
      ? factor * betaFraction(x, a, b) / a
      : 1 - factor * betaFraction(complement, b, a) / b
  }

  private static func betaFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    let tiny = 0x1p-1000
    func away(_ value: Double) -> Double { value.magnitude < tiny ? tiny : value }
    var c = 1.0
    var d = 1 / away(1 - (a + b) * x / (a + 1))
    var fraction = d
    // Enough for parameters of ten millions.
    for step in 1...20_000 {
      let m = Double(step)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / away(1 + even * d)
      c = away(1 + even / c)
      fraction *= d * c
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / away(1 + odd * d)
      c = away(1 + odd / c)
      let change = d * c
      fraction *= change
      if (change - 1).magnitude < 0x1p-52 { break }
    }
    return fraction
  }
}
