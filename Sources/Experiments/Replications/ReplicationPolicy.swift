import RunStatistics

/// How many replications of a model are made, and what is said about them.
public struct ReplicationPolicy: Hashable, Sendable {
  /// So many, or with a precision to reach at most so many.
  public var count: Int

  /// The relative precision at which the series ends: 0.02 for 2 %, of mean and 95th percentile of
  /// the latency of every client. `nil` to make all.
  public var precision: Double?

  /// Of every interval and verdict.
  public var confidence: Double

  public init(count: Int, precision: Double? = nil, confidence: Double = 0.95) {
    self.count = count
    self.precision = precision
    self.confidence = confidence
  }

  /// What would be right, in one sentence; `nil` if everything is.
  public var problem: String? {
    if count < 2 { return "an interval takes at least 2 replications, not \(count)" }
    if !(confidence >= 0.5 && confidence < 1) {
      return "a confidence is at least 50% and below 100%, not \(confidence * 100)%"
    }
    return rule?.problem
  }

  /// The rule that ends the series before ``count``.
  var rule: PrecisionRule.Policy? {
    precision.map {
      PrecisionRule.Policy(
        relativeError: $0, confidence: confidence, fewest: min(Self.fewest, count), most: count)
    }
  }

  /// Replications before which no precision is believed.
  public static let fewest = 10
}
