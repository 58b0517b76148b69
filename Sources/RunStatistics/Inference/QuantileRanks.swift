/// Which two of `count` independent values, sorted, enclose a quantile of their distribution, whatever
/// that distribution is.
///
/// The number of values below the quantile is binomial. The lower rank is the largest *l* with
/// P(X ≤ l - 1) ≤ α/2, the upper one the smallest *u* with P(X ≤ u - 1) ≥ 1 - α/2, both counted from 1.
///
/// Latencies of one run follow on each other and are not independent; results of replications are.
///
/// - SeeAlso: David and Nagaraja, *Order statistics*, section 7.1.
public struct QuantileRanks: Hashable, Sendable {
  public let lower: Int64
  public let upper: Int64

  /// The probability that the quantile lies between the two: at least the confidence asked for.
  public let coverage: Double

  /// `nil` if there are too few values for one of the bounds: for the 95th percentile that is below 72
  /// at a confidence of 95 %.
  ///
  /// - Precondition: The quantile is neither 0 nor 1, and `0 < confidence < 1`.
  /// - Complexity: O(√`count`).
  public init?(_ quantile: Quantile, among count: Int64, confidence: Double) {
    precondition(
      confidence > 0 && confidence < 1, "a confidence is between 0 and 1, not \(confidence)")
    guard count > 0 else { return nil }
    let below = Binomial(count: count, probability: quantile)
    let alpha = 1 - confidence
    // The quantile of α/2 is the smallest k with P(X ≤ k) ≥ α/2.
    var lower = below.quantile(alpha / 2)
    while below.cumulative(lower) <= alpha / 2 { lower += 1 }
    let upper = below.quantile(1 - alpha / 2) + 1
    guard lower >= 1, upper <= count else { return nil }
    self.lower = lower
    self.upper = upper
    coverage = below.cumulative(upper - 1) - below.cumulative(lower - 1)
  }

  /// The values of these ranks.
  ///
  /// - Parameter sorted: As many values as the ranks were made for, in ascending order.
  public func interval(in sorted: [Double]) -> Interval {
    Interval(lower: sorted[Int(lower) - 1], upper: sorted[Int(upper) - 1])
  }
}
