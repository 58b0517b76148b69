public import TimeBase

/// The run over time, in steps of one length, from 0 to the end, warm-up included.
public struct SeriesResult: Hashable, Sendable {
  /// Length of a step; the last one may be cut short by the end of the run.
  public var step: TimeSpan
  public var clients: [ClientSeries]

  /// In the order of `RunResult.components`.
  public var components: [ComponentSeries]

  /// What is left of limits and budgets, which calls use up.
  public var stocks: [Stock] = []

  public init(step: TimeSpan, clients: [ClientSeries], components: [ComponentSeries]) {
    self.step = step
    self.clients = clients
    self.components = components
  }

  /// What is left of something that calls use up: tokens, places in a window, room in a bucket.
  public struct Stock: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
      /// As a share of what passes at once, of the key that has least.
      case limit

      /// In retries that could be made at once, by all instances of the caller together.
      case retryBudget
    }

    public var kind: Kind
    public var title: String

    /// At the end of each step; `nil` while there is none.
    public var left: [Double?]

    public init(kind: Kind, title: String, left: [Double?]) {
      self.kind = kind
      self.title = title
      self.left = left
    }
  }

  public struct ClientSeries: Hashable, Sendable {
    public var name: String
    public var points: [ClientPoint]

    public init(name: String, points: [ClientPoint]) {
      self.name = name
      self.points = points
    }
  }

  public struct ClientPoint: Hashable, Sendable {
    public var offered: UInt64
    public var succeeded: UInt64
    public var failed: UInt64

    /// Of the successes of the step; `nil` if there were none. Within 1 %.
    public var p50: TimeSpan?
    public var p95: TimeSpan?
    public var p99: TimeSpan?

    /// Time average of how many were under way.
    public var inFlightMean: Double

    /// Failures of the step by cause and place, in the order in which they first appeared in the run.
    public var failures: [RequestResult.FailureCount]

    /// Of the successes of the step, four bars an octave.
    public var latencies: LatencyProfile

    public init(
      offered: UInt64, succeeded: UInt64, failed: UInt64, p50: TimeSpan?, p95: TimeSpan?,
      p99: TimeSpan?, inFlightMean: Double = 0, failures: [RequestResult.FailureCount] = [],
      latencies: LatencyProfile = LatencyProfile()
    ) {
      self.offered = offered
      self.succeeded = succeeded
      self.failed = failed
      self.p50 = p50
      self.p95 = p95
      self.p99 = p99
      self.inFlightMean = inFlightMean
      self.failures = failures
      self.latencies = latencies
    }
  }

  public struct ComponentSeries: Hashable, Sendable {
    public var name: String
    public var points: [ComponentPoint]

    public init(name: String, points: [ComponentPoint]) {
      self.name = name
      self.points = points
    }
  }

  public struct ComponentPoint: Hashable, Sendable {
    public var completions: UInt64
    public var failures: UInt64
    public var queueMean: Double
    public var busyMean: Double

    /// Calls that left without being worked on.
    public var turnedAway: UInt64

    /// Of a cache: lookups that found something, and those that did not.
    public var hits: UInt64
    public var misses: UInt64

    /// Requests that its limits turned away.
    public var limited: UInt64

    public init(
      completions: UInt64, failures: UInt64, queueMean: Double, busyMean: Double,
      turnedAway: UInt64 = 0, hits: UInt64 = 0, misses: UInt64 = 0, limited: UInt64 = 0
    ) {
      self.completions = completions
      self.failures = failures
      self.queueMean = queueMean
      self.busyMean = busyMean
      self.turnedAway = turnedAway
      self.hits = hits
      self.misses = misses
      self.limited = limited
    }
  }
}

/// Changes of state, in order: breakers, instances, faults.
public struct EventLog: Hashable, Sendable {
  public struct Entry: Hashable, Sendable {
    public var time: Instant

    /// The client or component that changed.
    public var subject: String

    /// For instance `breaker to database: closed -> open`.
    public var event: String

    public init(time: Instant, subject: String, event: String) {
      self.time = time
      self.subject = subject
      self.event = event
    }
  }

  /// The first ones; a run keeps at most ``limit``.
  public var entries: [Entry]

  /// Entries beyond the limit, which were counted and not kept.
  public var dropped: UInt64

  public static let limit = 10_000

  public init(entries: [Entry] = [], dropped: UInt64 = 0) {
    self.entries = entries
    self.dropped = dropped
  }
}

/// What became of one expectation.
public struct ExpectationResult: Hashable, Sendable {
  public enum Verdict: String, Hashable, Sendable {
    case pass, fail

    /// The run holds nothing that the expectation is about.
    case inconclusive
  }

  public enum Unit: String, Hashable, Sendable {
    case seconds, perSecond, ratio, count
  }

  public var text: String
  public var verdict: Verdict

  /// In the unit's own measure; infinite for a recovery that never came; `nil` if there was nothing to
  /// observe.
  public var observed: Double?
  public var unit: Unit

  /// What the bound is relative to, if that is another figure.
  public var base: Double?

  /// What the claim says and where it comes from, in the words of the model.
  public var about: String?
  public var source: String?

  public init(
    text: String, verdict: Verdict, observed: Double?, unit: Unit, source: String? = nil
  ) {
    self.source = source
    self.text = text
    self.verdict = verdict
    self.observed = observed
    self.unit = unit
  }
}
