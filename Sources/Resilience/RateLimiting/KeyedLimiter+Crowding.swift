public import TimeBase

extension KeyedLimiter {
  /// The slot of a key that was not known; `nil` if there is no room for it.
  @inlinable
  @inline(never)
  mutating func meet(_ key: UInt64, at now: Instant) -> Int? {
    let state = policy.each.makeState(of: key, at: now)
    guard states.isFull else { return states.insert(key, state) }
    switch policy.crowding {
    case .forgetOldest:
      evictions += 1
      return states.replaceOldest(with: key, state)
    case .forgetRested:
      guard let slot = restedSlot(at: now) else { return nil }
      states.remove(at: slot)
      evictions += 1
      return states.insert(key, state)
    }
  }

  /// Whether a new key would be given a limiter.
  @usableFromInline
  func hasRoom(at now: Instant) -> Bool {
    !states.isFull || policy.crowding == .forgetOldest || restedSlot(at: now) != nil
  }

  /// The slot whose key has not asked for longest, if that key gains nothing by being forgotten.
  @usableFromInline
  func restedSlot(at now: Instant) -> Int? {
    guard let oldest = states.oldest,
      policy.each.isRested(states.table.value(at: oldest), at: now)
    else { return nil }
    return oldest
  }

  @usableFromInline
  mutating func turnAway(at now: Instant) -> RateLimitDecision {
    turnedAway += 1
    return strangerDecision(at: now)
  }

  /// What a request is answered whose key finds no room.
  @usableFromInline
  func strangerDecision(at now: Instant) -> RateLimitDecision {
    guard policy.crowding == .forgetRested(otherwise: .isRejected), let oldest = states.oldest
    else { return .admitted }
    let wait = policy.each.status(of: states.table.value(at: oldest), at: now).resetAfter
    return .rejected(retryAfter: wait == .forever ? nil : wait)
  }
}
