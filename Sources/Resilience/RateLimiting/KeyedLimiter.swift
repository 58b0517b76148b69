public import TimeBase

/// One limiter for each key (a client address, a tenant), in bounded memory.
///
/// A key is met with a limiter that has seen no request. When more than `maximumKeys` keys are
/// known, the one that has not asked for longest is forgotten, whatever it has used up: whoever can
/// invent more keys than that escapes the limit. Asking counts as use, also when the answer is no.
///
/// ```
/// var limits = KeyedLimiter<TokenBucket>(
///   .init(each: .init(rate: .perSecond(10), capacity: 5), maximumKeys: 10_000))
/// switch limits.admit(address, at: now) { … }
/// ```
///
/// Every operation takes constant time. Memory grows with the keys that are known: 48 to 56
/// bytes each for a token bucket.
@frozen
public struct KeyedLimiter<Limiter: RateLimiter>: Sendable {
  /// The limit of each key and the number of keys.
  @frozen
  public struct Policy: Hashable, Sendable {
    public let each: Limiter.Policy

    /// The most keys that are remembered; 1 or more.
    public let maximumKeys: Int

    @inlinable
    public init(each: Limiter.Policy, maximumKeys: Int) {
      self.each = each
      self.maximumKeys = maximumKeys
    }

    public var problem: String? {
      each.problem
        ?? KeyedLimits.problem(ofMaximumKeys: maximumKeys)
    }
  }

  public let policy: Policy

  @usableFromInline var states: RecencyTable<Limiter.Policy.State>

  /// How many keys were forgotten to make room for others.
  @usableFromInline var evictions: Int64 = 0

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
  @inlinable
  public mutating func admit(
    _ key: UInt64, cost: Int64 = 1, at now: Instant
  ) -> RateLimitDecision {
    let slot = states.use(key) ?? meet(key, at: now)
    let each = policy.each
    return states.table.update(at: slot) { each.admit(cost: cost, to: &$0, at: now) }
  }

  /// What ``admit(_:cost:at:)`` would answer, without charging anybody or counting as use.
  @inlinable
  public func decision(
    for key: UInt64, cost: Int64 = 1, at now: Instant
  ) -> RateLimitDecision {
    var state =
      states.slot(of: key).map { states.table.value(at: $0) } ?? policy.each.makeState(at: now)
    return policy.each.admit(cost: cost, to: &state, at: now)
  }

  /// How many keys are remembered.
  @inlinable
  public var keyCount: Int { states.count }

  /// How many keys were forgotten to make room for others.
  @inlinable
  public var evictionCount: Int64 { evictions }

  /// Forgets all keys.
  ///
  /// - Complexity: O(*n*) in the number of keys the memory has grown to.
  public mutating func removeAll() { states.removeAll() }

  @inlinable
  @inline(never)
  mutating func meet(_ key: UInt64, at now: Instant) -> Int {
    let state = policy.each.makeState(at: now)
    if states.isFull, let slot = states.replaceOldest(with: key, state) {
      evictions += 1
      return slot
    }
    return states.insert(key, state)
  }
}
