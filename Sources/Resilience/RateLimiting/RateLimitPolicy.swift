public import TimeBase

/// The rules of one kind of rate limiter, apart from what it remembers.
///
/// The rules exist once; the state exists once for each key that is limited. That is why the
/// decision is made here, on a state that is handed in: one limiter and a table of a million keys
/// run the same code. A kind of limiter is added by writing such a policy and a ``RateLimiter``.
public protocol RateLimitPolicy: Hashable, Sendable {
  /// What the limiter remembers of one key: a small plain value.
  associatedtype State: Sendable

  /// Why the parameters make no sense, in words for the one who wrote them; `nil` if they do.
  var problem: String? { get }

  /// The state of a key that is seen for the first time at `now`.
  func makeState(at now: Instant) -> State

  /// Decides on a request and charges `state` for it if it is admitted.
  ///
  /// - Parameter cost: what the request takes; 0 asks without taking.
  /// - Precondition: `cost` is not negative.
  func admit(cost: Int64, to state: inout State, at now: Instant) -> RateLimitDecision
}
