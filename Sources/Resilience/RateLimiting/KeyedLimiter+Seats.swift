import TimeBase

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
