public import TimeBase

/// Limits how many requests are under way at once, by rules that may learn the limit from how long
/// they take.
///
/// ```
/// var limiter = ConcurrencyLimiter(VegasConcurrency())
/// if let token = limiter.acquire(at: now).token {
///   …
///   limiter.release(token, as: .success, at: later, word: generator.next())
/// }
/// ```
///
/// A limit that falls below what is under way takes nothing back; it admits no more until enough
/// have ended. Where requests should wait for their turn instead of being rejected, put a
/// ``FairSemaphore`` in front.
///
/// Takes constant time; memory for as many requests as were ever under way at once, 24 bytes each.
@frozen
public struct ConcurrencyLimiter<Policy: ConcurrencyPolicy>: Sendable {
  public let policy: Policy

  @usableFromInline var state: Policy.State
  @usableFromInline var underWay: TokenSlab<Admission>

  @usableFromInline var rejected: Int64 = 0

  /// What is remembered of a request under way.
  @frozen
  @usableFromInline
  struct Admission: BitwiseCopyable, Sendable {
    @usableFromInline let start: Instant
    @usableFromInline let inFlight: Int32

    @inlinable
    init(start: Instant, inFlight: Int32) {
      self.start = start
      self.inFlight = inFlight
    }
  }

  /// - Precondition: `policy.problem` is `nil`.
  @inlinable
  public init(_ policy: Policy, at start: Instant = .zero) {
    precondition(policy.problem == nil, "concurrency limiter: \(policy.problem ?? "")")
    self.policy = policy
    state = policy.makeState(at: start)
    underWay = TokenSlab(limit: policy.highestLimit)
  }

  /// Decides on a request that arrives at `now`.
  @specialized(where Policy == FixedConcurrency)
  @specialized(where Policy == AIMDConcurrency)
  @specialized(where Policy == Gradient2Concurrency)
  @specialized(where Policy == VegasConcurrency)
  @specialized(where Policy == GradientConcurrency)
  @inlinable
  public mutating func acquire(at now: Instant) -> ConcurrencyDecision {
    guard underWay.count < policy.limit(in: &state, at: now) else {
      rejected &+= 1
      return .rejected
    }
    let inFlight = Int32(truncatingIfNeeded: underWay.count &+ 1)
    return .admitted(
      ConcurrencyToken(underWay.insert(Admission(start: now, inFlight: inFlight))))
  }

  /// Takes note of the end of a request.
  ///
  /// - Parameters:
  ///   - outcome: A failure is one that means overload; what is to be ignored teaches nothing.
  ///   - word: Random bits for the rules that probe at random times; 0 makes them probe as early
  ///     as they may.
  /// - Precondition: `token` was admitted by this limiter and has not been released.
  @specialized(where Policy == FixedConcurrency)
  @specialized(where Policy == AIMDConcurrency)
  @specialized(where Policy == Gradient2Concurrency)
  @specialized(where Policy == VegasConcurrency)
  @specialized(where Policy == GradientConcurrency)
  @inlinable
  public mutating func release(
    _ token: ConcurrencyToken, as outcome: CallOutcome, at now: Instant, word: UInt64 = 0
  ) {
    precondition(
      underWay.contains(token.slab),
      "the request \(token) is not one of the \(underWay.count) under way: it was released before or "
        + "never admitted here")
    let admission = underWay.remove(at: token.slab.index)
    guard outcome != .ignored else { return }
    let sample = ConcurrencySample(
      start: admission.start, roundTrip: max(.zero, now - admission.start),
      inFlight: Int(admission.inFlight), wasDropped: outcome == .failure)
    policy.record(sample, in: &state, word: word)
  }

  /// How many requests are under way.
  @inlinable
  public var inFlightCount: Int { underWay.count }

  /// How many requests were rejected.
  @inlinable
  public var rejectedCount: Int64 { rejected }

  /// The limit at `now`.
  public func limit(at now: Instant) -> Int {
    var copy = state
    return policy.limit(in: &copy, at: now)
  }
}
