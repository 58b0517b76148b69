public import TimeBase

/// A cache whose eviction policy is chosen at run time, by a ``CachePolicy``.
public typealias Cache<Key: StableKey, Value> = CacheStore<Key, Value, SelectedEviction>

extension CacheStore where Eviction == SelectedEviction {
  /// Makes an empty cache.
  ///
  /// - Precondition: `policy.problem` is `nil`.
  @inlinable
  public init(_ policy: CachePolicy) {
    precondition(policy.problem == nil, "cache: \(policy.problem ?? "")")
    self.init(
      capacity: policy.capacity, expiry: policy.expiry, idleLimit: policy.idleLimit,
      eviction: SelectedEviction(policy.eviction))
  }
}

extension CacheStore {
  /// Stores a value under a key for a span from now on.
  ///
  /// - Returns: the key that had to make room.
  @inlinable
  @discardableResult
  public mutating func set(
    _ key: Key, _ value: Value, for timeToLive: TimeSpan, at now: Instant,
    draw: @autoclosure () -> UInt64
  ) -> Key? {
    set(key, value, expiresAt: now + timeToLive, at: now, draw: draw())
  }
}

extension CacheStore where Eviction: DrawFreeEviction {
  /// Looks a key up. Counts as a use of its entry; removes the entry if it has expired.
  @inlinable
  public mutating func get(_ key: Key, at now: Instant) -> CacheLookup<Value> {
    get(key, at: now, draw: 0)
  }

  /// Stores a value under a key, in place of the one it has; if the cache is full, another entry
  /// makes room.
  ///
  /// - Parameter expiry: when the entry expires; never, if left out.
  /// - Returns: the key that had to make room.
  @inlinable
  @discardableResult
  public mutating func set(
    _ key: Key, _ value: Value, expiresAt expiry: Instant = .distantFuture, at now: Instant
  ) -> Key? {
    set(key, value, expiresAt: expiry, at: now, draw: 0)
  }

  /// Stores a value under a key for a span from now on.
  ///
  /// - Returns: the key that had to make room.
  @inlinable
  @discardableResult
  public mutating func set(
    _ key: Key, _ value: Value, for timeToLive: TimeSpan, at now: Instant
  ) -> Key? {
    set(key, value, expiresAt: now + timeToLive, at: now, draw: 0)
  }
}

extension CacheStore {
  /// Stores a value unless the cache holds one that is newer: compare-and-set by version, which
  /// keeps concurrent writers and slow readers from leaving an old value.
  ///
  /// - Parameter isNewer: whether the value that the cache holds is newer than `value`; an expired
  ///   one is not asked about.
  /// - Returns: whether the value was stored.
  @inlinable
  @discardableResult
  public mutating func set(
    _ key: Key, _ value: Value, for timeToLive: TimeSpan, at now: Instant,
    unless isNewer: (Value) -> Bool, draw: @autoclosure () -> UInt64
  ) -> Bool {
    if contains(key, at: now), let present = peek(key), isNewer(present) { return false }
    set(key, value, expiresAt: now + timeToLive, at: now, draw: draw())
    return capacity > 0
  }
}
