public import TimeBase

/// The two halves of a decision, for those who ask several limiters before they charge any.
extension KeyedLimiter {
  /// Where the state of a key stands until the next key is met, which counts as use; `nil` if there
  /// is no room for it.
  mutating func seat(of key: UInt64, at now: Instant) -> Int? {
    states.use(key) ?? meet(key, at: now)
  }

  func decision(for cost: Int64, atSeat seat: Int, at now: Instant) -> RateLimitDecision {
    policy.each.decision(for: cost, in: states.table.value(at: seat), at: now)
  }

  mutating func admit(_ cost: Int64, atSeat seat: Int, at now: Instant) -> RateLimitDecision {
    let each = policy.each
    return states.table.update(at: seat) { each.admit(cost: cost, to: &$0, at: now) }
  }
}

/// Limits whose state is read at one time and written back at another, as by a program that asks a
/// store twice: what others write in between is lost.
extension KeyedLimiter {
  /// What is known of a key, which counts as use; a key that is not known is not met.
  public mutating func readState(of key: UInt64, at now: Instant) -> Limiter.Policy.State {
    states.use(key).map { states.table.value(at: $0) } ?? policy.each.makeState(of: key, at: now)
  }

  /// Puts a state in the place of what is known of a key, if there is room for it.
  public mutating func writeState(
    _ state: Limiter.Policy.State, of key: UInt64, at now: Instant
  ) {
    guard let seat = seat(of: key, at: now) else { return }
    states.table.update(at: seat) { $0 = state }
  }
}
