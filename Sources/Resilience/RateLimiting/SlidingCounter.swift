public import TimeBase

/// About as many requests in any window as the limit says, estimated from two counters.
///
/// Of the previous aligned window, as large a share is counted as still lies within one window
/// length of now; requests are taken to have been spread evenly over it. A burst at the end of the
/// previous window is therefore under-counted at first, and one at its start over-counted: the
/// price of two numbers a key where a ``SlidingLog`` keeps every instant.
///
/// All in integers: with windows of length *W*, of which *e* have elapsed, a request passes while
/// `previous * (W - e) + current * W < limit * W`. One of cost *q* passes if its last unit would.
///
/// - SeeAlso: Cloudflare, *How we built rate limiting capable of scaling to millions of domains*, 2017;
///   `Rate` of Cloudflare's Pingora.
public typealias SlidingCounter = SingleLimiter<SlidingCounterPolicy>

/// The limit and the window of a ``SlidingCounter``.
@frozen
public struct SlidingCounterPolicy: Hashable, Sendable {
  /// The most that is estimated to pass in one window; 0 rejects everything.
  public let limit: Int64

  /// The length of a window; longer than zero.
  public let window: TimeSpan

  @inlinable
  public init(limit: Int64, window: TimeSpan) {
    self.limit = limit
    self.window = window
  }

  public var problem: String? { WindowLimits.problem(limit: limit, window: window) }

  @frozen
  public struct State: BitwiseCopyable, Hashable, Sendable {
    @usableFromInline var window: EpochWindow
    @usableFromInline var previous: Int64
    @usableFromInline var current: Int64

    @inlinable
    init(window: EpochWindow, previous: Int64, current: Int64) {
      self.window = window
      self.previous = previous
      self.current = current
    }
  }
}

extension SlidingCounterPolicy: RateLimitPolicy {
  /// - Precondition: `problem` is `nil`.
  @inlinable
  public func makeState(at now: Instant) -> State {
    State(window: EpochWindow(at: now, length: window), previous: 0, current: 0)
  }

  @inlinable
  public func admit(cost: Int64, to state: inout State, at now: Instant) -> RateLimitDecision {
    precondition(cost >= 0, "a request cannot cost \(cost)")
    advance(&state, to: now)
    guard cost > 0 else { return .admitted }
    guard cost <= limit else { return .rejected(retryAfter: nil) }
    // The estimate must stay below this before the request is counted.
    let bound = limit &- cost &+ 1
    let left = length &- min(length, state.window.elapsed(at: now))
    let weighted = weight(of: state.previous, left) &+ weight(of: state.current, length)
    guard weighted < weight(of: bound, length) else {
      return rejection(by: state, below: bound, with: left, at: now)
    }
    state.current &+= cost
    return .admitted
  }

  public func status(of state: State, at now: Instant) -> RateLimitStatus {
    var current = state
    advance(&current, to: now)
    let left = length - min(length, current.window.elapsed(at: now))
    let weighted = weight(of: current.previous, left) + weight(of: current.current, length)
    let full = weight(of: limit, length)
    let room = full > weighted ? full - weighted : 0
    return RateLimitStatus(
      limit: limit, remaining: Int64((room + UInt128(length) - 1) / UInt128(length)),
      resetAfter: current.window.remaining(at: now, length: window))
  }

  public func isRested(_ state: State, at now: Instant) -> Bool {
    var current = state
    advance(&current, to: now)
    return current.previous == 0 && current.current == 0
  }

  @inlinable
  var length: UInt64 { UInt64(bitPattern: window.nanoseconds) }

  @inlinable
  func weight(of count: Int64, _ length: UInt64) -> UInt128 {
    UInt128(UInt64(bitPattern: count)) &* UInt128(length)
  }

  @inlinable
  func advance(_ state: inout State, to now: Instant) {
    let count = state.window.advance(to: now, length: window)
    guard count > 0 else { return }
    state.previous = count == 1 ? state.current : 0
    state.current = 0
  }

  /// The first nanosecond at which the estimate is below `bound`: within this window, if what it
  /// counts itself leaves room, else within the next, of which it is then the previous one.
  @inlinable
  @inline(never)
  func rejection(
    by state: State, below bound: Int64, with left: UInt64, at now: Instant
  ) -> RateLimitDecision {
    let wait: UInt64
    if state.current < bound {
      wait = left &- longestShare(of: state.previous, below: bound &- state.current)
    } else {
      wait = left &+ length &- longestShare(of: state.current, below: bound)
    }
    let fromStart = TimeSpan(nanoseconds: Int64(clamping: wait))
    return .rejected(retryAfter: fromStart + state.window.lead(over: now))
  }

  /// The longest part of a window with so many requests that weighs less than `bound` requests.
  @inlinable
  func longestShare(of count: Int64, below bound: Int64) -> UInt64 {
    let share = (weight(of: bound, length) &- 1).dividedRoundingDown(by: UInt64(count))
    return UInt64(clamping: min(share, UInt128(length)))
  }
}
