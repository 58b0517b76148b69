public import TimeBase

/// A cache that also remembers which keys do not exist, in a share of its own: requests for random
/// keys that nobody has can then flush no values.
///
/// Only an authoritative "there is no such key" belongs here, never an error or a timeout.
@frozen
public struct NegativeCache<Key: StableKey, Value, Eviction: EvictionPolicy> {
  /// The keys that exist.
  public private(set) var values: CacheStore<Key, Value, Eviction>

  /// The keys that do not.
  public private(set) var absences: AbsenceMemory<Key>

  /// - Precondition: both capacities are in `0...(1 << 30)`, and the time is above zero.
  public init(
    capacity: Int, absences absenceCapacity: Int, for absenceTime: TimeSpan,
    expiry: ExpiryConvention = .redis, eviction: Eviction
  ) {
    values = CacheStore(capacity: capacity, expiry: expiry, eviction: eviction)
    absences = AbsenceMemory(capacity: absenceCapacity, for: absenceTime, expiry: expiry)
  }

  /// Looks a key up, first among those that exist.
  public mutating func get(
    _ key: Key, at now: Instant, draw: @autoclosure () -> UInt64
  ) -> NegativeLookup<Value> {
    switch values.get(key, at: now, draw: draw()) {
    case .hit(let value): return .hit(value)
    case .expired: return .miss
    case .miss: return absences.knows(key, at: now) ? .negativeHit : .miss
    }
  }

  /// Stores a value; the key is no longer remembered as absent.
  public mutating func set(
    _ key: Key, _ value: Value, for timeToLive: TimeSpan, at now: Instant,
    draw: @autoclosure () -> UInt64
  ) {
    absences.forget(key, at: now)
    values.set(key, value, for: timeToLive, at: now, draw: draw())
  }

  /// Remembers that a key does not exist; its value is forgotten.
  public mutating func setAbsent(_ key: Key, at now: Instant) {
    values.remove(key, at: now)
    absences.remember(key, at: now)
  }

  /// Forgets whatever is known about a key.
  public mutating func remove(_ key: Key, at now: Instant) {
    values.remove(key, at: now)
    absences.forget(key, at: now)
  }
}

/// What a ``NegativeCache`` answers to one lookup.
@frozen
public enum NegativeLookup<Value> {
  case hit(Value)

  /// The key is known not to exist.
  case negativeHit

  case miss
}

extension NegativeLookup: Sendable where Value: Sendable {}
extension NegativeLookup: Equatable where Value: Equatable {}
extension NegativeCache: Sendable where Key: Sendable, Value: Sendable {}
