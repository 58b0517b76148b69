public import TimeBase

/// Envoy's adaptive concurrency: compares a percentile of the latencies of each window with the one
/// that was measured with hardly any load.
///
///       at first, and every so often           fifty samples
///      ───────────────────────▶ measuring ──────────────────────▶ running
///                              (limit: lowest)                     │   each window:
///             ▲                                                    │   limit * gradient
///             └──────── interval and jitter, or five windows ◀─────┘   + its square root
///                       in a row at the lowest limit
///
/// While it measures, the limit is held at the lowest, and only requests that were admitted since
/// count. Then the limit goes back to where it was, and each window with samples moves it by the
/// gradient, which is the unloaded latency, with some margin, over that of the window, in `0.5...2`.
///
/// Timers that are due are caught up with when a request comes or ends. At equal times a request that
/// ends comes first, then the end of a window, then the start of a measurement, then new requests.
///
/// Percentiles are off by less than 1 %, those of the histogram that Envoy uses by up to 5 %; latencies
/// are counted in nanoseconds where Envoy cuts to microseconds.
///
/// - SeeAlso: Envoy, `GradientController` of its adaptive concurrency filter.
@frozen
public struct GradientConcurrency: ConcurrencyPolicy {
  /// How often the limit is updated; Envoy's `concurrency_update_interval`, without a default.
  public let updateInterval: TimeSpan

  /// How often the unloaded latency is measured, counted from the end of one measurement to the start of
  /// the next; Envoy's `interval` of `min_rtt_calc_params`, without a default.
  public let measureInterval: TimeSpan

  /// What is added to that at random, as a share, in `0...1`.
  public let jitter: Double

  /// How many samples a measurement takes.
  public let measureSamples: Int

  /// The limit while measuring, and the lowest at all; Envoy's `min_concurrency`.
  public let lowest: Int

  /// Envoy's `max_concurrency_limit`.
  public let highest: Int

  /// The percentile of latencies that is compared, as a share, in `0...1`.
  public let percentile: Double

  /// How much longer than unloaded a latency may be without consequences, as a share.
  public let buffer: Double

  /// The defaults are those of Envoy.
  public init(
    updateInterval: TimeSpan, measureInterval: TimeSpan, jitter: Double = 0.15,
    measureSamples: Int = 50, lowest: Int = 3, highest: Int = 1_000, percentile: Double = 0.5,
    buffer: Double = 0.25
  ) {
    self.updateInterval = updateInterval
    self.measureInterval = measureInterval
    self.jitter = jitter
    self.measureSamples = measureSamples
    self.lowest = lowest
    self.highest = highest
    self.percentile = percentile
    self.buffer = buffer
  }

  public var problem: String? {
    if updateInterval <= .zero || measureInterval <= .zero {
      return "the intervals must be longer than zero, and are \(updateInterval) and "
        + "\(measureInterval)"
    }
    if !(0...1).contains(jitter) { return "the jitter must be in 0...1, and is \(jitter)" }
    if !(0...1).contains(percentile) {
      return "the percentile must be in 0...1, and is \(percentile)"
    }
    if !(0...1_000).contains(buffer) { return "the buffer must be in 0...1000, and is \(buffer)" }
    if measureSamples < 1 {
      return "a measurement takes one sample or more, not \(measureSamples)"
    }
    return ConcurrencyLimits.problem(lowest: lowest, initial: lowest, highest: highest)
  }

  public var highestLimit: Int { highest }

  public struct State: Hashable, Sendable {
    /// The limit in force.
    public package(set) var limit: Int

    /// The latency without load; zero before it was first measured.
    public internal(set) var unloadedLatency = TimeSpan.zero

    /// The limit to go back to, while measuring.
    var deferredLimit: Int?

    /// Requests that were admitted before do not count.
    var epoch: Instant

    var latencies = LatencyTally()

    /// How often in a row a window has left the limit at the lowest.
    var lowestCount = 0

    /// The end of the window, and the start of the next measurement.
    var windowEnd: Instant
    var measureStart = Instant.distantFuture

    /// Whether the unloaded latency is being measured.
    public var isMeasuring: Bool { deferredLimit != nil }
  }

  public func makeState(at start: Instant) -> State {
    State(
      limit: lowest, deferredLimit: lowest, epoch: start, windowEnd: start + updateInterval)
  }

  public func limit(in state: inout State, at now: Instant) -> Int {
    fire(in: &state, through: now)
    return state.limit
  }

  public func record(_ sample: ConcurrencySample, in state: inout State, word: UInt64) {
    let now = sample.end
    // Timers that are due at this very instant come after the end of a request.
    fire(in: &state, through: now - .nanoseconds(1))
    guard sample.start >= state.epoch else { return }
    state.latencies.add(sample.roundTrip)
    if state.isMeasuring, state.latencies.count >= measureSamples {
      endMeasurement(of: &state, at: now, word: word)
    }
  }
}
