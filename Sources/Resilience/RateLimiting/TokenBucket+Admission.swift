public import TimeBase

extension TokenBucket.Policy: RateLimitPolicy {
  public typealias State = TokenBucket.State

  /// - Precondition: `problem` is `nil`.
  @inlinable
  public func makeState(at now: Instant) -> State { State(level: full, last: now) }

  @inlinable
  public func admit(cost: Int64, to state: inout State, at now: Instant) -> RateLimitDecision {
    precondition(cost >= 0, "a request cannot cost \(cost) tokens")
    guard isNarrow else { return admitWide(cost: cost, to: &state, at: now) }
    var level = UInt64(truncatingIfNeeded: state.level)
    if now > state.last, idling == .exact || level != narrowFull {
      let elapsed = UInt64(bitPattern: now.nanoseconds &- state.last.nanoseconds)
      level = elapsed < fillTime ? min(narrowFull, level &+ elapsed &* gain) : narrowFull
      state.last = now
    }
    // A cost within the capacity has a price within 64 bits.
    guard cost <= capacity else {
      state.level = UInt128(level)
      return .rejected(retryAfter: nil)
    }
    let price = UInt64(bitPattern: cost) &* unit
    guard level >= price else {
      state.level = UInt128(level)
      return rejection(of: cost, short: UInt128(price &- level))
    }
    state.level = UInt128(level &- price)
    return .admitted
  }

  /// ``admit(cost:to:at:)`` in 128 bits, which no bucket can leave; where 64 bits are enough, both
  /// do exactly the same.
  @inlinable
  @inline(never)
  package func admitWide(
    cost: Int64, to state: inout State, at now: Instant
  ) -> RateLimitDecision {
    refill(&state, at: now)
    let price = UInt128(UInt64(bitPattern: cost)) &* UInt128(unit)
    guard state.level >= price else { return rejection(of: cost, short: price - state.level) }
    state.level &-= price
    return .admitted
  }

  public func status(of state: State, at now: Instant) -> RateLimitStatus {
    var current = state
    refill(&current, at: now)
    let missing = full - current.level
    let wait: TimeSpan =
      missing == 0
      ? .zero
      : gain == 0
        ? .forever : TimeSpan(nanoseconds: Int64(clamping: missing.dividedRoundingUp(by: gain)))
    let whole = Int64(current.level.dividedRoundingDown(by: unit))
    return RateLimitStatus(limit: capacity, remaining: whole, resetAfter: wait)
  }

  @inlinable
  var full: UInt128 { UInt128(UInt64(bitPattern: capacity)) &* UInt128(unit) }

  @inlinable
  func refill(_ state: inout State, at now: Instant) {
    guard now > state.last, idling == .exact || state.level != full else { return }
    // Below 2^64 times 2^63, on top of at most 2^126: the sum fits.
    let elapsed = UInt64(bitPattern: now.nanoseconds &- state.last.nanoseconds)
    state.level = min(full, state.level &+ UInt128(elapsed) &* UInt128(gain))
    state.last = now
  }

  @inlinable
  @inline(never)
  func rejection(of cost: Int64, short: UInt128) -> RateLimitDecision {
    guard gain > 0, cost <= capacity else { return .rejected(retryAfter: nil) }
    let wait = short.dividedRoundingUp(by: gain)
    return .rejected(retryAfter: TimeSpan(nanoseconds: Int64(clamping: wait)))
  }
}
