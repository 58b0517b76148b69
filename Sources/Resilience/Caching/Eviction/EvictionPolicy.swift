public import TimeBase

/// Decides which entry of a full cache makes room for a new one.
///
/// A policy sees slots, never keys or values: small numbers from `0..<capacity` that name the
/// places of a cache. It is told what happens to them, keeps whatever lists and marks it needs (of
/// its own, indexed by slot), and chooses the victim. What remembers keys that have left (the ghost
/// lists of ARC, 2Q and S3-FIFO, the sketch of TinyLFU) goes by the hashes.
///
/// Every operation should take amortised constant time. A policy must depend on nothing but what it
/// is told, so that the same calls always choose the same victims.
public protocol EvictionPolicy: Sendable {
  /// Forgets everything and prepares for an empty cache of `capacity` entries.
  mutating func reset(capacity: Int)

  /// It is now `now`, for all that follows until the next call. Does nothing unless a policy goes
  /// by time.
  mutating func advance(to now: Instant)

  /// A new key, not in the cache before, now stands in `slot`.
  mutating func insert(_ slot: Int, hash: UInt64)

  /// The entry in `slot` was read, or its value replaced.
  ///
  /// - Parameters:
  ///   - hash: the hash of its key.
  ///   - draw: 64 random bits, drawn when asked for. A policy that makes use of it must not conform
  ///     to ``DrawFreeEviction``.
  mutating func touch(_ slot: Int, hash: UInt64, draw: () -> UInt64)

  /// The entry in `slot` is about to leave because it expired or was removed.
  mutating func remove(_ slot: Int)

  /// Chooses the slot that makes room for a new key and forgets it. Called only when the cache is
  /// full, which means that exactly the slots `0..<capacity` are in use; ``insert(_:hash:)`` with
  /// the same slot and hash follows at once.
  ///
  /// - Parameters:
  ///   - hash: the hash of the key that comes in.
  ///   - hashOf: the hash of the key in a slot.
  ///   - draw: 64 random bits, drawn when asked for. A policy that makes use of it must not conform
  ///     to ``DrawFreeEviction``.
  mutating func evict(
    for hash: UInt64, hashOf: (_ slot: Int) -> UInt64, draw: () -> UInt64
  ) -> Int

  /// The bytes that the policy has allocated.
  var bytes: Int { get }
}

extension EvictionPolicy {
  @inlinable
  public mutating func advance(to now: Instant) {}
}

/// An eviction policy that never asks for randomness, so that whoever uses the cache need not have
/// any.
public protocol DrawFreeEviction: EvictionPolicy {}
