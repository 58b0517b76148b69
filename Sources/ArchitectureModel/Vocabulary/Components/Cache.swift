public import EventEngine
public import Resilience

/// A cache that really holds keys: a server that all share, or a store in each process of a service.
public struct Cache: Hashable, Sendable {
  public var policy: EvictionKind
  public var capacity: Int
  public var expiry: ExpiryConvention

  /// Time of one lookup.
  public var latency: Distribution

  /// A service of which each process has such a cache to itself; `nil` for one that all share.
  public var owner: String?

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
}
