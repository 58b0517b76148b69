public import TimeBase

extension Expectation {
  /// One number of a run: what is measured, of whom, of which part of it, and when.
  public struct Figure: Hashable, Sendable {
    public var metric: Metric

    /// A client or a component.
    public var subject: String

    /// One request name of a client; `nil` for all together.
    public var request: String?

    /// One instance of a service, counted from 0; `nil` for all together.
    public var instance: Int?

    /// Which of the requests that ended count.
    public var endings = Endings()

    /// Of the breakers of a caller, those in front of this component; `nil` for all.
    public var callee: String?
    public var recovered = Recovered()

    /// Counts only what ended in this part of the run; `nil` for the whole measured window.
    public var window: Window?

    public init(_ metric: Metric, of subject: String) {
      self.metric = metric
      self.subject = subject
    }
  }

  /// Picks requests out by how they ended.
  public struct Endings: Hashable, Sendable {
    public enum Outcome: String, CaseIterable, Hashable, Sendable {
      case any, succeeded, failed

      /// Turned away on purpose, by a limit, a full line, a check of credentials or a breaker; and
      /// everything else.
      case rejected, accepted
    }

    /// `nil` if it does not matter.
    public var outcome: Outcome?
    public var status: Int?

    /// Why it failed, as `failed.timeout` says it.
    public var cause: String?

    public init(outcome: Outcome? = nil, status: Int? = nil, cause: String? = nil) {
      self.outcome = outcome
      self.status = status
      self.cause = cause
    }

    /// Whether nothing is said.
    public var isEmpty: Bool { self == Endings() }
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

  public struct Window: Hashable, Sendable {
    public var start: TimeSpan
    public var end: TimeSpan

    public init(from start: TimeSpan, to end: TimeSpan) {
      self.start = start
      self.end = end
    }
  }
}
