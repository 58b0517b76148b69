public import TimeBase

extension SelectedRateLimit: RateLimitPolicy {
  /// - Precondition: `problem` is `nil`.
  @inlinable
  public func makeState(at now: Instant) -> State { makeState(of: 0, at: now) }

  @inlinable
  public func makeState(of key: UInt64, at now: Instant) -> State {
    switch self {
    case .tokenBucket(let policy): .tokenBucket(policy.makeState(of: key, at: now))
    case .periodicTokenBucket(let policy): .periodicTokenBucket(policy.makeState(of: key, at: now))
    case .scriptedTokenBucket(let policy): .scriptedTokenBucket(policy.makeState(of: key, at: now))
    case .leakyBucket(let policy): .leakyBucket(policy.makeState(of: key, at: now))
    case .gcra(let policy): .gcra(policy.makeState(of: key, at: now))
    case .fixedWindow(let policy): .fixedWindow(policy.makeState(of: key, at: now))
    case .slidingCounter(let policy): .slidingCounter(policy.makeState(of: key, at: now))
    case .slidingLog(let policy): .slidingLog(policy.makeState(of: key, at: now))
    case .cyclicPermits(let policy): .cyclicPermits(policy.makeState(of: key, at: now))
    }
  }

  /// - Precondition: `state` was made by this policy.
  @inlinable
  public func admit(cost: Int64, to state: inout State, at now: Instant) -> RateLimitDecision {
    let decision: RateLimitDecision
    switch (self, state) {
    case (.tokenBucket(let policy), .tokenBucket(var own)):
      decision = policy.admit(cost: cost, to: &own, at: now)
      state = .tokenBucket(own)
    case (.periodicTokenBucket(let policy), .periodicTokenBucket(var own)):
      decision = policy.admit(cost: cost, to: &own, at: now)
      state = .periodicTokenBucket(own)
    case (.scriptedTokenBucket(let policy), .scriptedTokenBucket(var own)):
      decision = policy.admit(cost: cost, to: &own, at: now)
      state = .scriptedTokenBucket(own)
    case (.leakyBucket(let policy), .leakyBucket(var own)):
      decision = policy.admit(cost: cost, to: &own, at: now)
      state = .leakyBucket(own)
    case (.gcra(let policy), .gcra(var own)):
      decision = policy.admit(cost: cost, to: &own, at: now)
      state = .gcra(own)
    case (.fixedWindow(let policy), .fixedWindow(var own)):
      decision = policy.admit(cost: cost, to: &own, at: now)
      state = .fixedWindow(own)
    case (.slidingCounter(let policy), .slidingCounter(var own)):
      decision = policy.admit(cost: cost, to: &own, at: now)
      state = .slidingCounter(own)
    case (.slidingLog(let policy), .slidingLog(var own)):
      state = .inUse
      decision = policy.admit(cost: cost, to: &own, at: now)
      state = .slidingLog(own)
    case (.cyclicPermits(let policy), .cyclicPermits(var own)):
      decision = policy.admit(cost: cost, to: &own, at: now)
      state = .cyclicPermits(own)
    default: foreign(state)
    }
    return decision
  }

  @inlinable
  public func decision(for cost: Int64, in state: State, at now: Instant) -> RateLimitDecision {
    switch (self, state) {
    case (.tokenBucket(let policy), .tokenBucket(let own)):
      policy.decision(for: cost, in: own, at: now)
    case (.periodicTokenBucket(let policy), .periodicTokenBucket(let own)):
      policy.decision(for: cost, in: own, at: now)
    case (.scriptedTokenBucket(let policy), .scriptedTokenBucket(let own)):
      policy.decision(for: cost, in: own, at: now)
    case (.leakyBucket(let policy), .leakyBucket(let own)):
      policy.decision(for: cost, in: own, at: now)
    case (.gcra(let policy), .gcra(let own)):
      policy.decision(for: cost, in: own, at: now)
    case (.fixedWindow(let policy), .fixedWindow(let own)):
      policy.decision(for: cost, in: own, at: now)
    case (.slidingCounter(let policy), .slidingCounter(let own)):
      policy.decision(for: cost, in: own, at: now)
    case (.slidingLog(let policy), .slidingLog(let own)):
      policy.decision(for: cost, in: own, at: now)
    case (.cyclicPermits(let policy), .cyclicPermits(let own)):
      policy.decision(for: cost, in: own, at: now)
    default: foreign(state)
    }
  }

  public func status(of state: State, at now: Instant) -> RateLimitStatus {
    switch (self, state) {
    case (.tokenBucket(let policy), .tokenBucket(let own)): policy.status(of: own, at: now)
    case (.periodicTokenBucket(let policy), .periodicTokenBucket(let own)):
      policy.status(of: own, at: now)
    case (.scriptedTokenBucket(let policy), .scriptedTokenBucket(let own)):
      policy.status(of: own, at: now)
    case (.leakyBucket(let policy), .leakyBucket(let own)): policy.status(of: own, at: now)
    case (.gcra(let policy), .gcra(let own)): policy.status(of: own, at: now)
    case (.fixedWindow(let policy), .fixedWindow(let own)): policy.status(of: own, at: now)
    case (.slidingCounter(let policy), .slidingCounter(let own)): policy.status(of: own, at: now)
    case (.slidingLog(let policy), .slidingLog(let own)): policy.status(of: own, at: now)
    case (.cyclicPermits(let policy), .cyclicPermits(let own)): policy.status(of: own, at: now)
    default: foreign(state)
    }
  }

  public func isRested(_ state: State, at now: Instant) -> Bool {
    switch (self, state) {
    case (.tokenBucket(let policy), .tokenBucket(let own)): policy.isRested(own, at: now)
    case (.periodicTokenBucket(let policy), .periodicTokenBucket(let own)):
      policy.isRested(own, at: now)
    case (.scriptedTokenBucket(let policy), .scriptedTokenBucket(let own)):
      policy.isRested(own, at: now)
    case (.leakyBucket(let policy), .leakyBucket(let own)): policy.isRested(own, at: now)
    case (.gcra(let policy), .gcra(let own)): policy.isRested(own, at: now)
    case (.fixedWindow(let policy), .fixedWindow(let own)): policy.isRested(own, at: now)
    case (.slidingCounter(let policy), .slidingCounter(let own)): policy.isRested(own, at: now)
    case (.slidingLog(let policy), .slidingLog(let own)): policy.isRested(own, at: now)
    case (.cyclicPermits(let policy), .cyclicPermits(let own)): policy.isRested(own, at: now)
    default: foreign(state)
    }
  }

  @usableFromInline
  @inline(never)
  func foreign(_ state: State) -> Never {
    preconditionFailure("the state \(state) was not made by the limit \(self)")
  }
}
