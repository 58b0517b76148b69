public import TimeBase

/// An estimate of a target's latency that jumps up at once and comes down slowly.
///
/// A call slower than the estimate becomes the estimate; a faster one moves it by 1 - e^(-Δ/τ), where
/// Δ is the time since the last look. Reading the load lets the estimate decay as a call of no
/// duration would. The load is the estimate times the calls under way and one more.
///
/// - SeeAlso: Finagle, *Peak EWMA*; Tower, *peak_ewma*.
@frozen
public struct PeakEWMA: BitwiseCopyable, Hashable, Sendable {
  /// How fast estimates fade and what a target starts with.
  @frozen
  public struct Policy: BitwiseCopyable, Hashable, Sendable {
    /// After which time an observation counts for 1/e of what it did; τ.
    public var decay: TimeSpan

    /// The latency that is assumed of a target nobody has called yet. Zero makes it cheapest for its
    /// first call and all but closed for a second until the first is over, as in Finagle; Tower
    /// assumes a second, Linkerd 30 ms.
    public var initialLatency: TimeSpan

    /// Finagle's defaults.
    @inlinable
    public init(decay: TimeSpan = .seconds(10), initialLatency: TimeSpan = .zero) {
      self.decay = decay
      self.initialLatency = initialLatency
    }

    /// What makes the policy unusable, if anything.
    public var problem: String? {
      if decay <= .zero { return "an estimate cannot fade over \(decay); use more than 0s" }
      if initialLatency < .zero { return "an initial latency cannot be \(initialLatency)" }
      return nil
    }
  }

  /// The load of a target that has calls under way and has answered none.
  static let penalty = 140_737_488_355_327.0

  /// The estimate in nanoseconds, as of the last look.
  public private(set) var cost: Double

  /// When that was.
  private var stamp: Int64

  /// A target that nobody has called.
  public init(_ policy: Policy, at now: Instant = .zero) {
    cost = Double(policy.initialLatency.nanoseconds)
    stamp = now.nanoseconds
  }

  /// Takes note of how long a call took, whatever its outcome.
  public mutating func observe(_ latency: TimeSpan, at now: Instant, under policy: Policy) {
    let elapsed = (now - Instant(nanoseconds: stamp)).nanoseconds
    let sample = Double(max(latency, .zero).nanoseconds)
    if sample > cost {
      cost = sample
    } else {
      let kept = ExponentialDecay.share(leftAfter: elapsed, of: policy.decay.nanoseconds)
      cost = cost * kept + sample * (1 - kept)
    }
    stamp = max(stamp, now.nanoseconds)
  }

  /// The load as one more call would see it, in nanoseconds.
  public mutating func load(pending: Int, at now: Instant, under policy: Policy) -> Double {
    observe(.zero, at: now, under: policy)
    if cost == 0, pending > 0 { return Self.penalty + Double(pending) }
    return cost * Double(pending + 1)
  }
}
