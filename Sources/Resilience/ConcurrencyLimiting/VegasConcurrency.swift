public import TimeBase

/// Estimates from the round trips how many requests queue, and keeps that queue short, as TCP Vegas
/// does with segments.
///
/// The shortest round trip seen is taken for that without load. What is beyond it, in proportion, is
/// the share of the limit that queues: with hardly any the limit grows fast, with few slowly, and
/// with many it shrinks. As the shortest round trip may be out of date, it is measured anew after a
/// random number of samples, in proportion to the limit.
///
/// - SeeAlso: Netflix concurrency-limits, `VegasLimit`; Brakmo and Peterson, *TCP Vegas*, 1995.
@frozen
public struct VegasConcurrency: ConcurrencyPolicy {
  public let initial: Int
  public let highest: Int

  /// The queue up to which the limit grows slowly.
  public let alpha: Amount

  /// The queue beyond which the limit shrinks, and by how much it grows fast.
  public let beta: Amount

  /// How far the limit moves towards what a sample says, in `0...1`.
  public let smoothing: Double

  /// After about how many times the limit in samples the shortest round trip is measured anew.
  public let probeMultiplier: Int

  /// A number of requests.
  @frozen
  public enum Amount: Hashable, Sendable {
    case requests(Int)

    /// So many times the decimal logarithm of the limit, cut to a whole number, but at least 1.
    case logarithms(Int)

    func requests(at limit: Int) -> Int {
      switch self {
      case .requests(let count): count
      case .logarithms(let factor): factor * VegasConcurrency.step(at: limit)
      }
    }

    var isSmall: Bool {
      switch self {
      case .requests(let count), .logarithms(let count): (0...1_000_000).contains(count)
      }
    }
  }

  /// The defaults are those of the library.
  public init(
    initial: Int = 20, highest: Int = 1_000, alpha: Amount = .logarithms(3),
    beta: Amount = .logarithms(6), smoothing: Double = 1, probeMultiplier: Int = 30
  ) {
    self.initial = initial
    self.highest = highest
    self.alpha = alpha
    self.beta = beta
    self.smoothing = smoothing
    self.probeMultiplier = probeMultiplier
  }

  public var problem: String? {
    if !(0...1).contains(smoothing) { return "the smoothing must be in 0...1, and is \(smoothing)" }
    if !alpha.isSmall || !beta.isSmall {
      return "alpha and beta must be in 0...1000000, and are \(alpha) and \(beta)"
    }
    if !(1...1_000_000).contains(probeMultiplier) {
      return "the probe multiplier must be in 1...1000000, and is \(probeMultiplier)"
    }
    return ConcurrencyLimits.problem(lowest: 1, initial: initial, highest: highest)
  }

  public var highestLimit: Int { highest }

  @frozen
  public struct State: BitwiseCopyable, Hashable, Sendable {
    /// The limit before it is cut to a whole number.
    public internal(set) var limit: Double

    /// The shortest round trip; zero before the first.
    public internal(set) var unloadedRoundTrip = TimeSpan.zero

    /// Samples since the shortest round trip was last measured anew.
    var sampleCount = 0

    /// In `0.5..<1`, drawn for each time between.
    var probeJitter = 0.5

    init(limit: Double) { self.limit = limit }
  }

  /// The first probe comes as early as any may; for all others the time is drawn.
  public func makeState(at start: Instant) -> State { State(limit: Double(initial)) }

  public func limit(in state: inout State, at now: Instant) -> Int { Int(state.limit) }

  public func record(_ sample: ConcurrencySample, in state: inout State, word: UInt64) {
    let roundTrip = max(.nanoseconds(1), sample.roundTrip)
    state.sampleCount += 1
    if state.probeJitter * Double(probeMultiplier) * state.limit <= Double(state.sampleCount) {
      state.probeJitter = 0.5 + Double(word >> 11) * 0x1p-54
      state.sampleCount = 0
      state.unloadedRoundTrip = roundTrip
    } else if state.unloadedRoundTrip == .zero || roundTrip < state.unloadedRoundTrip {
      state.unloadedRoundTrip = roundTrip
    } else if let target = target(for: sample, roundTrip, in: state) {
      let clamped = max(1, min(Double(highest), target))
      state.limit = (1 - smoothing) * state.limit + smoothing * clamped
    }
  }

  /// Where the limit should be; `nil` if it is right as it is.
  private func target(
    for sample: ConcurrencySample, _ roundTrip: TimeSpan, in state: State
  ) -> Double? {
    let unloaded = Double(state.unloadedRoundTrip.nanoseconds)
    let share = 1 - unloaded / Double(roundTrip.nanoseconds)
    let queue = (state.limit * share).rounded(.up)
    let whole = Int(state.limit)
    let step = Double(Self.step(at: whole))
    if sample.wasDropped { return state.limit - step }
    if Double(sample.inFlight) * 2 < state.limit { return nil }
    let (alpha, beta) = (Double(alpha.requests(at: whole)), Double(beta.requests(at: whole)))
    if queue <= step { return state.limit + beta }
    if queue < alpha { return state.limit + step }
    return queue > beta ? state.limit - step : nil
  }

  /// The decimal logarithm, cut to a whole number, but at least 1.
  static func step(at limit: Int) -> Int {
    var (logarithm, power) = (0, 10)
    while limit >= power {
      logarithm += 1
      power *= 10
    }
    return max(1, logarithm)
  }
}
