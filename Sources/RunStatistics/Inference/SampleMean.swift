/// Mean and spread of independent numbers, such as the results of replications, added one by one.
///
/// The same numbers in the same order give the same bits (Welford 1962).
public struct SampleMean: Hashable, Sendable {
  public private(set) var count = 0

  /// 0 before the first value.
  public private(set) var mean = 0.0

  /// Σ(x - mean)².
  private var squaredDeviations = 0.0

  public init() {}

  public init(_ values: some Sequence<Double>) {
    for value in values { add(value) }
  }

  /// - Precondition: `value` is finite.
  public mutating func add(_ value: Double) {
    precondition(value.isFinite, "the mean of a sample cannot take in \(value)")
    count += 1
    let distance = value - mean
    mean += distance / Double(count)
    squaredDeviations += distance * (value - mean)
  }

  /// The unbiased sample variance; `nil` for fewer than two values.
  public var variance: Double? { count > 1 ? squaredDeviations / Double(count - 1) : nil }

  /// The square root of ``variance``.
  public var standardDeviation: Double? { variance.map { $0.squareRoot() } }

  /// The standard deviation of ``mean``; `nil` for fewer than two values.
  public var standardError: Double? { variance.map { ($0 / Double(count)).squareRoot() } }

  /// The interval that holds the expected value with this confidence, if the values are independent
  /// and about normal: mean ± t·s/√n with n - 1 degrees of freedom. `nil` for fewer than two values.
  public func interval(confidence: Double) -> Interval? {
    standardError.map { error in
      let factor = StudentT(degreesOfFreedom: Double(count - 1)).factor(confidence: confidence)
      return Interval(middle: mean, halfWidth: factor * error)
    }
  }

  /// The smallest number of values, at least as many as there are, whose interval is expected to be
  /// no wider than `halfWidth` to either side, given the spread seen so far; `nil` if that is more
  /// than `limit`, or if there is no spread known yet.
  ///
  /// - Complexity: O(log `limit`) quantiles.
  public func countNeeded(
    forHalfWidth halfWidth: Double, confidence: Double, limit: Int = 1_000_000
  ) -> Int? {
    guard let deviation = standardDeviation, halfWidth >= 0 else { return nil }
    func suffices(_ size: Int) -> Bool {
      let factor = StudentT(degreesOfFreedom: Double(size - 1)).factor(confidence: confidence)
      return factor * deviation <= halfWidth * Double(size).squareRoot()
    }
    if suffices(count) { return count }
    guard limit > count, suffices(limit) else { return nil }
    var (low, high) = (count, limit)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if suffices(middle) { high = middle } else { low = middle }
    }
    return high
  }
}
