public import TimeBase

/// A number of permits for each cycle, and reservations of those of cycles to come: the rate limiter
/// of Resilience4j.
///
/// Time since the limiter was made is divided in cycles. With each, the permits come back, up to the
/// limit. A request that finds too few may reserve them ahead if it then waits no longer than the
/// timeout: the number of permits turns negative, and the request is delayed into the cycle in
/// which they are there. A rejected request reserves nothing.
///
/// Requests that were delayed into a cycle all start with it: unlike a ``LeakyBucket``, this does not
/// space them.
///
/// - SeeAlso: Resilience4j, `AtomicRateLimiter`.
public typealias CyclicPermits = SingleLimiter<CyclicPermitsPolicy>

/// The limit, the cycles and the patience of ``CyclicPermits``.
@frozen
public struct CyclicPermitsPolicy: Hashable, Sendable {
  /// The permits of one cycle; 1 or more. Resilience4j calls it `limitForPeriod`.
  public let limit: Int64

  /// The length of a cycle; longer than zero. Resilience4j calls it `limitRefreshPeriod`.
  public let cycle: TimeSpan

  /// The longest wait of an admitted request; Resilience4j's `timeoutDuration`.
  public let timeout: TimeSpan

  /// The defaults are those of Resilience4j, the surprising cycle of 500 ns included.
  @inlinable
  public init(
    limit: Int64 = 50, cycle: TimeSpan = .nanoseconds(500), timeout: TimeSpan = .seconds(5)
  ) {
    self.limit = limit
    self.cycle = cycle
    self.timeout = timeout
  }

  public var problem: String? {
    if limit < 1 { return "a cycle needs one permit or more, not \(limit)" }
    if cycle <= .zero { return "a cycle must be longer than zero, and is \(cycle)" }
    return timeout < .zero ? "the timeout must not be negative, and is \(timeout)" : nil
  }

  @frozen
  public struct State: BitwiseCopyable, Hashable, Sendable {
    @usableFromInline var cycle: EpochWindow

    /// Negative if those of later cycles are reserved: at most a limit for each nanosecond of the
    /// longest timeout, which is why this is so wide.
    @usableFromInline var permits: Int128

    @inlinable
    init(cycle: EpochWindow, permits: Int128) {
      self.cycle = cycle
      self.permits = permits
    }
  }
}

extension CyclicPermitsPolicy: RateLimitPolicy {
  /// - Precondition: `problem` is `nil`.
  @inlinable
  public func makeState(at now: Instant) -> State {
    State(cycle: EpochWindow(start: now), permits: Int128(limit))
  }

  @inlinable
  public func admit(cost: Int64, to state: inout State, at now: Instant) -> RateLimitDecision {
    precondition(cost >= 0, "a request cannot cost \(cost) permits")
    advance(&state, to: now)
    guard state.permits >= Int128(cost) else {
      return cost == 0 ? .admitted : reserve(cost, in: &state, at: now)
    }
    state.permits &-= Int128(cost)
    return .admitted
  }

  public func status(of state: State, at now: Instant) -> RateLimitStatus {
    var current = state
    advance(&current, to: now)
    return RateLimitStatus(
      limit: limit, remaining: Int64(max(0, current.permits)),
      resetAfter: current.cycle.remaining(at: now, length: cycle))
  }

  @inlinable
  func advance(_ state: inout State, to now: Instant) {
    let count = state.cycle.advance(to: now, length: cycle)
    if count > 0 {
      // No timeout is longer than 2^63 cycles, so after that many nothing is reserved any more.
      let gained = Int128(min(count, 1 << 63)) &* Int128(limit)
      state.permits = min(Int128(limit), state.permits &+ gained)
    }
  }

  @usableFromInline
  @inline(never)
  func reserve(_ cost: Int64, in state: inout State, at now: Instant) -> RateLimitDecision {
    let untilNext = Int128(state.cycle.remaining(at: now, length: cycle).nanoseconds)
    let wait = untilNext + fullCycles(for: cost, with: state.permits) * length
    guard wait <= Int128(timeout.nanoseconds) else {
      return .rejected(retryAfter: retry(of: cost, by: state, untilNext, wait))
    }
    state.permits -= Int128(cost)
    return .delayed(TimeSpan(nanoseconds: Int64(wait)))
  }

  private var length: Int128 { Int128(cycle.nanoseconds) }

  /// The cycles beyond the next that must pass until there are enough permits.
  private func fullCycles(for cost: Int64, with permits: Int128) -> Int128 {
    let missing = Int128(cost) - permits - Int128(limit)
    return missing <= 0 ? 0 : (missing + Int128(limit) - 1) / Int128(limit)
  }

  /// When the wait would be within the timeout.
  ///
  /// While permits accumulate, the instant at which there are enough stands still and the wait
  /// shrinks as time goes on. Once they are at the limit, which more expensive requests exceed, every
  /// cycle is like the one before.
  private func retry(
    of cost: Int64, by state: State, _ untilNext: Int128, _ wait: Int128
  ) -> TimeSpan? {
    let patience = Int128(timeout.nanoseconds)
    let accumulating = (Int128(limit) - state.permits) / Int128(limit)
    let full = untilNext + accumulating * length
    var retry = wait - patience
    if retry >= full {
      retry = full
      if cost > limit {
        let phase = (fullCycles(for: cost, with: Int128(limit)) + 1) * length - patience
        if phase >= length { return nil }
        retry += max(0, phase)
      }
    }
    return TimeSpan(nanoseconds: Int64(clamping: retry))
  }
}
