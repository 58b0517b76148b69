public import TimeBase

extension LeakyBucket.Policy: RateLimitPolicy {
  public typealias State = LeakyBucket.State

  /// - Precondition: `problem` is `nil`.
  @inlinable
  public func makeState(at now: Instant) -> State { State(fill: 0, last: ticks(at: now)) }

  @inlinable
  public func admit(cost: Int64, to state: inout State, at now: Instant) -> RateLimitDecision {
    precondition(cost >= 0, "a request cannot cost \(cost)")
    guard isNarrow else { return admitWide(cost: cost, to: &state, at: now) }
    let (ticks, narrowUnit) = (ticks(at: now), UInt64(truncatingIfNeeded: unit))
    var (fill, last) = (UInt64(truncatingIfNeeded: state.fill), state.last)
    let elapsed = elapsed(from: last, to: ticks)
    if let elapsed {
      fill = elapsed < drainTime ? fill &- min(fill, narrowLoss(after: elapsed)) : 0
      last = ticks
    }
    // A cost within the limit has a price within 64 bits.
    let limit = UInt64(truncatingIfNeeded: fillLimit)
    guard cost <= burst &+ 1 else { return .rejected(retryAfter: nil) }
    fill &+= UInt64(bitPattern: cost) &* narrowUnit
    guard fill <= limit else { return rejection(of: cost, short: UInt128(fill &- limit)) }
    state = State(fill: UInt128(fill), last: last)
    return UInt128(fill) <= delayLimit ? .admitted : delay(of: UInt128(fill) - delayLimit)
  }

  /// ``admit(cost:to:at:)`` in 128 bits, which no bucket can leave; where 64 bits are enough, both
  /// do exactly the same.
  @inlinable
  @inline(never)
  package func admitWide(
    cost: Int64, to state: inout State, at now: Instant
  ) -> RateLimitDecision {
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

  public func status(of state: State, at now: Instant) -> RateLimitStatus {
    let fill = drained(state, at: now).fill
    let room = fillLimit > fill ? fillLimit - fill : 0
    let wait: TimeSpan
    switch arithmetic {
    case .nginx:
      wait = .milliseconds(Int64(clamping: (fill * 1_000).dividedRoundingUp(by: drain)))
    case .exact:
      wait = .nanoseconds(Int64(clamping: fill.dividedRoundingUp(by: drain)))
    }
    return RateLimitStatus(
      limit: Int64(clamping: fillLimit / unit), remaining: Int64(clamping: room / unit),
      resetAfter: wait)
  }

  /// The fill at `now` and the time from which the next drop counts.
  @inlinable
  func drained(_ state: State, at now: Instant) -> (fill: UInt128, last: Int64) {
    let ticks = ticks(at: now)
    guard let elapsed = elapsed(from: state.last, to: ticks) else {
      return (state.fill, state.last)
    }
    return (fill(of: state, after: elapsed), ticks)
  }

  /// The fill at `now`.
  @inlinable
  @inline(__always)
  func fill(of state: State, at now: Instant) -> UInt128 {
    guard isNarrow else { return drained(state, at: now).fill }
    guard let elapsed = elapsed(from: state.last, to: ticks(at: now)) else { return state.fill }
    guard elapsed < drainTime else { return 0 }
    let fill = UInt64(truncatingIfNeeded: state.fill)
    return UInt128(fill &- min(fill, narrowLoss(after: elapsed)))
  }

  /// The ticks for which a bucket has drained; `nil` if time stands still for it.
  @inlinable
  func elapsed(from last: Int64, to ticks: Int64) -> UInt64? {
    if ticks > last { return UInt64(bitPattern: ticks &- last) }
    switch arithmetic {
    case .exact: return nil
    case .nginx:
      // A small step back drains nothing and leaves `last` in the future; nginx takes a step of
      // more than a minute for a clock that was set, and starts from there.
      return ticks &- last < -60_000 ? 1 : nil
    }
  }

  /// What is left after so many ticks.
  @inlinable
  func fill(of state: State, after elapsed: UInt64) -> UInt128 {
    let product = UInt128(drain) &* UInt128(elapsed)
    let lost = arithmetic == .nginx ? product.dividedRoundingDown(by: 1_000) : product
    return state.fill > lost ? state.fill &- lost : 0
  }

  /// What drains in fewer ticks than ``drainTime``.
  @inlinable
  func narrowLoss(after elapsed: UInt64) -> UInt64 {
    let product = drain &* elapsed
    return arithmetic == .nginx ? product / 1_000 : product
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
