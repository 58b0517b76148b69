public import TimeBase

/// At most so many requests in *any* span of the window's length: the exact contract.
///
/// The instants of the latest requests are kept in a ring, no more than the limit: 8 bytes each, and
/// allocated as they come. A request passes while fewer than the limit lie within the window; one
/// that is exactly a window old no longer does.
///
/// Whether rejected requests count is a choice. If they do, a client that keeps hammering is kept
/// out for as long as it hammers.
///
/// A clock that steps back stands still.
public typealias SlidingLog = SingleLimiter<SlidingLogPolicy>

/// The limit and the window of a ``SlidingLog``.
@frozen
public struct SlidingLogPolicy: Hashable, Sendable {
  /// The most that passes in one window, `0...largestLimit`; 0 rejects everything.
  public let limit: Int64

  /// The length of the window; longer than zero.
  public let window: TimeSpan

  /// Whether rejected requests are logged too.
  public let logsRejected: Bool

  /// The largest limit; a ``SlidingCounter`` counts any.
  public static let largestLimit: Int64 = 1 << 24

  @inlinable
  public init(limit: Int64, window: TimeSpan, logsRejected: Bool = false) {
    self.limit = limit
    self.window = window
    self.logsRejected = logsRejected
  }

  public var problem: String? {
    if limit > Self.largestLimit {
      return "a log keeps at most \(Self.largestLimit) requests, not \(limit); a counter keeps any"
    }
    return WindowLimits.problem(limit: limit, window: window)
  }

  /// The instants of the latest requests.
  @frozen
  public struct State: Hashable, Sendable {
    @usableFromInline var log: InstantRing

    /// The latest instant at which a request came.
    @usableFromInline var latest: Instant

    @inlinable
    init(log: InstantRing, latest: Instant) {
      self.log = log
      self.latest = latest
    }
  }
}

extension SlidingLogPolicy: RateLimitPolicy {
  /// - Precondition: `problem` is `nil`.
  @inlinable
  public func makeState(at now: Instant) -> State {
    State(log: InstantRing(limit: Int(clamping: limit)), latest: now)
  }

  /// - Complexity: O(`cost`) amortised.
  @inlinable
  public func admit(cost: Int64, to state: inout State, at now: Instant) -> RateLimitDecision {
    precondition(cost >= 0, "a request cannot cost \(cost)")
    let time = max(now, state.latest)
    state.latest = time
    state.log.dropFirst(through: threshold(at: time))
    if cost <= limit &- Int64(state.log.count) {
      state.log.append(time.nanoseconds, count: Int(cost))
      return .admitted
    }
    if logsRejected { state.log.append(time.nanoseconds, count: Int(min(cost, limit))) }
    return rejection(of: cost, by: state.log, from: 0, at: now)
  }

  /// - Complexity: O(log `limit`); with rejected requests logged, O(`limit`).
  public func decision(for cost: Int64, in state: State, at now: Instant) -> RateLimitDecision {
    guard !logsRejected else {
      var copy = state
      return admit(cost: cost, to: &copy, at: now)
    }
    precondition(cost >= 0, "a request cannot cost \(cost)")
    let dropped = droppedCount(of: state, at: now)
    if cost <= limit - Int64(state.log.count - dropped) { return .admitted }
    return rejection(of: cost, by: state.log, from: dropped, at: now)
  }

  /// - Complexity: O(log `limit`).
  public func status(of state: State, at now: Instant) -> RateLimitStatus {
    let count = state.log.count - droppedCount(of: state, at: now)
    return RateLimitStatus(
      limit: limit, remaining: limit - Int64(count),
      resetAfter: count == 0 ? .zero : newest(in: state.log) + window - now)
  }

  /// The latest instant that lies outside of the window.
  @inlinable
  func threshold(at time: Instant) -> Int64 { (time - window).nanoseconds }

  private func droppedCount(of state: State, at now: Instant) -> Int {
    state.log.count(through: threshold(at: max(now, state.latest)))
  }

  private func newest(in log: InstantRing) -> Instant { Instant(nanoseconds: log[log.count - 1]) }

  /// The request passes once so many of the oldest have left the window that there is room for it.
  @usableFromInline
  @inline(never)
  func rejection(
    of cost: Int64, by log: InstantRing, from first: Int, at now: Instant
  ) -> RateLimitDecision {
    guard cost <= limit else { return .rejected(retryAfter: nil) }
    let surplus = log.count - first + Int(cost) - Int(limit)
    return .rejected(retryAfter: Instant(nanoseconds: log[first + surplus - 1]) + window - now)
  }
}
