public import TimeBase

extension TokenBucket {
  /// How fast tokens come and how many the bucket holds.
  @frozen
  public struct Policy: RateLimitPolicy {
    /// How fast the bucket refills; a rate of 0 never does.
    public let rate: Rate

    /// The most tokens the bucket holds, which is also the largest burst; 0 rejects everything.
    public let capacity: Int64

    @inlinable
    public init(rate: Rate, capacity: Int64) {
      self.rate = rate
      self.capacity = capacity
    }

    public var problem: String? {
      capacity < 0 ? "the capacity must not be negative, and is \(capacity)" : nil
    }

    /// - Precondition: `problem` is `nil`.
    @inlinable
    public func makeState(at now: Instant) -> State { State(level: full, last: now) }

    @inlinable
    public func admit(
      cost: Int64, to state: inout State, at now: Instant
    ) -> RateLimitDecision {
      precondition(cost >= 0, "a request cannot cost \(cost) tokens")
      refill(&state, at: now)
      let price = UInt128(UInt64(bitPattern: cost)) &* unitsPerToken
      guard state.level >= price else { return rejection(of: cost, short: price - state.level) }
      state.level &-= price
      return .admitted
    }

    @inlinable
    var unitsPerToken: UInt128 { UInt128(UInt64(bitPattern: rate.period.nanoseconds)) }

    @inlinable
    var full: UInt128 { UInt128(UInt64(bitPattern: capacity)) &* unitsPerToken }

    @inlinable
    func refill(_ state: inout State, at now: Instant) {
      guard now > state.last else { return }
      // Below 2^64 times 2^63, on top of at most 2^126: the sum fits.
      let elapsed = UInt64(bitPattern: now.nanoseconds &- state.last.nanoseconds)
      let gained = UInt128(elapsed) &* UInt128(UInt64(bitPattern: rate.count))
      state.level = min(full, state.level &+ gained)
      state.last = now
    }

    @inlinable
    @inline(never)
    func rejection(of cost: Int64, short: UInt128) -> RateLimitDecision {
      guard rate.count > 0, cost <= capacity else { return .rejected(retryAfter: nil) }
      let wait = short.dividedRoundingUp(by: UInt64(bitPattern: rate.count))
      return .rejected(retryAfter: TimeSpan(nanoseconds: Int64(clamping: wait)))
    }
  }
}
