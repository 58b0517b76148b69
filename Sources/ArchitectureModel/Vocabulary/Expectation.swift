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

    /// Calls inside a component, waiting or not.
    case inFlightMean
    case inFlightMax

    /// How many there were: `count.succeeded` of a client, `count.arrivals` of a component.
    case count(Counter)

    /// From the end of a fault until a client is served as before.
    case recovery

    /// Share of the time in which enough instances of a component were up, and how often they were not.
    case availability
    case outages

    /// Of the circuit breakers of a caller: `breaker.opened`.
    case breaker(BreakerFigure)
  }

  /// What is counted.
  public enum Counter: String, CaseIterable, Hashable, Sendable {
    /// Of a client.
    case offered, completed, succeeded, failed

    /// Of a component.
    case arrivals, completions, failures, turnedAway

    var isOfClient: Bool {
      switch self {
      case .offered, .completed, .succeeded, .failed: true
      case .arrivals, .completions, .failures, .turnedAway: false
      }
    }
  }

  public enum BreakerFigure: String, CaseIterable, Hashable, Sendable {
    case permitted, trials, rejected, opened, reopened, closed
  }

  /// When a client counts as recovered: in every later step of the time series that has an end of a
  /// request, or a request without an end, it is served so well.
  public struct Recovered: Hashable, Sendable {
    /// Failed requests as a share of those that ended.
    public var errorShare: Double

    /// Of the successes; `nil` if it does not matter how long they take.
    public var p95: TimeSpan?

    public init(errorShare: Double = 0.01, p95: TimeSpan? = nil) {
      self.errorShare = errorShare
      self.p95 = p95
    }
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

  /// One instance of a service, counted from 0; `nil` for all together.
  public var instance: Int?

  /// Of the requests that ended, counts those with this status; `nil` for any.
  public var status: Int?

  /// Of the breakers of a caller, those in front of this component; `nil` for all.
  public var callee: String?
  public var recovered = Recovered()
  public var bound: Bound

  /// Whether the bound is a claim that is known not to hold: the expectation passes if it does not.
  public var isExpectedToFail = false

  /// Where the claim comes from, in the author's words.
  public var source: String?

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

  /// Whether an observed value is what the author is content with.
  public func isMet(by value: Double) -> Bool {
    bound.holds(for: value) != isExpectedToFail
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
