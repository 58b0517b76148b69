public import TimeBase

/// Everything that one run of one model found out.
///
/// Counts are integers and balance; times are spans of virtual time. Two runs of the same model,
/// scenario, seed and replication give equal results, whatever the machine and the build.
public struct RunResult: Hashable, Sendable {
  /// Bumped when a change of the simulator moves digests on purpose.
  public static let traceVersion = 3

  public struct Model: Hashable, Sendable {
    public var name: String
    public var about: String

    /// Of the model in canonical form; see `Architecture.sha256`.
    public var sha256: String
    public var scenario: String?

    public init(name: String, about: String, sha256: String, scenario: String?) {
      self.name = name
      self.about = about
      self.sha256 = sha256
      self.scenario = scenario
    }
  }

  public var model: Model
  public var seed: UInt64
  public var replication: UInt64

  /// What the model asked for; the run may have ended before (``ending``).
  public var duration: TimeSpan
  public var ending: Ending

  /// The part of the run that every figure below is about.
  public var window: Window
  public var warmup: Warmup

  /// Of every event of the whole run, warm-up included.
  public var digest: TraceFigures

  /// Sorted by name.
  public var clients: [ClientResult]

  /// In the order in which requests meet them, callers before callees.
  public var components: [ComponentResult]

  /// Of every call with a circuit breaker, by caller and target.
  public var breakers: [BreakerResult]
  public var faults: [FaultWindow]
  public var series: SeriesResult
  public var log: EventLog

  /// Of the services that have a health endpoint.
  public var health: [HealthResult] = []

  /// Sorted by name.
  public var detectors: [DetectorResult] = []

  /// The first of each cause in the order in which they failed, from the start of the run; `nil` if
  /// the model did not ask for any.
  public var failures: [FailedRequest]?

  /// Who called whom, in the order of ``components``, callers first of all.
  public var edges: [EdgeResult] = []

  /// Of every pair of caller and callee between whom messages do not always take the same time.
  public var connections: [ConnectionResult] = []
  public var expectations: [ExpectationResult]
  public var audit: Audit

  public init(
    model: Model, seed: UInt64, replication: UInt64, duration: TimeSpan, ending: Ending,
    window: Window, warmup: Warmup, digest: TraceFigures, clients: [ClientResult],
    components: [ComponentResult], breakers: [BreakerResult] = [], faults: [FaultWindow],
    series: SeriesResult, log: EventLog,
    expectations: [ExpectationResult], audit: Audit
  ) {
    self.model = model
    self.seed = seed
    self.replication = replication
    self.duration = duration
    self.ending = ending
    self.window = window
    self.warmup = warmup
    self.digest = digest
    self.clients = clients
    self.components = components
    self.breakers = breakers
    self.faults = faults
    self.series = series
    self.log = log
    self.expectations = expectations
    self.audit = audit
  }
}

extension RunResult {
  public enum Ending: Hashable, Sendable {
    /// The run reached its duration.
    case completed

    /// The run was stopped at a bound; the text says which component grew, and to what.
    case stopped(at: Instant, reason: String)
  }

  /// A stretch of virtual time; its start is in it, and its end is only if it is the end of the run.
  public struct Window: Hashable, Sendable {
    public var start: Instant
    public var end: Instant

    public init(start: Instant, end: Instant) {
      self.start = start
      self.end = end
    }

    public var length: TimeSpan { end - start }
  }

  /// How the start of the window was found.
  public enum Warmup: Hashable, Sendable {
    case fixed
    case automatic

    /// The automatic rule found no steady state in the run, or too few requests to look for one; the
    /// window is then the whole run, and its figures mix the start with the rest.
    case notFound(reason: String)
  }

  /// The trace digest and what it covers.
  public struct TraceFigures: Hashable, Sendable {
    public var total: UInt64
    public var events: UInt64

    /// Of each client and component on its own, sorted by name.
    public var parts: [Part]

    public init(total: UInt64, events: UInt64, parts: [Part]) {
      self.total = total
      self.events = events
      self.parts = parts
    }

    public struct Part: Hashable, Sendable {
      public var name: String
      public var digest: UInt64

      public init(name: String, digest: UInt64) {
        self.name = name
        self.digest = digest
      }
    }
  }

  /// A fault of the model as it happened.
  public struct FaultWindow: Hashable, Sendable {
    public var title: String
    public var target: String
    public var start: Instant

    /// `nil` if the run ended first.
    public var end: Instant?

    public init(title: String, target: String, start: Instant, end: Instant?) {
      self.title = title
      self.target = target
      self.start = start
      self.end = end
    }
  }

  /// The identities that hold in every run unless the simulator is wrong, checked in integers.
  public struct Audit: Hashable, Sendable {
    /// What arrived has left or is still there, for every client and component.
    public var flow: Check

    /// ∫N dt equals the sum of the times that requests spent, to the nanosecond.
    public var littlesLaw: Check

    /// ∫busy dt equals the sum of the service given, to the nanosecond.
    public var utilisation: Check

    public init(flow: Check, littlesLaw: Check, utilisation: Check) {
      self.flow = flow
      self.littlesLaw = littlesLaw
      self.utilisation = utilisation
    }

    public enum Check: Hashable, Sendable {
      case ok
      case broken(String)
    }

    public var isClean: Bool { flow == .ok && littlesLaw == .ok && utilisation == .ok }
  }
}
