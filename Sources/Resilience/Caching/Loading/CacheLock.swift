public import TimeBase

/// Lets one request at a time fetch a key, while the others look again every now and then: nginx's
/// `proxy_cache_lock`.
///
/// ```
/// request ─ nobody fetches, or too long ─▶ fetch ──▶ release
///    └──── somebody does ─▶ wait ─▶ poll ─ still fetching ─▶ wait …
///                                    └─ done, or too long ─▶ look in the cache, request again
/// ```
///
/// Unlike in ``SingleFlight`` nobody is woken: a waiter whose key arrives sees it at its next poll,
/// up to ``Policy/poll`` later. Who has waited for ``Policy/timeout`` fetches, but stores nothing;
/// once a fetch lasts ``Policy/age``, one more request may fetch and store. As in
/// `ngx_http_file_cache_lock` both are noticed only at a poll, the first poll comes no later than
/// the timeout and the others no later than the age, and at equality the time is up.
///
/// Every operation takes constant time.
@frozen
public struct CacheLock<Key: StableKey> {
  /// The parameters of one location; the defaults are nginx's.
  @frozen
  public struct Policy: BitwiseCopyable, Hashable, Sendable {
    /// How long a request waits: `proxy_cache_lock_timeout`.
    public var timeout: TimeSpan

    /// How long a fetch holds the lock: `proxy_cache_lock_age`.
    public var age: TimeSpan

    /// The longest time from one look to the next.
    public var poll: TimeSpan

    @inlinable
    public init(
      timeout: TimeSpan = .seconds(5), age: TimeSpan = .seconds(5),
      poll: TimeSpan = .milliseconds(500)
    ) {
      self.timeout = timeout
      self.age = age
      self.poll = poll
    }

    /// What makes the policy unusable, if anything.
    public var problem: String? {
      if timeout < .zero { return "the lock timeout must not be negative, and is \(timeout)" }
      if age <= .zero { return "the lock age must be above zero, and is \(age)" }
      return poll > .zero ? nil : "the time between polls must be above zero, and is \(poll)"
    }
  }

  public let policy: Policy

  /// Until when each key that is being fetched is locked.
  @usableFromInline var locks: SlotTable<Key, Instant>

  /// - Precondition: `policy.problem` is `nil`, and the limit is in `0...(1 << 30)`.
  @inlinable
  public init(_ policy: Policy = Policy(), keyLimit: Int = 1 << 30) {
    precondition(policy.problem == nil, "cache lock: \(policy.problem ?? "")")
    self.policy = policy
    locks = SlotTable(limit: keyLimit)
  }

  /// What becomes of a request that has not found its key in the cache.
  ///
  /// - Parameter wait: what the request was told when it last waited; `nil` the first time.
  @inlinable
  public mutating func request(
    _ key: Key, after wait: CacheLockWait? = nil, at now: Instant
  ) -> CacheLockDecision {
    let hash = key.stableHash
    let lockedUntil = now + policy.age
    if let slot = locks.slot(of: key, hash: hash) {
      if locks.value(at: slot) > now {
        let givesUpAt = wait?.givesUpAt ?? now + policy.timeout
        if policy.timeout == .zero || wait?.hasTimedOut == true { return .fetchUncached }
        return .wait(
          CacheLockWait(until: min(now + policy.poll, givesUpAt), givesUpAt: givesUpAt))
      }
      locks.update(at: slot) { $0 = lockedUntil }
    } else {
      guard locks.count < locks.limit else { return .fetchUncached }
      _ = locks.insert(key, lockedUntil, hash: hash)
    }
    return .fetch(CacheLockHold(until: lockedUntil))
  }

  /// Looks whether a waiting request goes on waiting, at the end of its wait.
  ///
  /// - Returns: the next wait; `nil` if the request is to look in the cache now and, if it finds
  ///   nothing, to ask again with `wait`.
  @inlinable
  public func poll(_ key: Key, _ wait: inout CacheLockWait, at now: Instant) -> CacheLockWait? {
    guard now < wait.givesUpAt else {
      wait.hasTimedOut = true
      return nil
    }
    guard let slot = locks.slot(of: key, hash: key.stableHash), locks.value(at: slot) > now else {
      return nil
    }
    wait.until = min(now + policy.poll, locks.value(at: slot))
    return wait
  }

  /// Ends a fetch. One that stored what it brought unlocks its key; one that failed does so unless
  /// another request has taken the lock since.
  @inlinable
  public mutating func release(_ key: Key, _ hold: CacheLockHold, stored: Bool) {
    guard let slot = locks.slot(of: key, hash: key.stableHash) else { return }
    if stored || locks.value(at: slot) == hold.until { locks.remove(at: slot) }
  }
}

extension CacheLock: Sendable where Key: Sendable {}
