public import TimeBase

/// Lets other rules learn from means over short windows instead of from each request.
///
/// A window ends with the first request that ends after it, and is handed on if it holds enough
/// samples: the mean of the round trips, the most requests under way, and whether any was dropped.
/// Very short round trips, of what was answered without work, are left out.
///
/// - SeeAlso: Netflix concurrency-limits, `WindowedLimit` with `AverageSampleWindowFactory`.
@frozen
public struct WindowedConcurrency<Base: ConcurrencyPolicy>: ConcurrencyPolicy {
  public let base: Base

  /// A window is twice as long as the shortest round trip in the one before, within these bounds.
  public let shortest: TimeSpan
  public let longest: TimeSpan

  /// The fewest samples that are handed on; 1 or more.
  public let samples: Int

  /// Round trips that are shorter are left out.
  public let threshold: TimeSpan

  /// The defaults are those of the library.
  public init(
    _ base: Base, shortest: TimeSpan = .seconds(1), longest: TimeSpan = .seconds(1),
    samples: Int = 10, threshold: TimeSpan = .microseconds(100)
  ) {
    self.base = base
    self.shortest = shortest
    self.longest = longest
    self.samples = samples
    self.threshold = threshold
  }

  public var problem: String? {
    if samples < 1 { return "a window needs one sample or more, not \(samples)" }
    if shortest <= .zero || longest < shortest {
      return "a window must be longer than zero and at most the longest, and is \(shortest) to "
        + "\(longest)"
    }
    return base.problem
  }

  public var highestLimit: Int { base.highestLimit }

  @frozen
  public struct State: Sendable {
    public internal(set) var base: Base.State

    var end: Instant
    var count = 0
    var sum: Int128 = 0
    var minimum = TimeSpan.forever
    var maximumInFlight = 0
    var sawDrop = false

    init(base: Base.State, end: Instant) {
      self.base = base
      self.end = end
    }
  }

  public func makeState(at start: Instant) -> State {
    State(base: base.makeState(at: start), end: start)
  }

  public func limit(in state: inout State, at now: Instant) -> Int {
    base.limit(in: &state.base, at: now)
  }

  public func record(_ sample: ConcurrencySample, in state: inout State, word: UInt64) {
    guard sample.roundTrip >= threshold else { return }
    state.count += 1
    state.sum += Int128(sample.roundTrip.nanoseconds)
    state.minimum = min(state.minimum, sample.roundTrip)
    state.maximumInFlight = max(state.maximumInFlight, sample.inFlight)
    state.sawDrop = state.sawDrop || sample.wasDropped
    guard sample.end > state.end else { return }
    let window = state
    state = State(
      base: window.base, end: sample.end + min(max(window.minimum * 2, shortest), longest))
    guard window.count >= samples else { return }
    let mean = TimeSpan(nanoseconds: Int64(window.sum / Int128(window.count)))
    base.record(
      ConcurrencySample(
        start: sample.start, roundTrip: mean, inFlight: window.maximumInFlight,
        wasDropped: window.sawDrop),
      in: &state.base, word: word)
  }
}
