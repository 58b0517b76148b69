extension PortableMath {
  /// Returns Γ(`x`) for a positive `x`, with a relative error below 10^-14; +∞ above 171.6, NaN for
  /// negative numbers.
  ///
  /// Raises the argument above 12 by Γ(*x*) = Γ(*x* + 1) / *x*, where seven terms of Stirling's series
  /// suffice.
  ///
  /// - SeeAlso: NIST Digital Library of Mathematical Functions, 5.5.1 and 5.11.1.
  public static func gamma(_ x: Double) -> Double {
    guard x > 0 else { return x == 0 ? .infinity : .nan }
    guard x < 172 else { return x.isNaN ? .nan : .infinity }
    let (raised, product, series) = stirlingParts(of: x)
    // In two factors, since the power alone may overflow.
    let root = pow(raised, 0.5 * raised - 0.25)
    let sqrtOfTwoPi = 0x1.40d931ff62706p+1
    return sqrtOfTwoPi * root * exp(-raised) * root * exp(series) / product
  }

  /// The argument raised above 12, what Γ is to be divided by for that, and the sum of Stirling's series
  /// there.
  static func stirlingParts(of x: Double) -> (raised: Double, product: Double, series: Double) {
    var raised = x
    var product = 1.0
    while raised < 12 {
      product *= raised
      raised += 1
    }
    let inverse = 1 / raised
    var series = 0.0
    for coefficient in stirlingSeries.reversed() {
      series = series * inverse * inverse + coefficient
    }
    return (raised, product, series * inverse)
  }

  private static let stirlingSeries: [Double] = [
    1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360_360, 1.0 / 156,
  ]
}
