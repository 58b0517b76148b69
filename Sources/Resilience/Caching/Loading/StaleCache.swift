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

  /// The keys that somebody renews.
  @usableFromInline var renewals: SlotTable<Key, Int32>

  /// - Precondition: `rules.problem` is `nil`, and the capacity is in `0...(1 << 30)`.
  @inlinable
  public init(
    capacity: Int, expiry: ExpiryConvention = .redis, rules: StaleRules, eviction: Eviction
  ) {
    precondition(rules.problem == nil, "stale cache: \(rules.problem ?? "")")
    self.rules = rules
    store = CacheStore(capacity: capacity, expiry: expiry, eviction: eviction)
    renewals = SlotTable(limit: 1 << 30)
  }

  @inlinable
  public var count: Int { store.count }

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
    if renewals.slot(of: key, hash: hash) != nil {
      return isStaleAllowed ? .stale(dated.value) : .miss
    }
    _ = renewals.insert(key, 0, hash: hash)
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
