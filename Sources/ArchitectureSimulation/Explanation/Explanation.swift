public import TimeBase

/// Where the time of the requests of a run goes, what work is done in vain, and how a few requests
/// fared from their start to their end.
///
/// Made by playing the run a second time with somebody who looks on: a run is the same each time, so
/// that the first time costs nothing.
public struct Explanation: Hashable, Sendable {
  /// Time of many requests, by component and use. The parts add up to the whole to the nanosecond.
  public struct Budget: Hashable, Sendable {
    public struct Part: Hashable, Sendable {
      public var component: String
      public var use: TimeUse
      public var nanoseconds: Int128

      public init(component: String, use: TimeUse, nanoseconds: Int128) {
        self.component = component
        self.use = use
        self.nanoseconds = nanoseconds
      }
    }

    /// Requests.
    public var count: UInt64

    /// Their latencies in all.
    public var nanoseconds: Int128

    /// By component in the order in which requests meet them, clients first; none is zero.
    public var parts: [Part]

    public init(count: UInt64, nanoseconds: Int128, parts: [Part]) {
      self.count = count
      self.nanoseconds = nanoseconds
      self.parts = parts
    }

    /// The mean of a request in seconds.
    public var mean: Double { seconds(nanoseconds) }

    /// Of a part, a request's mean in seconds; 0 where there is no such part.
    public func mean(of use: TimeUse, at component: String) -> Double {
      seconds(parts.first { $0.component == component && $0.use == use }?.nanoseconds ?? 0)
    }

    /// The same over all components.
    public func mean(of use: TimeUse) -> Double {
      seconds(parts.reduce(0) { $1.use == use ? $0 + $1.nanoseconds : $0 })
    }

    private func seconds(_ nanoseconds: Int128) -> Double {
      count == 0 ? 0 : Double(nanoseconds) / Double(count) / 1e9
    }
  }

  /// One request in full.
  public struct Exemplar: Hashable, Sendable {
    /// Why it was chosen.
    public enum Choice: Hashable, Sendable {
      case median, p99, slowest, slowestFailure

      /// Drawn like any other.
      case sampled
    }

    public var choice: Choice

    /// What was asked for.
    public var request: String
    public var start: Instant
    public var latency: TimeSpan

    /// `nil` of a success, or where it is not known.
    public var failure: FailureCause?
    public var spans: [RequestSpan]

    public init(
      choice: Choice, request: String, start: Instant, latency: TimeSpan,
      failure: FailureCause?, spans: [RequestSpan]
    ) {
      self.choice = choice
      self.request = request
      self.start = start
      self.latency = latency
      self.failure = failure
      self.spans = spans
    }
  }

  public struct Client: Hashable, Sendable {
    public var name: String
    public var successes: Budget

    /// Those successes that took as long as the 99th percentile, or longer.
    public var slowest: Budget

    /// From when on a success is one of those.
    public var threshold: TimeSpan
    public var failures: Budget
    public var exemplars: [Exemplar]

    /// Drawn from all of the run, warm-up included, in the order in which they began.
    public var sample: [Exemplar]

    public init(
      name: String, successes: Budget, slowest: Budget, threshold: TimeSpan, failures: Budget,
      exemplars: [Exemplar], sample: [Exemplar] = []
    ) {
      self.name = name
      self.successes = successes
      self.slowest = slowest
      self.threshold = threshold
      self.failures = failures
      self.exemplars = exemplars
      self.sample = sample
    }
  }

  /// Service that helped nobody.
  public struct Waste: Hashable, Sendable {
    public enum Cause: UInt8, CaseIterable, Hashable, Sendable {
      /// For callers that had stopped waiting, and did not ask again or found it unfinished.
      case givenUp

      /// It went well, but its caller had given up by then and asked again: the same was done twice.
      case repeated

      /// Copies of hedged calls that another one overtook.
      case lostHedge

      /// Branches that a fork could do without.
      case spareBranch

      /// Attempts that failed and were made again.
      case failedAttempt

      /// What was done well for requests or jobs that failed in the end.
      case failedRequest
    }

    public var cause: Cause
    public var component: String

    /// Stretches of work.
    public var count: UInt64
    public var nanoseconds: Int128

    public init(cause: Cause, component: String, count: UInt64, nanoseconds: Int128) {
      self.cause = cause
      self.component = component
      self.count = count
      self.nanoseconds = nanoseconds
    }
  }

  /// In the order of the result.
  public var clients: [Client]

  /// All service of requests, jobs and abandoned calls that ended in the window, useful or not.
  public var workNanoseconds: Int128

  /// By cause, and by component in the order in which requests meet them; none is zero.
  public var waste: [Waste]

  /// Requests whose parts do not add up to their latency, which would be a bug of Rehearsal.
  public var unbalanced: UInt64

  /// Requests with more spans than are kept track of, which stand in none of the figures.
  public var untraced: UInt64

  public init(
    clients: [Client], workNanoseconds: Int128, waste: [Waste], unbalanced: UInt64,
    untraced: UInt64
  ) {
    self.clients = clients
    self.workNanoseconds = workNanoseconds
    self.waste = waste
    self.unbalanced = unbalanced
    self.untraced = untraced
  }

  /// Work in vain as a share of all; 0 where nothing was worked on.
  public var wastedShare: Double {
    workNanoseconds == 0
      ? 0 : Double(waste.reduce(0) { $0 + $1.nanoseconds }) / Double(workNanoseconds)
  }
}
