/// What the circuit breakers in front of one call did in the window, over all instances that call.
public struct BreakerResult: Hashable, Sendable {
  public var caller: String
  public var target: String

  /// Calls that were let through; trials included.
  public var permitted: UInt64

  /// Calls that were let through to see whether the target is well again.
  public var trials: UInt64

  /// Calls that were turned away.
  public var rejected: UInt64

  /// How often a closed breaker opened.
  public var opened: UInt64

  /// How often a trial failed and the breaker stayed open for another while.
  public var reopened: UInt64

  /// How often a breaker closed again.
  public var closed: UInt64

  public init(
    caller: String, target: String, permitted: UInt64, trials: UInt64, rejected: UInt64,
    opened: UInt64, reopened: UInt64, closed: UInt64
  ) {
    self.caller = caller
    self.target = target
    self.permitted = permitted
    self.trials = trials
    self.rejected = rejected
    self.opened = opened
    self.reopened = reopened
    self.closed = closed
  }
}
