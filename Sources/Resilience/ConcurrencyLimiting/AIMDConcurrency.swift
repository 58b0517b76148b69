public import TimeBase

/// Additive increase, multiplicative decrease: one more after each request that went well while the
/// limit was at least half used, a tenth less after each that was dropped or took too long.
///
/// - SeeAlso: Netflix concurrency-limits, `AIMDLimit`; Chiu and Jain, *Analysis of the increase and
///   decrease algorithms for congestion avoidance*, 1989.
@frozen
public struct AIMDConcurrency: ConcurrencyPolicy {
  public let initial: Int
  public let lowest: Int
  public let highest: Int

  /// What is left of the limit after a drop, in `0.5..<1`; the result is cut to a whole number.
  public let backoff: Double

  /// A request that took longer counts as dropped.
  public let timeout: TimeSpan

  /// The defaults are those of the library.
  public init(
    initial: Int = 20, lowest: Int = 20, highest: Int = 200, backoff: Double = 0.9,
    timeout: TimeSpan = .seconds(5)
  ) {
    self.initial = initial
    self.lowest = lowest
    self.highest = highest
    self.backoff = backoff
    self.timeout = timeout
  }

  public var problem: String? {
    if !(backoff >= 0.5 && backoff < 1) {
      return "the backoff must be at least 0.5 and less than 1, and is \(backoff)"
    }
    if timeout <= .zero { return "the timeout must be longer than zero, and is \(timeout)" }
    return ConcurrencyLimits.problem(lowest: lowest, initial: initial, highest: highest)
  }

  public var highestLimit: Int { highest }

  /// The limit is all there is to remember.
  public func makeState(at start: Instant) -> Int { initial }

  public func limit(in state: inout Int, at now: Instant) -> Int { state }

  public func record(_ sample: ConcurrencySample, in state: inout Int, word: UInt64) {
    if sample.wasDropped || sample.roundTrip > timeout {
      state = Int(Double(state) * backoff)
    } else if sample.inFlight * 2 >= state {
      state += 1
    }
    state = min(highest, max(lowest, state))
  }
}
