/// How much a cache holds, whom it evicts and when its entries expire.
@frozen
public struct CachePolicy: Hashable, Sendable {
  /// The most entries it holds, expired ones that nobody has asked for since included. 0 keeps
  /// nothing: every lookup is a miss.
  public let capacity: Int

  public let eviction: EvictionKind
  public let expiry: ExpiryConvention

  @inlinable
  public init(capacity: Int, eviction: EvictionKind = .lru, expiry: ExpiryConvention = .redis) {
    self.capacity = capacity
    self.eviction = eviction
    self.expiry = expiry
  }

  /// Why the parameters make no sense, in words for the one who wrote them; `nil` if they do.
  public var problem: String? {
    if capacity < 0 { return "the capacity must not be negative, and is \(capacity)" }
    let largest = SlotTable<UInt64, Void>.largestLimit
    return capacity > largest ? "the capacity can be at most \(largest), not \(capacity)" : nil
  }
}
