public import TimeBase

/// A bounded cache: keys with values that expire, and a policy that says who makes room.
///
/// ```
/// var cache = CacheStore<UInt64, Int, _>(capacity: 10_000, eviction: LRUEviction())
/// switch cache.get(user, at: now) {
/// case .hit(let profile): …
/// case .miss, .expired: cache.set(user, load(user), for: .seconds(60), at: now)
/// }
/// ```
///
/// * **Expiry is lazy.** An entry whose time is up stays, takes room and can be evicted until somebody
///   asks for it or sets it again; then it is removed. Setting a key anew starts its time anew.
/// * **Every operation takes constant time**, and at most 40 bytes an entry are spent beyond key and
///   value once the cache is full: 8 for the expiry, 8 to 16 for the index, up to 8 for the policy.
///   Memory grows with use.
/// * **A plain value**: a copy shares its memory with the original until one of them changes.
/// * **Deterministic**: the same calls give the same hits and victims on every machine.
///
/// ``Cache`` is the store whose policy is chosen at run time.
@frozen
public struct CacheStore<Key: StableKey, Value, Eviction: EvictionPolicy> {
  @frozen
  @usableFromInline
  struct Entry {
    /// The first instant at which the entry is gone.
    @usableFromInline var deadline: Instant
    @usableFromInline var value: Value

    @inlinable
    init(deadline: Instant, value: Value) {
      self.deadline = deadline
      self.value = value
    }
  }

  /// The most entries the cache holds.
  public let capacity: Int

  public let expiry: ExpiryConvention

  /// What has happened since the cache was made.
  @inlinable
  public var statistics: CacheStatistics { counts }

  @usableFromInline var counts = CacheStatistics()
  @usableFromInline var table: SlotTable<Key, Entry>
  @usableFromInline var eviction: Eviction

  /// Makes an empty cache.
  ///
  /// - Precondition: `capacity` is in `0...(1 << 30)`.
  @inlinable
  public init(capacity: Int, expiry: ExpiryConvention = .redis, eviction: Eviction) {
    self.capacity = capacity
    self.expiry = expiry
    table = SlotTable(limit: capacity)
    self.eviction = eviction
    self.eviction.reset(capacity: capacity)
  }

  /// How many entries the cache holds, expired ones that nobody has asked for since included.
  @inlinable
  public var count: Int { table.count }

  /// Looks a key up. Counts as a use of its entry; removes the entry if it has expired.
  @inlinable
  public mutating func get(_ key: Key, at now: Instant) -> CacheLookup<Value> {
    guard let slot = table.slot(of: key, hash: key.stableHash) else {
      counts.misses += 1
      return .miss
    }
    guard now < table.value(at: slot).deadline else {
      expire(slot)
      counts.misses += 1
      return .expired
    }
    counts.hits += 1
    eviction.touch(slot)
    return .hit(table.value(at: slot).value)
  }

  /// Whether a lookup at `now` would hit. Neither counts nor removes anything.
  @inlinable
  public func contains(_ key: Key, at now: Instant) -> Bool {
    guard let slot = table.slot(of: key, hash: key.stableHash) else { return false }
    return now < table.value(at: slot).deadline
  }

  /// Stores a value under a key, in place of the one it has; if the cache is full, another entry
  /// makes room.
  ///
  /// - Parameters:
  ///   - expiry: when the entry expires; never, if left out.
  ///   - draw: 64 random bits, drawn only if the policy needs them to choose a victim.
  /// - Returns: the key that had to make room.
  @inlinable
  @discardableResult
  public mutating func set(
    _ key: Key, _ value: Value, expiresAt expiry: Instant = .distantFuture, at now: Instant,
    draw: @autoclosure () -> UInt64
  ) -> Key? {
    let hash = key.stableHash
    let entry = Entry(deadline: self.expiry.deadline(of: expiry), value: value)
    if let slot = table.slot(of: key, hash: hash) {
      overwrite(slot, with: entry, hash: hash, at: now)
      return nil
    }
    if table.count < capacity {
      eviction.insert(table.insert(key, entry, hash: hash), hash: hash)
      return nil
    }
    guard capacity > 0 else { return nil }
    let slot = eviction.evict(for: hash, draw: draw)
    let victim = table.replace(at: slot, with: key, entry, hash: hash)
    eviction.insert(slot, hash: hash)
    counts.evictions += 1
    return victim.key
  }

  /// Removes a key.
  ///
  /// - Returns: whether it was there and had not expired.
  @inlinable
  @discardableResult
  public mutating func remove(_ key: Key, at now: Instant) -> Bool {
    guard let slot = table.slot(of: key, hash: key.stableHash) else { return false }
    guard now < table.value(at: slot).deadline else {
      expire(slot)
      return false
    }
    eviction.remove(slot)
    table.remove(at: slot)
    return true
  }

  /// Empties the cache; memory and statistics stay.
  ///
  /// - Complexity: O(*n*) in the size the cache has grown to.
  @inlinable
  public mutating func removeAll() {
    table.removeAll()
    eviction.reset(capacity: capacity)
  }

  /// Removes an entry whose time is up.
  @inlinable
  mutating func expire(_ slot: Int) {
    eviction.remove(slot)
    table.remove(at: slot)
    counts.expirations += 1
  }

  /// Gives the key in `slot` another value. An entry that has expired leaves first: its key comes
  /// back as a new one.
  @inlinable
  mutating func overwrite(_ slot: Int, with entry: Entry, hash: UInt64, at now: Instant) {
    if now < table.value(at: slot).deadline {
      eviction.touch(slot)
    } else {
      eviction.remove(slot)
      eviction.insert(slot, hash: hash)
      counts.expirations += 1
    }
    table.update(at: slot) { $0 = entry }
  }
}

extension CacheStore.Entry: Sendable where Value: Sendable {}
extension CacheStore: Sendable where Key: Sendable, Value: Sendable {}
