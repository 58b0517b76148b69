/// What a run must show for its author to be content.
public struct Expectation: Hashable, Sendable {
  /// What is looked at.
  public enum Metric: Hashable, Sendable {
    /// `latency.mean`, `latency.p50` … `latency.max` of a client, or of one request name of it; of a
    /// component, how long calls stay there.
    case latency(Statistic)

    /// Of what ended for a client, the share that the expectation picks out by its ``Endings``.
    case share

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

    /// Busy cores of its processors as a share of all.
    case processorUtilisation
    case queueMean
    case queueMax

    /// Waits for a worker or connection: `wait.mean`, `wait.p95`, `wait.max`.
    case wait(Statistic)
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

    /// Of a service whose instances come and go: `instances.max`, `instances.killed`.
    case turnover(TurnoverFigure)

    /// Of a queue: `jobs.lost`.
    case jobs(JobFigure)

    /// Of a queue, from the acceptance of a job to its end: `timeToSuccess.p95`, `timeToFailure.max`.
    case timeToSuccess(Statistic)
    case timeToFailure(Statistic)

    /// Of an external endpoint: `effects.duplicates`.
    case effects(EffectFigure)

    /// A counter that handlers of a component count with: `counter.db_errors_total`.
    case counter(String)

    /// What running processes still know of such a counter: `remembered.db_errors_total`.
    case remembered(String)

    /// Of a detector: `flags.count`, `flags.share`, `flags.first`.
    case flags(FlagFigure)

    /// Of a service with a health endpoint, as its probes found it: `health.degraded`.
    case health(HealthFigure)

    /// What the answers of a component said besides a status: `filters.hsts`.
    case filters(FilterFigure)

    /// What the clients of a population did by themselves: `browser.redirects`.
    case browser(BrowserFigure)

    /// Of a balancer, over all targets and processes: `checks.failed`.
    case checks(CheckFigure)

    /// What a cache or a copy of a database served although it had been written since.
    case staleReads

    /// Writes that were acknowledged and are gone: with a primary, or with a process that would have
    /// made them later.
    case lostWrites
  }

  public enum TurnoverFigure: String, CaseIterable, Hashable, Sendable {
    /// Instances that are ready.
    case mean
    case maximum = "max"
    case atEnd

    /// Instances that became ready, and that ended because they were told to.
    case started, stopped

    /// Requests broken off by an end.
    case killed
  }

  /// What became of jobs.
  public enum JobFigure: String, CaseIterable, Hashable, Sendable {
    case accepted, succeeded, failed, lost, unfinished, redelivered, blocked, duplicates, suppressed
  }

  /// What calls of an external endpoint came to.
  public enum EffectFigure: String, CaseIterable, Hashable, Sendable {
    case total, duplicates, suppressed
  }

  /// What answers said.
  public enum FilterFigure: String, CaseIterable, Hashable, Sendable {
    /// Sent to https, and asked to come by https from then on.
    case redirects, hsts
    case preflights, retryAfter
  }

  /// What checks of targets came to.
  public enum CheckFigure: String, CaseIterable, Hashable, Sendable {
    case sent, failed

    /// How often a target was left out for it, and how often it was back.
    case wentDown, cameUp
  }

  /// What clients did by themselves.
  public enum BrowserFigure: String, CaseIterable, Hashable, Sendable {
    case redirects, loops, upgrades, preflights, blocked, refreshes
  }

  /// What probes found in a window.
  public enum HealthFigure: String, CaseIterable, Hashable, Sendable {
    /// Share of the time in which it was degraded or worse; and in which it was unhealthy.
    case degraded, unhealthy

    /// From the start of the window until it was; 0 if it already was.
    case untilDegraded, untilUnhealthy

    /// How often it changed.
    case changes
  }

  /// What a detector flagged in a window.
  public enum FlagFigure: String, CaseIterable, Hashable, Sendable {
    /// How many steps, and which share of those that it judged.
    case count, share

    /// From the start of the window to the start of the first step that it flagged.
    case first
  }

  /// What is counted.
  public enum Counter: String, CaseIterable, Hashable, Sendable {
    /// Of a client.
    case offered, completed, succeeded, failed

    /// Of a component.
    case arrivals, completions, failures, turnedAway

    /// Of a cache.
    case hits, misses

    /// Of anyone: what was under way when the window began, and what still is at its end.
    case carried, unfinished
  }

  public enum BreakerFigure: String, CaseIterable, Hashable, Sendable {
    case permitted, trials, rejected, opened, reopened, closed
  }

  public enum Statistic: Hashable, Sendable {
    case mean
    case maximum

    /// `perMillion` of 950,000 is the 95th percentile.
    case quantile(perMillion: Int)
  }

  /// What is looked at.
  public var figure: Figure
  public var bound: Bound

  /// What the bound is relative to; `nil` for the numbers of the bound themselves.
  public var comparand: Comparand?

  /// Whether the bound is a claim that is known not to hold: the expectation passes if it does not.
  public var isExpectedToFail = false

  /// What the claim says, in the author's words.
  public var about: String?

  /// Where the claim comes from, in the author's words.
  public var source: String?

  /// As the author would write it, for reports: `latency.p95 of web below 200ms`.
  public var text: String

  public init(_ figure: Figure, _ bound: Bound, text: String) {
    self.figure = figure
    self.bound = bound
    self.text = text
  }

  public init(
    metric: Metric, of subject: String, request: String? = nil, _ bound: Bound,
    window: Window? = nil, text: String
  ) {
    var figure = Figure(metric, of: subject)
    figure.request = request
    figure.window = window
    self.init(figure, bound, text: text)
  }

  /// Everything that is to be observed in the run itself.
  public var figures: [Figure] {
    let others = comparand?.terms.filter { $0.reference == nil } ?? []
    return [figure] + others.map(\.figure)
  }

  /// Whether an observed value is what the author is content with.
  ///
  /// - Parameter base: What the bound is relative to.
  public func isMet(by value: Double, against base: Double = 0) -> Bool {
    bound.holds(for: comparand == nil ? value : value - base) != isExpectedToFail
  }
}
