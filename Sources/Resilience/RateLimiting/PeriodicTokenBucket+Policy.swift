public import TimeBase

extension PeriodicTokenBucket {
  /// How many tokens come, how often, and how many the bucket holds.
  @frozen
  public struct Policy: RateLimitPolicy {
    /// The tokens of one refill; 0 never refills. Envoy calls it `tokens_per_fill`.
    public let tokens: Int64

    /// The time from one refill to the next; longer than zero. Envoy calls it `fill_interval` and
    /// demands 50 ms or more, which is not demanded here.
    public let interval: TimeSpan

    /// The most tokens the bucket holds; 0 rejects everything. Envoy calls it `max_tokens`.
    public let capacity: Int64

    @inlinable
    public init(tokens: Int64 = 1, every interval: TimeSpan, capacity: Int64) {
      self.tokens = tokens
      self.interval = interval
      self.capacity = capacity
    }

    public var problem: String? {
      if tokens < 0 { return "the tokens of a refill must not be negative, and are \(tokens)" }
      if interval <= .zero {
        return "the interval between refills must be longer than zero, and is \(interval)"
      }
      return capacity < 0 ? "the capacity must not be negative, and is \(capacity)" : nil
    }

    /// - Precondition: `problem` is `nil`.
    @inlinable
    public func makeState(at now: Instant) -> State {
      State(level: capacity, nextRefill: now + interval)
    }

    @inlinable
    public func admit(
      cost: Int64, to state: inout State, at now: Instant
    ) -> RateLimitDecision {
      precondition(cost >= 0, "a request cannot cost \(cost) tokens")
      refill(&state, at: now)
      guard state.level >= cost else { return rejection(of: cost, by: state, at: now) }
      state.level -= cost
      return .admitted
    }

    public func status(of state: State, at now: Instant) -> RateLimitStatus {
      var current = state
      refill(&current, at: now)
      let missing = capacity - current.level
      let wait: TimeSpan
      if missing == 0 {
        wait = .zero
      } else if tokens == 0 {
        wait = .forever
      } else {
        wait = current.nextRefill + interval * ((missing - 1) / tokens) - now
      }
      return RateLimitStatus(limit: capacity, remaining: current.level, resetAfter: wait)
    }

    /// The policy of one of `members` processes that share the limit evenly, with fractions of a
    /// token rounded up: Envoy's `local_cluster_rate_limit`, which leaves the capacity to each.
    ///
    /// - Precondition: `members` is 1 or more.
    public func share(among members: Int64) -> Self {
      precondition(members >= 1, "a limit cannot be shared among \(members) members")
      let (whole, rest) = tokens.quotientAndRemainder(dividingBy: members)
      return Self(tokens: rest > 0 ? whole + 1 : whole, every: interval, capacity: capacity)
    }

    @inlinable
    func refill(_ state: inout State, at now: Instant) {
      guard now >= state.nextRefill else { return }
      let overdue = (now - state.nextRefill).nanoseconds
      let refills = UInt128(UInt64(bitPattern: overdue / interval.nanoseconds)) &+ 1
      let gained = UInt128(UInt64(bitPattern: tokens)) &* refills
      let room = UInt64(bitPattern: capacity - state.level)
      state.level += Int64(min(gained, UInt128(room)))
      state.nextRefill = now - TimeSpan(nanoseconds: overdue % interval.nanoseconds) + interval
    }

    @inlinable
    @inline(never)
    func rejection(of cost: Int64, by state: State, at now: Instant) -> RateLimitDecision {
      guard tokens > 0, cost <= capacity else { return .rejected(retryAfter: nil) }
      let furtherRefills = (cost - state.level - 1) / tokens
      return .rejected(retryAfter: state.nextRefill + interval * furtherRefills - now)
    }
  }
}
