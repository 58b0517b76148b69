import PortableMathematics

/// Student's *t* distribution, from arithmetic that gives the same bits everywhere: a rule that stops
/// a series of runs by it stops at the same run on every machine.
///
/// - SeeAlso: NIST Digital Library of Mathematical Functions, 8.17 (the incomplete beta function).
public struct StudentT: Hashable, Sendable {
  /// Need not be whole; at infinity this is the normal distribution.
  public let degreesOfFreedom: Double

  /// - Precondition: `degreesOfFreedom > 0`.
  public init(degreesOfFreedom: Double) {
    precondition(
      degreesOfFreedom > 0, "a t distribution needs degrees of freedom, not \(degreesOfFreedom)")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// The probability of a value above `t`, without loss of digits where it is small.
  public func upperTail(_ t: Double) -> Double {
    guard degreesOfFreedom < .infinity else { return PortableMath.normalCumulative(-t) }
    let half = 0.5 * bothTails(t)
    return t >= 0 ? half : 1 - half
  }

  /// The probability of a value farther from 0 than `t`, on either side: the *p* value of a
  /// two-sided test.
  public func bothTails(_ t: Double) -> Double {
    guard degreesOfFreedom < .infinity else {
      return 2 * PortableMath.normalCumulative(-t.magnitude)
    }
    guard t.magnitude < 0x1p500 else { return t.isNaN ? .nan : 0 }
    let square = t * t
    let sum = degreesOfFreedom + square
    return PortableMath.incompleteBeta(
      degreesOfFreedom / sum, complement: square / sum, degreesOfFreedom / 2, 0.5)
  }

  /// The probability of a value of at most `t`.
  public func cumulative(_ t: Double) -> Double { upperTail(-t) }

  /// The value that is not exceeded with `probability`: 2.262 for 0.975 and 9 degrees of freedom. -∞ for
  /// 0, +∞ for 1, NaN outside `0...1`.
  ///
  /// - Complexity: Some sixty evaluations of the distribution.
  public func quantile(_ probability: Double) -> Double {
    guard degreesOfFreedom < .infinity else { return PortableMath.normalQuantile(probability) }
    guard probability > 0, probability < 1 else {
      return probability == 0 ? -.infinity : probability == 1 ? .infinity : .nan
    }
    let tail = min(probability, 1 - probability)
    if tail == 0.5 { return 0 }
    // Positive doubles are ordered as their bit patterns are: halving those ends at one double.
    var low: UInt64 = 0
    var high = (0x1p500).bitPattern
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if upperTail(Double(bitPattern: middle)) > tail { low = middle } else { high = middle }
    }
    let magnitude = Double(bitPattern: high)
    return probability < 0.5 ? -magnitude : magnitude
  }

  /// The factor of a two-sided interval at this confidence: the quantile of (1 + confidence) / 2.
  ///
  /// - Precondition: `0 < confidence < 1`.
  public func factor(confidence: Double) -> Double {
    precondition(
      confidence > 0 && confidence < 1, "a confidence is between 0 and 1, not \(confidence)")
    return -quantile((1 - confidence) / 2)
  }
}
