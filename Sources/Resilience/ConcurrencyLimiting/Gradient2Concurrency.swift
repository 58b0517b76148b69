public import TimeBase

/// Compares each round trip with the long-term mean: while they are alike, the limit grows by a small
/// queue, and as they grow longer it shrinks in proportion, down to a half at a time.
///
/// The mean is that of the first ten samples, and from then on moves exponentially. It is pulled down by
/// a twentieth whenever it is more than twice a sample, so that it recovers from a bad time. Drops
/// play no part; a limit that is less than half used does not move.
///
/// In doubles, as in the library.
///
/// - SeeAlso: Netflix concurrency-limits, `Gradient2Limit` and `ExpAvgMeasurement`.
@frozen
public struct Gradient2Concurrency: ConcurrencyPolicy {
  public let initial: Int
  public let lowest: Int
  public let highest: Int

  /// How far the limit moves towards what a sample says, in `0...1`.
  public let smoothing: Double

  /// The queue that is allowed for, in requests.
  public let queueSize: Int

  /// About how many samples the long-term mean covers.
  public let longWindow: Int

  /// How much longer than the mean a round trip may take without consequences; 1 or more.
  public let tolerance: Double

  /// The defaults are those of the library.
  public init(
    initial: Int = 20, lowest: Int = 20, highest: Int = 200, smoothing: Double = 0.2,
    queueSize: Int = 4, longWindow: Int = 600, tolerance: Double = 1.5
  ) {
    self.initial = initial
    self.lowest = lowest
    self.highest = highest
    self.smoothing = smoothing
    self.queueSize = queueSize
    self.longWindow = longWindow
    self.tolerance = tolerance
  }

  public var problem: String? {
    if !(0...1).contains(smoothing) { return "the smoothing must be in 0...1, and is \(smoothing)" }
    if !(0...1_000_000).contains(queueSize) {
      return "the queue must be in 0...1000000 requests, and is \(queueSize)"
    }
    if !(1...1_000_000_000).contains(longWindow) {
      return "the long window must be in 1...1000000000 samples, and is \(longWindow)"
    }
    if !(tolerance >= 1 && tolerance <= 1_000) {
      return "the tolerance must be in 1...1000, and is \(tolerance)"
    }
    return ConcurrencyLimits.problem(lowest: lowest, initial: initial, highest: highest)
  }

  public var highestLimit: Int { highest }

  @frozen
  public struct State: BitwiseCopyable, Hashable, Sendable {
    /// The limit before it is cut to a whole number.
    public internal(set) var limit: Double

    /// The long-term mean of the round trips in nanoseconds.
    public internal(set) var longRoundTrip = 0.0

    var sum = 0.0
    var sampleCount = 0

    init(limit: Double) { self.limit = limit }
  }

  public func makeState(at start: Instant) -> State { State(limit: Double(initial)) }

  public func limit(in state: inout State, at now: Instant) -> Int { Int(state.limit) }

  public func record(_ sample: ConcurrencySample, in state: inout State, word: UInt64) {
    let short = Double(max(1, sample.roundTrip.nanoseconds))
    let long = add(short, to: &state)
    if long / short > 2 { state.longRoundTrip *= 0.95 }
    guard Double(sample.inFlight) >= state.limit / 2 else { return }
    let gradient = max(0.5, min(1, tolerance * long / short))
    let target = state.limit * gradient + Double(queueSize)
    let moved = state.limit * (1 - smoothing) + target * smoothing
    state.limit = max(Double(lowest), min(Double(highest), moved))
  }

  /// How many samples are simply averaged at first.
  private static let warmUp = 10

  private func add(_ roundTrip: Double, to state: inout State) -> Double {
    if state.sampleCount < Self.warmUp {
      state.sampleCount += 1
      state.sum += roundTrip
      state.longRoundTrip = state.sum / Double(state.sampleCount)
    } else {
      let factor = 2 / Double(longWindow + 1)
      state.longRoundTrip = state.longRoundTrip * (1 - factor) + roundTrip * factor
    }
    return state.longRoundTrip
  }
}
