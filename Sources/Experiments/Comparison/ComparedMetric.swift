public import RunStatistics

/// One metric of two variants of a model, replication by replication with the same draws.
public struct ComparedMetric: Hashable, Sendable {
  public let metric: Metric

  /// Of the replications in which both had something to observe; the first one is what is compared
  /// with, and differences are second less first.
  public let pairs: PairedComparison

  /// Of the expected difference; `nil` for fewer than two pairs, and for metrics that are no estimate.
  public let interval: Interval?

  /// Of the ratio of the expected values, second to first; `nil` as ``interval``, and where the first
  /// cannot be told from 0.
  public let ratioInterval: Interval?

  /// The *p* value of the paired *t* test, corrected for all metrics tested together (Holm); `nil`
  /// where there is no interval.
  public let pValue: Double?

  public let finding: Finding

  /// What the two variants differ in as far as this metric goes.
  public enum Finding: String, Hashable, Sendable {
    case better, worse

    /// It changes, and neither direction is good news.
    case different

    /// No difference was shown: whatever there is lies within the interval.
    case none = "noDifference"

    /// Nothing was observed, or once only, or it is no estimate.
    case untested
  }

  init(
    _ metric: Metric, _ pairs: PairedComparison, pValue: Double?, confidence: Double
  ) {
    self.metric = metric
    self.pairs = pairs
    self.pValue = pValue
    guard let pValue else {
      (interval, ratioInterval, finding) = (nil, nil, .untested)
      return
    }
    interval = pairs.interval(confidence: confidence)
    ratioInterval = pairs.ratioInterval(confidence: confidence)
    guard pValue < 1 - confidence else {
      finding = .none
      return
    }
    let rises = pairs.differences.mean > 0
    switch metric.preference {
    case .neither: finding = .different
    case .higher: finding = rises ? .better : .worse
    case .lower: finding = rises ? .worse : .better
    }
  }
}
