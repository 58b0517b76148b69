import PortableMathematics

/// Whether values that follow on each other look independent, by the mean square of their successive
/// differences.
///
///     C = 1 - Σ(x_j - x_{j-1})² / 2Σ(x_j - mean)²
///
/// is about normal with variance (*n* - 2) / (*n*² - 1) if they are; values that resemble their
/// neighbours make it large.
///
/// - SeeAlso: von Neumann, *Distribution of the ratio of the mean square successive difference to the
///   variance*, Annals of Mathematical Statistics 12, 1941; Fishman, *Grouping observations in digital
///   simulation*, Management Science 24, 1978.
public struct VonNeumannTest: Hashable, Sendable {
  /// *C*, near the correlation of neighbours.
  public let statistic: Double

  /// *C* in standard deviations.
  public let score: Double

  /// `nil` for fewer than three values, or values without any spread: they say nothing about
  /// dependence.
  ///
  /// - Complexity: O(values).
  public init?(_ values: [Double]) {
    guard values.count > 2 else { return nil }
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let deviations = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    guard deviations > 0 else { return nil }
    let successive = zip(values, values.dropFirst()).reduce(0) { sum, pair in
      sum + (pair.1 - pair.0) * (pair.1 - pair.0)
    }
    statistic = 1 - successive / (2 * deviations)
    score = statistic / ((count - 2) / (count * count - 1)).squareRoot()
  }

  /// Whether independence is to be given up: values this much like their neighbours come by chance
  /// with at most this probability.
  public func rejects(level: Double) -> Bool {
    score > -PortableMath.normalQuantile(level)
  }
}
