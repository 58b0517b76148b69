public import Resilience
public import TimeBase

/// Chooses, for each call, one of several targets.
public struct Balancer: Hashable, Sendable {
  /// When a failed call is tried on another target; nginx's `proxy_next_upstream`.
  public struct NextUpstream: Hashable, Sendable {
    /// Targets tried at most, the first included.
    public var tries: Int
    public var on: RetryConditions

    public init(tries: Int, on: RetryConditions) {
      self.tries = tries
      self.on = on
    }
  }

  public var algorithm: BalancingAlgorithm

  /// One service, whose instances are the targets, or several components.
  public var over: [String]

  /// One a target, in the order of the targets; empty if all are 1.
  public var weights: [Int]
  public var passiveHealth: PassiveHealth.Policy?
  public var nextUpstream: NextUpstream?

  /// The longest wait for one target; `nil` leaves that to the caller.
  public var timeout: TimeSpan?

  public init(
    algorithm: BalancingAlgorithm, over: [String], weights: [Int] = [],
    passiveHealth: PassiveHealth.Policy? = nil, nextUpstream: NextUpstream? = nil,
    timeout: TimeSpan? = nil
  ) {
    self.algorithm = algorithm
    self.over = over
    self.weights = weights
    self.passiveHealth = passiveHealth
    self.nextUpstream = nextUpstream
    self.timeout = timeout
  }
}
