/// Two designs measured in pairs, such as two variants of a model in replications with common random
/// numbers: what chance did to both cancels out in the differences.
///
/// - SeeAlso: Law, *Simulation modeling and analysis*, sections 10.2 and 11.2.
public struct PairedComparison: Hashable, Sendable {
  public let first: SampleMean
  public let second: SampleMean

  /// Of the second value less the first, pair by pair.
  public let differences: SampleMean

  /// - Parameter pairs: In order; finite.
  public init(_ pairs: some Sequence<(first: Double, second: Double)>) {
    var (first, second, differences) = (SampleMean(), SampleMean(), SampleMean())
    for pair in pairs {
      first.add(pair.first)
      second.add(pair.second)
      differences.add(pair.second - pair.first)
    }
    self.first = first
    self.second = second
    self.differences = differences
  }

  public var count: Int { differences.count }

  /// The mean difference in standard errors; infinite if the differences are all the same and not 0,
  /// and 0 if they are all 0. `nil` for fewer than two pairs.
  public var statistic: Double? {
    differences.standardError.map { differences.mean == 0 ? 0 : differences.mean / $0 }
  }

  /// The probability of a statistic this far from 0 or farther if the designs are the same; `nil` for
  /// fewer than two pairs.
  public var pValue: Double? {
    statistic.map { statistic in
      statistic.isFinite
        ? StudentT(degreesOfFreedom: Double(count - 1)).bothTails(statistic) : 0
    }
  }

  /// Of the difference, second less first; `nil` for fewer than two pairs.
  public func interval(confidence: Double) -> Interval? {
    differences.interval(confidence: confidence)
  }

  /// How many times smaller the variance of the differences is than it would be without pairing:
  /// (s₁² + s₂²) / s_D². Below 1 the pairing did harm; `nil` without a spread to compare with, and
  /// infinite if the differences are all the same but the values are not.
  public var varianceReduction: Double? {
    guard let sum = varianceSum, sum > 0, let variance = differences.variance else { return nil }
    return variance > 0 ? sum / variance : .infinity
  }

  /// The correlation of the pairs, from -1 to 1; `nil` if one of them has no spread.
  public var correlation: Double? {
    guard let sum = varianceSum, let variance = differences.variance,
      let one = first.variance, let other = second.variance, one > 0, other > 0
    else { return nil }
    let correlation = (sum - variance) / 2 / (one * other).squareRoot()
    return min(1, max(-1, correlation))
  }

  /// The means' ratio, second to first; `nil` if the first is 0.
  public var ratio: Double? { first.mean == 0 ? nil : second.mean / first.mean }

  /// Of the ratio of the expected values, second to first; `nil` for fewer than two pairs, and where
  /// the first mean cannot be told from 0, so that the ratio could be anything.
  ///
  /// - SeeAlso: Fieller, *Some problems in interval estimation*, Journal of the Royal Statistical
  ///   Society B 16(2), 1954.
  public func ratioInterval(confidence: Double) -> Interval? {
    guard let sum = varianceSum, let variance = differences.variance,
      let one = first.variance, let other = second.variance
    else { return nil }
    let factor = StudentT(degreesOfFreedom: Double(count - 1)).factor(confidence: confidence)
    let weight = factor * factor / Double(count)
    // The ratios r with (m₂ - r·m₁)² ≤ t²·Var(x₂ - r·x₁)/n: between the roots of a·r² - 2·b·r + c.
    let covariance = (sum - variance) / 2
    let a = first.mean * first.mean - weight * one
    let b = first.mean * second.mean - weight * covariance
    let c = second.mean * second.mean - weight * other
    guard a > 0 else { return nil }
    let root = max(0, b * b - a * c).squareRoot()
    return Interval(lower: (b - root) / a, upper: (b + root) / a)
  }

  private var varianceSum: Double? {
    guard let one = first.variance, let other = second.variance else { return nil }
    return one + other
  }
}
