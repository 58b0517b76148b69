public import TimeBase

extension LeakyBucket.Policy: RateLimitPolicy {
  public typealias State = LeakyBucket.State

  /// - Precondition: `problem` is `nil`.
  @inlinable
  public func makeState(at now: Instant) -> State { State(fill: 0, last: ticks(at: now)) }

  @inlinable
  public func admit(cost: Int64, to state: inout State, at now: Instant) -> RateLimitDecision {
    precondition(cost >= 0, "a request cannot cost \(cost)")
    let (drained, last) = drained(state, at: now)
    let fill = drained &+ UInt128(UInt64(bitPattern: cost)) &* unit
    guard fill <= fillLimit else { return rejection(of: cost, short: fill - fillLimit) }
    state = State(fill: fill, last: last)
    return fill <= delayLimit ? .admitted : delay(of: fill - delayLimit)
  }

  /// The excess of a state, in requests.
  @usableFromInline
  func excess(of state: State) -> Double {
    state.fill <= unit ? 0 : Double(state.fill - unit) / Double(unit)
  }

  /// The fill at `now` and the time from which the next drop counts.
  @inlinable
  func drained(_ state: State, at now: Instant) -> (fill: UInt128, last: Int64) {
    let ticks = ticks(at: now)
    switch arithmetic {
    case .exact:
      guard ticks > state.last else { return (state.fill, state.last) }
      let elapsed = UInt64(bitPattern: ticks &- state.last)
      let lost = UInt128(elapsed) &* UInt128(drain)
      return (state.fill > lost ? state.fill &- lost : 0, ticks)
    case .nginx:
      let elapsed = ticks &- state.last
      if elapsed > 0 { return (fill(of: state, after: UInt64(elapsed)), ticks) }
      // A small step back drains nothing and leaves `last` in the future; nginx takes a step of
      // more than a minute for a clock that was set, and starts from there.
      if elapsed < -60_000 { return (fill(of: state, after: 1), ticks) }
      return (state.fill, state.last)
    }
  }

  /// What is left after so many milliseconds, in the arithmetic of nginx.
  @inlinable
  func fill(of state: State, after milliseconds: UInt64) -> UInt128 {
    let lost = (UInt128(drain) &* UInt128(milliseconds)).dividedRoundingDown(by: 1_000)
    return state.fill > lost ? state.fill &- lost : 0
  }

  /// The time in the unit of `State.last`.
  @inlinable
  func ticks(at now: Instant) -> Int64 {
    switch arithmetic {
    case .nginx: now.nanoseconds / 1_000_000
    case .exact: now.nanoseconds
    }
  }

  /// The wait of an admitted request: nginx cuts off the fraction of a millisecond; the exact one is
  /// rounded up, so that nothing leaves faster than the rate.
  @inlinable
  @inline(never)
  func delay(of surplus: UInt128) -> RateLimitDecision {
    switch arithmetic {
    case .nginx:
      let wait = (surplus * 1_000).dividedRoundingDown(by: drain)
      return wait == 0 ? .admitted : .delayed(.milliseconds(Int64(clamping: wait)))
    case .exact:
      return .delayed(.nanoseconds(Int64(clamping: surplus.dividedRoundingUp(by: drain))))
    }
  }

  @inlinable
  @inline(never)
  func rejection(of cost: Int64, short: UInt128) -> RateLimitDecision {
    guard UInt128(UInt64(bitPattern: cost)) &* unit <= fillLimit else {
      return .rejected(retryAfter: nil)
    }
    switch arithmetic {
    case .nginx:
      let wait = (short * 1_000).dividedRoundingUp(by: drain)
      return .rejected(retryAfter: .milliseconds(Int64(clamping: wait)))
    case .exact:
      let wait = short.dividedRoundingUp(by: drain)
      return .rejected(retryAfter: .nanoseconds(Int64(clamping: wait)))
    }
  }
}
