public import EventEngine
public import Resilience
public import TimeBase

/// A cache that really holds keys: a server that all share, or a store in each process of a service.
public struct Cache: Hashable, Sendable {
  /// Keys that are known not to exist.
  public struct Absences: Hashable, Sendable {
    public var timeToLive: TimeSpan
    public var capacity: Int

    public init(timeToLive: TimeSpan, capacity: Int) {
      self.timeToLive = timeToLive
      self.capacity = capacity
    }
  }

  /// Tokens to fill missing keys.
  public struct Leases: Hashable, Sendable {
    /// The least time between two tokens for one key.
    public var interval: TimeSpan

    /// How long who is granted none waits before it looks again.
    public var pause: TimeSpan

    public init(interval: TimeSpan = .seconds(10), pause: TimeSpan = .milliseconds(10)) {
      self.interval = interval
      self.pause = pause
    }
  }

  public var policy: EvictionKind
  public var capacity: Int
  public var expiry: ExpiryConvention

  /// How long an entry stays that nobody looks up, whatever its time to live; `nil` for any time.
  public var idleLimit: TimeSpan?

  /// Time of one operation.
  public var latency: Distribution

  /// A service of which each process has such a cache to itself; `nil` for one that all share.
  public var owner: String?

  /// Operations that a server works on at once; `nil` where they do not slow each other.
  public var threads: Int?

  /// Operations that may be at such a server at once, those in its line included; more are refused.
  /// `nil` for any number.
  public var connections: Int?

  /// How long what has expired is served all the same.
  public var stale = StaleRules()

  /// Renews entries by chance before they expire; `nil` if nothing does.
  public var earlyExpiration: EarlyExpiration?

  /// `nil` if nobody remembers what does not exist.
  public var absences: Absences?

  /// `nil` if whoever misses may fill.
  public var leases: Leases?

  public init(
    policy: EvictionKind, capacity: Int, expiry: ExpiryConvention, latency: Distribution,
    owner: String? = nil
  ) {
    self.policy = policy
    self.capacity = capacity
    self.expiry = expiry
    self.latency = latency
    self.owner = owner
  }

  /// Whether it does no more than to hold keys until they expire or make room.
  public var isPlain: Bool {
    stale == StaleRules() && earlyExpiration == nil && absences == nil && leases == nil
      && threads == nil
  }
}
