public import TimeBase

/// One limiter for each key (a client address, a tenant), in bounded memory.
///
/// A key is met with a limiter that has seen no request. What becomes of a new key when
/// ``Policy/maximumKeys`` keys are known is stated by ``Policy/crowding``; unless told otherwise, the
/// key that has not asked for longest is forgotten, whatever it has used up. Asking counts as use,
/// also when the answer is no.
///
/// ```
/// var limits = KeyedLimiter<TokenBucket>(
///   .init(each: .init(rate: .perSecond(10), capacity: 5), maximumKeys: 10_000))
/// switch limits.admit(address, at: now) { … }
/// ```
///
/// Every operation takes constant time. Memory grows with the keys that are known: 48 to 56
/// bytes each for a token bucket, 40 to 48 for a ``GCRA`` or a ``FixedWindow``.
@frozen
public struct KeyedLimiter<Limiter: RateLimiter>: Sendable {
  public let policy: Policy

  @usableFromInline var states: RecencyTable<Limiter.Policy.State>

  /// How many keys were forgotten to make room for others.
  @usableFromInline var evictions: Int64 = 0

  /// How many requests found no room for their key.
  @usableFromInline var turnedAway: Int64 = 0

  /// - Precondition: `policy.problem` is `nil`.
  @inlinable
  public init(_ policy: Policy) {
    precondition(policy.problem == nil, "keyed limiter: \(policy.problem ?? "")")
    self.policy = policy
    states = RecencyTable(limit: policy.maximumKeys)
  }

  /// Decides on a request of `key` that arrives at `now`.
  ///
  /// - Precondition: `cost` is not negative.
  @specialized(where Limiter == TokenBucket)
  @specialized(where Limiter == PeriodicTokenBucket)
  @specialized(where Limiter == LeakyBucket)
  @specialized(where Limiter == GCRA)
  @specialized(where Limiter == FixedWindow)
  @specialized(where Limiter == SlidingCounter)
  @specialized(where Limiter == SelectedLimiter)
  @inlinable
  public mutating func admit(
    _ key: UInt64, cost: Int64 = 1, at now: Instant
  ) -> RateLimitDecision {
    guard let slot = states.use(key) ?? meet(key, at: now) else { return turnAway(at: now) }
    let each = policy.each
    return states.table.update(at: slot) { each.admit(cost: cost, to: &$0, at: now) }
  }

  /// What ``admit(_:cost:at:)`` would answer, without charging anybody or counting as use.
  @inlinable
  public func decision(
    for key: UInt64, cost: Int64 = 1, at now: Instant
  ) -> RateLimitDecision {
    if let slot = states.slot(of: key) {
      return policy.each.decision(for: cost, in: states.table.value(at: slot), at: now)
    }
    guard hasRoom(at: now) else { return strangerDecision(at: now) }
    return policy.each.decision(
      for: cost, in: policy.each.makeState(of: key, at: now), at: now)
  }

  /// How much `key` has left at `now`.
  @inlinable
  public func status(of key: UInt64, at now: Instant) -> RateLimitStatus {
    let known = states.slot(of: key).map { states.table.value(at: $0) }
    return policy.each.status(of: known ?? policy.each.makeState(of: key, at: now), at: now)
  }

  /// What the key that has least has left at `now`, of those that are remembered; what a new one would
  /// have, if there are none.
  ///
  /// - Complexity: O(*n*) in the number of keys.
  public func scarcest(at now: Instant) -> RateLimitStatus {
    states.states.map { policy.each.status(of: $0, at: now) }.min { $0.remaining < $1.remaining }
      ?? policy.each.status(of: policy.each.makeState(at: now), at: now)
  }

  /// How many keys are remembered.
  @inlinable
  public var keyCount: Int { states.count }

  /// How many keys were forgotten to make room for others.
  @inlinable
  public var evictionCount: Int64 { evictions }

  /// How many requests found no room for their key, and were answered without a limiter.
  @inlinable
  public var turnedAwayCount: Int64 { turnedAway }

  /// Forgets all keys.
  ///
  /// - Complexity: O(*n*) in the number of keys the memory has grown to.
  public mutating func removeAll() { states.removeAll() }
}
