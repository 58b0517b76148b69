/// Whether two independent samples have the same mean, whatever their variances are.
///
/// - SeeAlso: Welch, *The generalization of Student's problem when several different population
///   variances are involved*, Biometrika 34, 1947.
public struct WelchTest: Hashable, Sendable {
  /// The mean of the first sample less that of the second.
  public let difference: Double
  public let standardError: Double

  /// The difference in standard errors; 0 if there is neither difference nor spread.
  public let statistic: Double

  /// After Satterthwaite, not whole in general; infinite if neither sample has any spread.
  public let degreesOfFreedom: Double

  /// `nil` unless both samples have two values.
  public init?(_ first: SampleMean, _ second: SampleMean) {
    guard let firstVariance = first.variance, let secondVariance = second.variance else {
      return nil
    }
    let a = firstVariance / Double(first.count)
    let b = secondVariance / Double(second.count)
    difference = first.mean - second.mean
    standardError = (a + b).squareRoot()
    statistic = difference == 0 ? 0 : difference / standardError
    let spread = a * a / Double(first.count - 1) + b * b / Double(second.count - 1)
    degreesOfFreedom = spread > 0 ? (a + b) * (a + b) / spread : .infinity
  }

  /// The probability of a statistic this far from 0 or farther if the means are the same.
  public var pValue: Double {
    statistic.isFinite
      ? StudentT(degreesOfFreedom: degreesOfFreedom).bothTails(statistic) : 0
  }

  public func interval(confidence: Double) -> Interval {
    let factor = StudentT(degreesOfFreedom: degreesOfFreedom).factor(confidence: confidence)
    return Interval(middle: difference, halfWidth: factor * standardError)
  }
}
