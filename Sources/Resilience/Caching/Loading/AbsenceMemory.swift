public import TimeBase

/// Keys that are known not to exist, each for the same time; the one remembered first leaves first.
///
/// Only an authoritative "there is no such key" belongs here, never an error or a timeout.
@frozen
public struct AbsenceMemory<Key: StableKey> {
  @usableFromInline var store: CacheStore<Key, Void, FIFOEviction>

  /// How long an absence is remembered.
  public let time: TimeSpan

  /// - Precondition: the capacity is in `0...(1 << 30)`, and the time is above zero.
  @inlinable
  public init(capacity: Int, for time: TimeSpan, expiry: ExpiryConvention = .redis) {
    precondition(time > .zero, "absences cannot be remembered for \(time)")
    self.time = time
    store = CacheStore(capacity: capacity, expiry: expiry, eviction: FIFOEviction())
  }

  /// How many keys are remembered, those included whose time is up and for which nobody has asked.
  @inlinable
  public var count: Int { store.count }

  /// Whether a key is known not to exist.
  @inlinable
  public mutating func knows(_ key: Key, at now: Instant) -> Bool {
    store.get(key, at: now).value != nil
  }

  /// Remembers that a key does not exist.
  @inlinable
  public mutating func remember(_ key: Key, at now: Instant) {
    store.set(key, (), for: time, at: now)
  }

  /// Forgets that a key did not exist.
  @inlinable
  public mutating func forget(_ key: Key, at now: Instant) { store.remove(key, at: now) }

  @inlinable
  public mutating func forgetAll() { store.removeAll() }
}

extension AbsenceMemory: Sendable where Key: Sendable {}
