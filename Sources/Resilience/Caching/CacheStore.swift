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
/// * **Expiry is lazy.** An entry whose time is up stays, takes room and can be evicted until
///   somebody asks for it or sets it again, or ``expireSome(_:at:)`` meets it; then it is removed.
///   Setting a key anew starts its time anew. Entries expire a span after they were set, and with
///   an ``idleLimit`` also a span after they were last read.
/// * **Every operation takes constant time**, amortised over the calls before, and at most 40 bytes
///   an entry are spent beyond key and value once the cache is full: 8 for the expiry, 6 for the
///   index, up to 25½ for the policy. An ``idleLimit`` takes 8 more. Memory grows with use.
/// * **Hostile keys are not warded off.** Keys whose hashes crowd together make lookups linear and
///   filling the cache quadratic; give keys that an attacker may choose a secret hash of their own,
///   by a ``StableKey`` that does.
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

  /// The most entries the cache holds. 0 keeps nothing: every lookup is a miss.
  public let capacity: Int

  public let expiry: ExpiryConvention

  /// How long an entry that nobody reads or sets stays, whatever its own time; `.forever` for no
  /// such limit. What Caffeine calls expiry after access.
  public let idleLimit: TimeSpan

  /// What has happened since the cache was made.
  @inlinable
  public var statistics: CacheStatistics { counts }

  @usableFromInline var counts = CacheStatistics()
  @usableFromInline var table: SlotTable<Key, Entry>
  @usableFromInline package var eviction: Eviction

  /// With an idle limit: the first instant at which each entry is gone however often it is read.
  @usableFromInline var finalDeadlines: SlotColumn<Instant>

  /// Where in the index the active expiry goes on.
  @usableFromInline var cursor = 0

  /// Makes an empty cache.
  ///
  /// - Precondition: `capacity` is in `0...(1 << 30)`, and the idle limit is above zero.
  @inlinable
  public init(
    capacity: Int, expiry: ExpiryConvention = .redis, idleLimit: TimeSpan = .forever,
    eviction: Eviction
  ) {
    precondition(idleLimit > .zero, "an idle limit of \(idleLimit) is not above zero")
    self.capacity = capacity
    self.expiry = expiry
    self.idleLimit = idleLimit
    table = SlotTable(limit: capacity)
    finalDeadlines = SlotColumn(slotLimit: capacity, blank: .zero)
    self.eviction = eviction
    self.eviction.reset(capacity: capacity)
  }

  /// How many entries the cache holds, expired ones that nobody has asked for since included.
  @inlinable
  public var count: Int { table.count }

  /// The bytes that the cache has allocated beside its keys and values.
  @inlinable
  public var bookkeepingBytes: Int {
    let entries = min(capacity, max(table.count, table.usedSlotCount))
    return table.indexBytes + eviction.bytes + finalDeadlines.bytes
      + entries * (table.entryStride - MemoryLayout<Key>.size - MemoryLayout<Value>.size)
  }

  /// The key in a slot that is in use, as the policy numbers them.
  package func key(at slot: Int) -> Key { table.key(at: slot) }

  /// Looks a key up. Counts as a use of its entry; removes the entry if it has expired.
  ///
  /// - Parameter draw: 64 random bits, drawn only if the policy counts uses by chance.
  @inlinable
  public mutating func get(
    _ key: Key, at now: Instant, draw: @autoclosure () -> UInt64
  ) -> CacheLookup<Value> {
    let hash = key.stableHash
    guard let slot = table.slot(of: key, hash: hash) else {
      counts.misses += 1
      return .miss
    }
    guard now < table.value(at: slot).deadline else {
      expire(slot)
      counts.misses += 1
      return .expired
    }
    counts.hits += 1
    eviction.advance(to: now)
    eviction.touch(slot, hash: hash, draw: draw)
    if idleLimit != .forever { prolong(slot, at: now) }
    return .hit(table.value(at: slot).value)
  }

  /// Whether a lookup at `now` would hit. Neither counts nor removes anything.
  @inlinable
  public func contains(_ key: Key, at now: Instant) -> Bool {
    guard let slot = table.slot(of: key, hash: key.stableHash) else { return false }
    return now < table.value(at: slot).deadline
  }

  /// The value of a key, expired or not, as long as it is still in memory. Counts as no use, and
  /// removes nothing.
  @inlinable
  public func peek(_ key: Key) -> Value? {
    table.slot(of: key, hash: key.stableHash).map { table.value(at: $0).value }
  }

  /// Stores a value under a key, in place of the one it has; if the cache is full, another entry
  /// makes room.
  ///
  /// - Parameters:
  ///   - expiry: when the entry expires; never, if left out.
  ///   - draw: 64 random bits, drawn only if the policy needs them to choose a victim or to count a
  ///     use.
  /// - Returns: the key that had to make room.
  @inlinable
  @discardableResult
  public mutating func set(
    _ key: Key, _ value: Value, expiresAt expiry: Instant = .distantFuture, at now: Instant,
    draw: @autoclosure () -> UInt64
  ) -> Key? {
    let hash = key.stableHash
    let entry = Entry(deadline: self.expiry.deadline(of: expiry), value: value)
    eviction.advance(to: now)
    if let slot = table.slot(of: key, hash: hash) {
      overwrite(slot, with: entry, hash: hash, at: now, draw)
      return nil
    }
    guard capacity > 0 else { return nil }
    guard table.count == capacity else {
      let slot = table.insert(key, entry, hash: hash)
      eviction.insert(slot, hash: hash)
      if idleLimit != .forever { limit(slot, entry.deadline, at: now) }
      return nil
    }
    let slot = Self.chooseVictim(&eviction, for: hash, in: table, draw)
    let victim = table.replace(at: slot, with: key, entry, hash: hash)
    eviction.insert(slot, hash: hash)
    if idleLimit != .forever { limit(slot, entry.deadline, at: now) }
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
    finalDeadlines.removeAll(slotLimit: capacity)
    eviction.reset(capacity: capacity)
    cursor = 0
  }
}

extension CacheStore.Entry: Sendable where Value: Sendable {}
extension CacheStore: Sendable where Key: Sendable, Value: Sendable {}
