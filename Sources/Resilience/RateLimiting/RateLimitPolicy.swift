public import TimeBase

/// The rules of one kind of rate limiter, apart from what it remembers.
///
/// The rules exist once; the state exists once for each key that is limited. That is why the
/// decision is made here, on a state that is handed in: one limiter and a table of a million keys
/// run the same code. A kind of limiter is added by writing such a policy; ``SingleLimiter`` makes a
/// limiter of it and ``KeyedLimiter`` one by key.
public protocol RateLimitPolicy: Hashable, Sendable {
  /// What the limiter remembers of one key: a small plain value.
  associatedtype State: Sendable

  /// Why the parameters make no sense, in words for the one who wrote them; `nil` if they do.
  var problem: String? { get }

  /// The state of a limiter that sees its first request at `now`.
  func makeState(at now: Instant) -> State

  /// The state of a key that is seen for the first time at `now`; that of any other key unless the
  /// policy tells keys apart.
  func makeState(of key: UInt64, at now: Instant) -> State

  /// Decides on a request and charges `state` for it if it is admitted.
  ///
  /// - Parameter cost: what the request takes; 0 asks without taking.
  /// - Precondition: `cost` is not negative.
  func admit(cost: Int64, to state: inout State, at now: Instant) -> RateLimitDecision

  /// What ``admit(cost:to:at:)`` would answer, without charging anybody.
  ///
  /// - Precondition: `cost` is not negative.
  func decision(for cost: Int64, in state: State, at now: Instant) -> RateLimitDecision

  /// How much is left at `now`.
  func status(of state: State, at now: Instant) -> RateLimitStatus

  /// Whether a key in this state would gain nothing by being forgotten and met anew.
  func isRested(_ state: State, at now: Instant) -> Bool
}

extension RateLimitPolicy {
  @inlinable
  public func makeState(of key: UInt64, at now: Instant) -> State { makeState(at: now) }

  @inlinable
  public func decision(for cost: Int64, in state: State, at now: Instant) -> RateLimitDecision {
    var copy = state
    return admit(cost: cost, to: &copy, at: now)
  }

  @inlinable
  public func isRested(_ state: State, at now: Instant) -> Bool {
    let status = status(of: state, at: now)
    return status.remaining == status.limit
  }
}
