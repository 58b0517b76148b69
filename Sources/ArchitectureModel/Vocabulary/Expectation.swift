public import TimeBase

/// What a run must show for its author to be content.
public struct Expectation: Hashable, Sendable {
  /// What is looked at.
  public enum Metric: Hashable, Sendable {
    /// `latency.mean`, `latency.p50` … `latency.max` of a client, or of one request name of it.
    case latency(Statistic)

    /// Failed requests as a share of all that ended.
    case errorShare

    /// Successful requests a second.
    case goodput

    /// Requests that ended, a second.
    case throughput

    /// Attempts for each request.
    case attempts

    /// Requests that failed for one cause, as a share: `failed.timeout`, `failed.limited`, ….
    case failed(cause: String)

    /// Of a component.
    case utilisation
    case queueMean
    case queueMax
    case waitMean
    case hitRatio
    case rejectedShare
    case deadLettered
  }

  public enum Statistic: Hashable, Sendable {
    case mean
    case maximum

    /// `perMillion` of 950,000 is the 95th percentile.
    case quantile(perMillion: Int)
  }

  /// What the number is held against, in the metric's own unit: seconds, events a second, a ratio, or
  /// a count.
  public enum Bound: Hashable, Sendable {
    case below(Double)
    case above(Double)
    case atMost(Double)
    case atLeast(Double)
    case equals(Double)

    public func holds(for value: Double) -> Bool {
      switch self {
      case .below(let limit): value < limit
      case .above(let limit): value > limit
      case .atMost(let limit): value <= limit
      case .atLeast(let limit): value >= limit
      case .equals(let expected): value == expected
      }
    }
  }

  public var metric: Metric

  /// A client or a component.
  public var subject: String

  /// One request name of a client; `nil` for all together.
  public var request: String?
  public var bound: Bound

  /// Counts only what ended in this part of the run; `nil` for the whole measured window.
  public var window: Window?

  /// As the author would write it, for reports: `latency.p95 of web below 200ms`.
  public var text: String

  public init(
    metric: Metric, of subject: String, request: String? = nil, _ bound: Bound,
    window: Window? = nil, text: String
  ) {
    self.metric = metric
    self.subject = subject
    self.request = request
    self.bound = bound
    self.window = window
    self.text = text
  }

  public struct Window: Hashable, Sendable {
    public var start: TimeSpan
    public var end: TimeSpan

    public init(from start: TimeSpan, to end: TimeSpan) {
      self.start = start
      self.end = end
    }
  }
}
