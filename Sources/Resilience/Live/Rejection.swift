public import TimeBase

/// Why a live front did not let a call through. Whatever it protects was not touched.
@frozen
public enum Rejection: Error, Hashable, Sendable {
  /// As many calls as may be are under way.
  case concurrencyLimit

  /// The breaker is open; a call after that time, if it is known, may be let through.
  case breakerOpen(retryAfter: TimeSpan?)

  /// All places are taken, and as many wait as may.
  case lineFull

  /// All places were taken for as long as anybody may wait.
  case waitedTooLong

  /// The balancer has no target that the call could go to.
  case noTarget

  /// The server is about to end.
  case draining
}

extension CallOutcome {
  /// What an error says about the health of what was called, unless its caller knows better: a failure,
  /// except that a cancelled call or one that was not let through says nothing.
  public init(_ error: any Error) {
    self = error is CancellationError || error is Rejection ? .ignored : .failure
  }
}
