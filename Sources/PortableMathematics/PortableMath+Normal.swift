extension PortableMath {
  /// Returns the point below which a standard normal variate falls with the given probability, with
  /// a relative error of about 10^-16.
  ///
  /// -∞ for 0, +∞ for 1 and NaN outside `0...1`.
  ///
  /// - SeeAlso: Wichura, *Algorithm AS 241: the percentage points of the normal distribution*,
  ///   Applied Statistics 37(3), 1988; this is PPND16.
  @inlinable
  public static func normalQuantile(_ probability: Double) -> Double {
    let q = probability - 0.5
    guard q.magnitude <= 0.425 else { return normalTailQuantile(probability) }
    let r = 0.180625 - q * q
    let r2 = r * r
    let r4 = r2 * r2
    let numerator =
      ((3.3871328727963666080e0 + 1.3314166789178437745e2 * r)
        + (1.9715909503065514427e3 + 1.3731693765509461125e4 * r) * r2)
      + ((4.5921953931549871457e4 + 6.7265770927008700853e4 * r)
        + (3.3430575583588128105e4 + 2.5090809287301226727e3 * r) * r2) * r4
    let denominator =
      ((1 + 4.2313330701600911252e1 * r)
        + (6.8718700749205790830e2 + 5.3941960214247511077e3 * r) * r2)
      + ((2.1213794301586595867e4 + 3.9307895800092710610e4 * r)
        + (2.8729085735721942674e4 + 5.2264952788528545610e3 * r) * r2) * r4
    return q * numerator / denominator
  }

  /// The quantile outside the middle 85 %.
  @usableFromInline
  static func normalTailQuantile(_ probability: Double) -> Double {
    guard probability > 0, probability < 1 else {
      return probability == 0 ? -.infinity : probability == 1 ? .infinity : .nan
    }
    let r = (-log(min(probability, 1 - probability))).squareRoot()
    let magnitude = r <= 5 ? nearTail(r - 1.6) : farTail(r - 5)
    return probability < 0.5 ? -magnitude : magnitude
  }

  private static func nearTail(_ r: Double) -> Double {
    let numerator =
      ((((((7.74545014278341407640e-4 * r + 2.27238449892691845833e-2) * r
        + 2.41780725177450611770e-1) * r + 1.27045825245236838258e0) * r
        + 3.64784832476320460504e0) * r + 5.76949722146069140550e0) * r
        + 4.63033784615654529590e0) * r + 1.42343711074968357734e0
    let denominator =
      ((((((1.05075007164441684324e-9 * r + 5.47593808499534494600e-4) * r
        + 1.51986665636164571966e-2) * r + 1.48103976427480074590e-1) * r
        + 6.89767334985100004550e-1) * r + 1.67638483018380384940e0) * r
        + 2.05319162663775882187e0) * r + 1
    return numerator / denominator
  }

  private static func farTail(_ r: Double) -> Double {
    let numerator =
      ((((((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r
        + 1.24266094738807843860e-3) * r + 2.65321895265761230930e-2) * r
        + 2.96560571828504891230e-1) * r + 1.78482653991729133580e0) * r
        + 5.46378491116411436990e0) * r + 6.65790464350110377720e0
    let denominator =
      ((((((2.04426310338993978564e-15 * r + 1.42151175831644588870e-7) * r
        + 1.84631831751005468180e-5) * r + 7.86869131145613259100e-4) * r
        + 1.48753612908506148525e-2) * r + 1.36929880922735805310e-1) * r
        + 5.99832206555887937690e-1) * r + 1
    return numerator / denominator
  }

  /// Returns the density of the standard normal distribution at `x`.
  public static func normalDensity(_ x: Double) -> Double {
    0x1.9884533d43651p-2 * exp(-0.5 * x * x)
  }

  /// Returns the probability that a standard normal variate is at most `x`, with an absolute error
  /// below 10^-15.
  ///
  /// - Complexity: O(`x`²) terms, a few hundred at most. For parameters, not for draws.
  /// - SeeAlso: Marsaglia, *Evaluating the normal distribution*, Journal of Statistical Software
  ///   11(4), 2004.
  public static func normalCumulative(_ x: Double) -> Double {
    guard x >= 0 else { return x.isNaN ? .nan : 1 - normalCumulative(-x) }
    guard x < 9 else { return 1 }
    var term = x
    var sum = x
    var divisor = 1.0
    while term > sum * 0x1p-56 {
      divisor += 2
      term *= x * x / divisor
      sum += term
    }
    return min(1, 0.5 + normalDensity(x) * sum)
  }
}
