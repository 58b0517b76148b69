import ArchitectureSimulation
public import RunStatistics

/// What replications say about one metric.
public struct ReplicatedMetric: Hashable, Sendable {
  public let metric: Metric

  /// Of the replications that had something to observe.
  public let sample: SampleMean

  /// The smallest and the largest value of any replication; `nil` if none had one.
  public let range: Interval?

  /// Holds the expected value at the confidence asked for; `nil` for fewer than two values, and for
  /// metrics that are no estimate.
  public let interval: Interval?

  /// Of a high percentile: observations beyond it in all replications together. With fewer than ten
  /// it is hardly more than the largest ones.
  public let beyond: Double?

  /// Below this a percentile is not to be trusted, whatever its interval.
  public static let fewestBeyond = 10.0

  public var isThin: Bool { beyond.map { $0 < Self.fewestBeyond } ?? false }

  /// The mean of the replications, or the largest value of an extreme; `nil` if there is none.
  public var value: Double? {
    guard let range else { return nil }
    return metric.kind == .extreme ? range.upper : sample.mean
  }

  /// The half-width of the interval as a share of the value; `nil` without an interval or of nothing.
  public var relativePrecision: Double? {
    guard let interval, sample.mean != 0 else { return nil }
    return interval.halfWidth / sample.mean.magnitude
  }
}

/// A metric while replications come in.
struct MetricCollector {
  let metric: Metric
  private(set) var sample = SampleMean()
  private var range: Interval?
  private var beyond: Double?

  private var cases = CountedCases()

  init(_ metric: Metric) {
    self.metric = metric
  }

  mutating func add(_ row: MetricTable.Row) {
    if let more = row.beyond { beyond = (beyond ?? 0) + more }
    guard let value = row.value, value.isFinite else { return }
    sample.add(value)
    cases.add(value, of: row.trials)
    range = Interval(
      lower: min(range?.lower ?? value, value), upper: max(range?.upper ?? value, value))
  }

  func figures(confidence: Double) -> ReplicatedMetric {
    ReplicatedMetric(
      metric: metric, sample: sample, range: range,
      interval: metric.kind == .estimate
        ? sample.interval(confidence: confidence)?.limited(by: metric.unit)
          .allowing(for: cases, confidence: confidence) : nil,
      beyond: beyond)
  }
}

extension Interval {
  /// Without what no metric of this unit can be: none is below 0, and no ratio above 1.
  func limited(by unit: ExpectationResult.Unit) -> Interval {
    let most = unit == .ratio ? 1 : Double.infinity
    return Interval(lower: min(most, max(0, lower)), upper: max(0, min(most, upper)))
  }

  /// Of a share of few cases, or of nearly all, where the spread of replications says little: with
  /// what so many trials cannot exclude.
  func allowing(for cases: CountedCases, confidence: Double) -> Interval {
    guard let exact = cases.exactInterval(confidence: confidence) else { return self }
    return Interval(lower: min(lower, exact.lower), upper: max(upper, exact.upper))
  }
}
