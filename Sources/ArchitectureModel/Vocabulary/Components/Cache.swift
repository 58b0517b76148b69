public import EventEngine
public import Resilience

/// A shared cache server that really holds keys.
public struct Cache: Hashable, Sendable {
  public var policy: EvictionKind
  public var capacity: Int
  public var expiry: ExpiryConvention

  /// Time of one lookup.
  public var latency: Distribution

  public init(
    policy: EvictionKind, capacity: Int, expiry: ExpiryConvention, latency: Distribution
  ) {
    self.policy = policy
    self.capacity = capacity
    self.expiry = expiry
    self.latency = latency
  }
}
