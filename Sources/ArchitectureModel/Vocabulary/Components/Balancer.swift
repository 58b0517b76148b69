public import Resilience
public import TimeBase

/// Chooses, for each call, one of several targets.
public struct Balancer: Hashable, Sendable {
  /// When a failed call is tried on another target; nginx's `proxy_next_upstream`.
  public struct NextUpstream: Hashable, Sendable {
    /// Targets tried at most, the first included.
    public var tries: Int
    public var on: RetryConditions

    /// Whether also requests are tried again that may not be done twice and that were sent already.
    public var repeatsAnything: Bool

    /// After so long nobody else is tried; `nil` for no such limit.
    public var within: TimeSpan?

    public init(
      tries: Int, on: RetryConditions, repeatsAnything: Bool = false, within: TimeSpan? = nil
    ) {
      self.tries = tries
      self.on = on
      self.repeatsAnything = repeatsAnything
      self.within = within
    }
  }

  /// What calls are told apart by where equal calls are to meet the same target.
  public enum Routing: String, CaseIterable, Hashable, Sendable {
    /// The address that a request came from.
    case address

    /// What a request is about.
    case key

    /// On whose behalf a request is sent.
    case tenant
  }

  public var algorithm: BalancingAlgorithm

  /// Of algorithms that route by key.
  public var routing: Routing

  /// One service, whose instances are the targets, or several components.
  public var over: [String]

  /// One a target, in the order of the targets; empty if all are 1.
  public var weights: [Int]
  public var passiveHealth: PassiveHealth.Policy?

  /// How it asks its targets how they are; `nil` if it learns that only from calls.
  public var activeHealth: ActiveHealth?
  public var nextUpstream: NextUpstream?

  /// Leaves targets out that fail more than others, as Envoy does.
  public var outliers: OutlierDetector.Policy?

  /// How targets that are back are eased in.
  public var slowStart: SlowStart?

  /// When so few targets are well that health is not asked for.
  public var panic: PanicThreshold

  /// The longest wait for one target; `nil` leaves that to the caller.
  public var timeout: TimeSpan?

  /// Processes, each of which knows only what it has seen itself.
  public var workers = 1

  /// Which calls keep to the same target; `nil` if none do.
  public var stickiness: Stickiness?

  /// Whether its processes share what they know, as through memory that all of them see.
  public var sharesState = false

  /// Which targets its processes prefer for where they stand; `nil` if none.
  public var zoneRouting: ZonePreference?

  /// How it comes by connections to its targets; `nil` if there always is one.
  public var connection: Connection?

  public init(
    algorithm: BalancingAlgorithm, routing: Routing = .key, over: [String], weights: [Int] = [],
    passiveHealth: PassiveHealth.Policy? = nil, nextUpstream: NextUpstream? = nil,
    outliers: OutlierDetector.Policy? = nil, slowStart: SlowStart? = nil,
    panic: PanicThreshold = .never, timeout: TimeSpan? = nil
  ) {
    self.algorithm = algorithm
    self.routing = routing
    self.over = over
    self.weights = weights
    self.passiveHealth = passiveHealth
    self.nextUpstream = nextUpstream
    self.outliers = outliers
    self.slowStart = slowStart
    self.panic = panic
    self.timeout = timeout
  }
}
