/// Evicts an entry at random, each with the same probability (to within 2^-34), by a word that is
/// handed in.
///
/// Needs no memory.
@frozen
public struct RandomEviction: EvictionPolicy {
  @usableFromInline var capacity = 0

  @inlinable
  public init() {}

  @inlinable
  public mutating func reset(capacity: Int) { self.capacity = capacity }

  @inlinable
  public mutating func insert(_ slot: Int, hash: UInt64) {}

  @inlinable
  public mutating func touch(_ slot: Int, hash: UInt64, draw: () -> UInt64) {}

  @inlinable
  public mutating func remove(_ slot: Int) {}

  @inlinable
  public mutating func evict(
    for hash: UInt64, hashOf: (Int) -> UInt64, draw: () -> UInt64
  ) -> Int {
    // A full cache uses exactly the slots below its capacity: the draw, read as a fraction of 2^64,
    // picks one of them.
    Int(draw().multipliedFullWidth(by: UInt64(capacity)).high)
  }

  @inlinable
  public var bytes: Int { 0 }
}
