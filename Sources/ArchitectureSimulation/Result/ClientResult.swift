/// What one client sent and what became of it.
public struct ClientResult: Hashable, Sendable {
  public var name: String

  /// All requests together.
  public var total: RequestResult

  /// Each request name on its own, sorted by name.
  public var requests: [RequestResult]

  /// What its clients did by themselves; `nil` if they remember nothing.
  public var browser: BrowserResult?

  public init(
    name: String, total: RequestResult, requests: [RequestResult], browser: BrowserResult? = nil
  ) {
    self.name = name
    self.total = total
    self.requests = requests
    self.browser = browser
  }
}

/// The books of one kind of request. `inFlightAtStart + offered = completed + inFlightAtEnd`, and
/// `completed = succeeded + failed`.
public struct RequestResult: Hashable, Sendable {
  public var name: String
  public var inFlightAtStart: UInt64

  /// Sent for the first time in the window.
  public var offered: UInt64

  /// Ended in the window, in whatever way.
  public var completed: UInt64

  /// Ended with a status below 400.
  public var succeeded: UInt64
  public var failed: UInt64

  /// Failures by cause and by the component in which they arose, most frequent first.
  public var failures: [FailureCount]

  /// Final status of every completed request that had one, by code.
  public var statuses: [StatusCount]
  public var inFlightAtEnd: UInt64

  /// From the intended start to the end, of requests that succeeded; `nil` if none did.
  public var latency: TimeSummary?

  /// Of all that ended, a failure counted with the time that it took to fail.
  public var latencyOfAll: TimeSummary?

  /// Of the successes from when they were sent: what a load generator shows that leaves out how long
  /// its requests waited for it. `nil` where every request is sent when it is meant to be, and this is
  /// the same as ``latency``.
  public var naiveLatency: TimeSummary?

  /// The distribution behind ``latency``, sixteen bars an octave.
  public var latencyProfile: LatencyProfile

  /// Attempts of the requests that completed, the first one included.
  public var attempts: UInt64

  /// Successes a second.
  public var goodput: Double

  /// Completions a second.
  public var throughput: Double

  public init(
    name: String, inFlightAtStart: UInt64, offered: UInt64, completed: UInt64, succeeded: UInt64,
    failed: UInt64, failures: [FailureCount], statuses: [StatusCount], inFlightAtEnd: UInt64,
    latency: TimeSummary?, latencyOfAll: TimeSummary?, naiveLatency: TimeSummary? = nil,
    latencyProfile: LatencyProfile = LatencyProfile(), attempts: UInt64, goodput: Double,
    throughput: Double
  ) {
    self.name = name
    self.inFlightAtStart = inFlightAtStart
    self.offered = offered
    self.completed = completed
    self.succeeded = succeeded
    self.failed = failed
    self.failures = failures
    self.statuses = statuses
    self.inFlightAtEnd = inFlightAtEnd
    self.latency = latency
    self.latencyOfAll = latencyOfAll
    self.naiveLatency = naiveLatency
    self.latencyProfile = latencyProfile
    self.attempts = attempts
    self.goodput = goodput
    self.throughput = throughput
  }

  /// Failed as a share of completed; 0 if nothing completed.
  public var errorShare: Double { completed == 0 ? 0 : Double(failed) / Double(completed) }

  public struct FailureCount: Hashable, Sendable {
    /// One of the words of `FailureCause`, such as `timeout` or `limited`.
    public var cause: FailureCause

    /// The client or component where the failure arose; for a timeout, who did not answer in time.
    public var place: String
    public var count: UInt64

    public init(cause: FailureCause, place: String, count: UInt64) {
      self.cause = cause
      self.place = place
      self.count = count
    }
  }

  public struct StatusCount: Hashable, Sendable {
    public var status: Int
    public var count: UInt64

    public init(status: Int, count: UInt64) {
      self.status = status
      self.count = count
    }
  }
}
