public import TimeBase

/// A cache that may still answer with what has expired, while one request renews it or when
/// renewing fails: `stale-while-revalidate` and `stale-if-error` (RFC 5861), nginx's
/// `proxy_cache_use_stale`.
///
/// ```
///   set        expiry                 + whileRevalidating          + ifError
/// ───┼─ fresh ───┼── stale, one renews ─────┼── one renews, others as on a miss ──┼─ miss ─▶
///                └────────── an answer in place of an error ──────────────────────┘
/// ```
///
/// On an expired entry exactly one request becomes the one that renews it, until it says how that
/// went. What is kept too long takes room like any other entry.
@frozen
public struct StaleCache<Key: StableKey, Value, Eviction: EvictionPolicy> {
  /// A value, and until when it is fresh.
  @frozen
  @usableFromInline
  struct Dated {
    @usableFromInline let value: Value
    @usableFromInline let expiry: Instant

    @inlinable
    init(value: Value, expiry: Instant) {
      self.value = value
      self.expiry = expiry
    }
  }

  public let rules: StaleRules

  @usableFromInline var store: CacheStore<Key, Dated, Eviction>

  /// The keys that somebody renews, and until when nobody else does.
  @usableFromInline var renewals: SlotTable<Key, Instant>

  /// - Precondition: `rules.problem` is `nil`, and the capacity is in `0...(1 << 30)`.
  @inlinable
  public init(
    capacity: Int, expiry: ExpiryConvention = .redis, idleLimit: TimeSpan = .forever,
    rules: StaleRules, eviction: Eviction
  ) {
    precondition(rules.problem == nil, "stale cache: \(rules.problem ?? "")")
    self.rules = rules
    store = CacheStore(
      capacity: capacity, expiry: expiry, idleLimit: idleLimit, eviction: eviction)
    renewals = SlotTable(limit: 1 << 30)
  }

  @inlinable
  public var count: Int { store.count }

  /// What has happened in the store; what is kept past its time and found is a hit there.
  @inlinable
  public var statistics: CacheStatistics { store.statistics }

  /// Removes a key, and ends its renewal.
  ///
  /// - Returns: whether it was kept, fresh or not.
  @inlinable
  @discardableResult
  public mutating func remove(_ key: Key, at now: Instant) -> Bool {
    renewalFailed(key)
    return store.remove(key, at: now)
  }

  /// Empties the cache; memory and statistics stay.
  @inlinable
  public mutating func removeAll() {
    store.removeAll()
    renewals.removeAll()
  }

  /// Removes the entries whose keys satisfy a condition.
  ///
  /// - Returns: how many entries were removed.
  @inlinable
  @discardableResult
  public mutating func removeAll(where isDoomed: (Key) -> Bool) -> Int {
    store.removeAll(where: isDoomed)
  }

  /// The value of a key that is fresh; counts as no use.
  @inlinable
  public func freshValue(_ key: Key, at now: Instant) -> Value? {
    guard let dated = store.peek(key), now < store.expiry.deadline(of: dated.expiry) else {
      return nil
    }
    return dated.value
  }

  /// Looks a key up. Whoever is told to renew it says how that went, by ``set(_:_:for:at:draw:)``
  /// or ``renewalFailed(_:)``.
  @inlinable
  public mutating func get(
    _ key: Key, at now: Instant, draw: @autoclosure () -> UInt64
  ) -> StaleLookup<Value> {
    guard let dated = store.get(key, at: now, draw: draw()).value else { return .miss }
    if now < store.expiry.deadline(of: dated.expiry) { return .fresh(dated.value) }
    let isStaleAllowed = now < store.expiry.deadline(of: dated.expiry + rules.whileRevalidating)
    let hash = key.stableHash
    let end = now + rules.renewalLimit
    if let slot = renewals.slot(of: key, hash: hash) {
      if now < renewals.value(at: slot) { return isStaleAllowed ? .stale(dated.value) : .miss }
      renewals.update(at: slot) { $0 = end }
    } else {
      _ = renewals.insert(key, end, hash: hash)
    }
    return isStaleAllowed && rules.renewsInBackground ? .staleAndRenew(dated.value) : .renew
  }

  /// Stores a value that is fresh for a span from now on, and ends the renewal of its key.
  @inlinable
  public mutating func set(
    _ key: Key, _ value: Value, for timeToLive: TimeSpan, at now: Instant,
    draw: @autoclosure () -> UInt64
  ) {
    renewalFailed(key)
    let expiry = now + timeToLive
    store.set(
      key, Dated(value: value, expiry: expiry),
      expiresAt: expiry + max(rules.whileRevalidating, rules.ifError), at: now, draw: draw())
  }

  /// Ends the renewal of a key, if there is one: the next lookup may renew it.
  @inlinable
  public mutating func renewalFailed(_ key: Key) {
    if let slot = renewals.slot(of: key, hash: key.stableHash) { renewals.remove(at: slot) }
  }

  /// What to answer in place of an error: the value, if it expired no longer ago than the rules
  /// allow.
  @inlinable
  public func valueInsteadOfError(_ key: Key, at now: Instant) -> Value? {
    guard let dated = store.peek(key),
      now < store.expiry.deadline(of: dated.expiry + rules.ifError)
    else { return nil }
    return dated.value
  }
}

extension StaleCache.Dated: Sendable where Value: Sendable {}
extension StaleCache: Sendable where Key: Sendable, Value: Sendable {}
