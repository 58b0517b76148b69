public import TimeBase

/// How much a cache holds, whom it evicts and when its entries expire.
@frozen
public struct CachePolicy: Hashable, Sendable {
  /// The most entries it holds, expired ones that nobody has asked for since included; at least 1.
  public let capacity: Int

  public let eviction: EvictionKind
  public let expiry: ExpiryConvention

  /// How long an entry that nobody reads or sets stays; `.forever` for no such limit.
  public let idleLimit: TimeSpan

  @inlinable
  public init(
    capacity: Int, eviction: EvictionKind = .lru, expiry: ExpiryConvention = .redis,
    idleLimit: TimeSpan = .forever
  ) {
    self.capacity = capacity
    self.eviction = eviction
    self.expiry = expiry
    self.idleLimit = idleLimit
  }

  /// Why the parameters make no sense, in words for the one who wrote them; `nil` if they do.
  public var problem: String? {
    if capacity < 1 { return "the capacity must be at least 1, and is \(capacity)" }
    if idleLimit <= .zero { return "the idle limit must be above zero, and is \(idleLimit)" }
    let largest = SlotTable<UInt64, Void>.largestLimit
    return capacity > largest ? "the capacity can be at most \(largest), not \(capacity)" : nil
  }
}
