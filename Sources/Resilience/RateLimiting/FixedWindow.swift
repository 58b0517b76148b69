public import TimeBase

/// At most so many requests in each window of a clock: the hour, the minute, the second.
///
/// Windows are aligned to the origin of the clock. Where the limiter is to follow the calendar, hand
/// it wall-clock time counted from the epoch as instants; a wall clock that steps back stays in the
/// latest window that it has reached, so that no window is counted twice.
///
/// The well-known weaknesses are those of the contract: the end of one window and the start of the
/// next admit twice the limit within any span however short, and all keys are reset at the same
/// instant. ``FixedWindowPolicy/Alignment/scattered`` gives each key windows of its own.
public typealias FixedWindow = SingleLimiter<FixedWindowPolicy>

/// The limit and the windows of a ``FixedWindow``.
@frozen
public struct FixedWindowPolicy: Hashable, Sendable {
  /// The most that passes in one window; 0 rejects everything.
  public let limit: Int64

  /// The length of a window; longer than zero.
  public let window: TimeSpan

  public let alignment: Alignment

  /// Where windows begin.
  @frozen
  public enum Alignment: Hashable, Sendable {
    /// At the multiples of their length, and this much later.
    case epoch(offset: TimeSpan = .zero)

    /// For each key of a ``KeyedLimiter`` at another, fixed place, so that clients that wait for their
    /// window do not come back all at once.
    case scattered
  }

  @inlinable
  public init(limit: Int64, window: TimeSpan, alignment: Alignment = .epoch()) {
    self.limit = limit
    self.window = window
    self.alignment = alignment
  }

  public var problem: String? { WindowLimits.problem(limit: limit, window: window) }

  @frozen
  public struct State: BitwiseCopyable, Hashable, Sendable {
    @usableFromInline var window: EpochWindow
    @usableFromInline var used: Int64

    @inlinable
    init(window: EpochWindow, used: Int64) {
      self.window = window
      self.used = used
    }
  }
}

extension FixedWindowPolicy: RateLimitPolicy {
  /// - Precondition: `problem` is `nil`.
  @inlinable
  public func makeState(at now: Instant) -> State { makeState(of: 0, at: now) }

  @inlinable
  public func makeState(of key: UInt64, at now: Instant) -> State {
    let offset: TimeSpan
    switch alignment {
    case .epoch(let span): offset = span
    case .scattered:
      let scaled = key.stableHash.multipliedFullWidth(by: UInt64(bitPattern: window.nanoseconds))
      offset = TimeSpan(nanoseconds: Int64(bitPattern: scaled.high))
    }
    return State(window: EpochWindow(at: now, length: window, offset: offset), used: 0)
  }

  @inlinable
  public func admit(cost: Int64, to state: inout State, at now: Instant) -> RateLimitDecision {
    precondition(cost >= 0, "a request cannot cost \(cost)")
    if state.window.advance(to: now, length: window) > 0 { state.used = 0 }
    guard cost <= limit &- state.used else {
      guard cost <= limit else { return .rejected(retryAfter: nil) }
      return .rejected(retryAfter: state.window.remaining(at: now, length: window))
    }
    state.used &+= cost
    return .admitted
  }

  public func status(of state: State, at now: Instant) -> RateLimitStatus {
    var current = state
    if current.window.advance(to: now, length: window) > 0 { current.used = 0 }
    return RateLimitStatus(
      limit: limit, remaining: limit - current.used,
      resetAfter: current.window.remaining(at: now, length: window))
  }
}
