public import TimeBase

/// Leaky buckets by key in a zone of bounded memory, as one `limit_req_zone` of nginx.
///
/// A new key needs room, and nginx makes it in this order:
///
/// 1. Before every insertion, up to two of the keys that have not been seen for longest are dropped,
///    if they were charged 60 s ago or earlier and have drained.
/// 2. If the zone is still full, the key that has not been seen for longest is dropped
///    unconditionally, and up to two more by rule 1.
///
/// Every lookup counts as having been seen, also one that ends in a rejection. So a flood of made-up
/// keys empties the zone, and a client that is at its limit gets a fresh bucket: the attack that
/// ``evictionCount`` shows.
///
/// nginx keeps about 8,000 keys in 1 MiB on a 64-bit machine.
///
/// Every operation takes constant time.
public struct LeakyBucketZone: Sendable {
  /// The bucket of each key and the number of keys.
  @frozen
  public struct Policy: Hashable, Sendable {
    public let bucket: LeakyBucket.Policy

    /// How many keys the zone has room for; 1 or more.
    public let maximumKeys: Int

    @inlinable
    public init(bucket: LeakyBucket.Policy, maximumKeys: Int) {
      self.bucket = bucket
      self.maximumKeys = maximumKeys
    }

    public var problem: String? {
      bucket.problem ?? KeyedLimits.problem(ofMaximumKeys: maximumKeys)
    }
  }

  public let policy: Policy

  /// How many keys were dropped although they had not drained or were seen in the last minute.
  public private(set) var evictionCount: Int64 = 0

  private var states: RecencyTable<LeakyBucket.State>

  /// - Precondition: `policy.problem` is `nil`.
  public init(_ policy: Policy) {
    precondition(policy.problem == nil, "leaky bucket zone: \(policy.problem ?? "")")
    self.policy = policy
    states = RecencyTable(limit: policy.maximumKeys)
  }

  /// Decides on a request of `key` that arrives at `now`.
  public mutating func admit(_ key: UInt64, at now: Instant) -> RateLimitDecision {
    admit(key, under: policy.bucket, at: now)
  }

  /// The same where this place has a burst and a delay of its own, as each `limit_req` of nginx has.
  ///
  /// - Precondition: The rate and the arithmetic are those of the zone.
  public mutating func admit(
    _ key: UInt64, under bucket: LeakyBucket.Policy, at now: Instant
  ) -> RateLimitDecision {
    assert(bucket.rate == policy.bucket.rate && bucket.arithmetic == policy.bucket.arithmetic)
    let slot = states.use(key) ?? meet(key, at: now)
    return states.table.update(at: slot) { bucket.admit(cost: 1, to: &$0, at: now) }
  }

  /// What ``admit(_:at:)`` would answer, without charging anybody or counting as seen.
  ///
  /// Where several zones limit one request, nginx charges all or none: ask each for its decision,
  /// stop at the first rejection, and only then admit to all; the longest delay counts.
  public func decision(for key: UInt64, at now: Instant) -> RateLimitDecision {
    var state =
      states.slot(of: key).map { states.table.value(at: $0) } ?? policy.bucket.makeState(at: now)
    return policy.bucket.admit(cost: 1, to: &state, at: now)
  }

  /// How many keys are remembered.
  public var keyCount: Int { states.count }

  /// Forgets all keys.
  ///
  /// - Complexity: O(*n*) in the number of keys the memory has grown to.
  public mutating func removeAll() { states.removeAll() }

  private mutating func meet(_ key: UInt64, at now: Instant) -> Int {
    dropIdle(at: now)
    if states.isFull, let oldest = states.oldest {
      states.remove(at: oldest)
      evictionCount += 1
      dropIdle(at: now)
    }
    return states.insert(key, policy.bucket.makeState(at: now))
  }

  /// What the key that has least has left at `now`, of those in the zone; what a new one would have, if
  /// there are none.
  ///
  /// - Complexity: O(*n*) in the number of keys.
  public func scarcest(at now: Instant) -> RateLimitStatus {
    let bucket = policy.bucket
    var scarcest: LeakyBucket.State?
    // The fill beyond which a key has less left, whole requests only, than the scarcest so far.
    var bound: UInt128 = 0
    states.forEachState { state in
      let fill = bucket.fill(of: state, at: now)
      guard scarcest == nil || fill > bound else { return }
      scarcest = state
      let room = bucket.fillLimit > fill ? bucket.fillLimit - fill : 0
      bound = bucket.fillLimit - room / bucket.unit * bucket.unit
      // Nobody has less than nothing.
      if room < bucket.unit { bound = .max }
    }
    return bucket.status(of: scarcest ?? bucket.makeState(at: now), at: now)
  }

  /// Drops the oldest key if it is idle and drained, and then the next.
  private mutating func dropIdle(at now: Instant) {
    for _ in 0..<2 {
      guard let oldest = states.oldest,
        policy.bucket.isIdle(states.table.value(at: oldest), at: now)
      else { return }
      states.remove(at: oldest)
    }
  }
}

extension LeakyBucket.Policy {
  /// Whether a bucket was last charged a minute ago or earlier, or as far in the future, and would
  /// have no excess left.
  func isIdle(_ state: State, at now: Instant) -> Bool {
    let elapsed = (ticks(at: now) &- state.last).magnitude
    let minute: UInt64 = arithmetic == .nginx ? 60_000 : 60_000_000_000
    return elapsed >= minute && fill(of: state, after: elapsed) <= unit
  }
}
