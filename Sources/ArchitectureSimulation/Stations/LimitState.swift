import ArchitectureModel
import Resilience
import TimeBase

/// One limit of a gateway: the real limiter, and what it decided.
struct LimitState: ~Copyable {
  // One of these, or none in a chain; all are values that are changed in place. What most models have
  // is not asked by way of `SelectedLimiter`, which has to look what it is each time.
  private var tokenBucket: KeyedLimiter<TokenBucket>?
  private var periodicTokenBucket: KeyedLimiter<PeriodicTokenBucket>?
  private var leakyBucket: LeakyBucketZone?
  private var other: KeyedLimiter<SelectedLimiter>?

  /// Which of them there is: to find that out by looking into each takes longer than to decide.
  private enum Form { case tokenBucket, periodicTokenBucket, leakyBucket, other }
  private let form: Form
  private let cost: Int64

  /// Of a leaky bucket: the burst and delay of this place.
  let bucket: LeakyBucket.Policy?

  /// Whose buckets are asked, and whether each process has its own.
  let owner: Int
  let isPrivate: Bool
  let isReadThenWritten: Bool
  let goesByWallClock: Bool
  let scope: Gateway.Limit.Scope
  let status: UInt16
  let retryAfter: Gateway.RetryAfterHint?
  var admitted: UInt64 = 0
  var delayed: UInt64 = 0
  var limited: UInt64 = 0

  init(_ plan: LimitPlan, _ number: Int) {
    let limit = plan.limit
    cost = Int64(limit.cost)
    owner = plan.owner
    isPrivate = plan.copies > 1
    isReadThenWritten = plan.isReadThenWritten
    goesByWallClock = limit.limiter.goesByWallClock
    scope = limit.per
    status = UInt16(truncatingIfNeeded: limit.status)
    retryAfter = limit.retryAfter
    if case .leakyBucket(let policy) = limit.limiter { bucket = policy } else { bucket = nil }
    form =
      switch limit.limiter {
      case _ where plan.isReadThenWritten: .other
      case .tokenBucket: .tokenBucket
      case .periodicTokenBucket: .periodicTokenBucket
      case .leakyBucket: .leakyBucket
      case .scriptedTokenBucket, .gcra, .fixedWindow, .slidingCounter, .slidingLog, .cyclicPermits:
        .other
      }
    guard !plan.isInChain, plan.owner == number else { return }
    guard !plan.isReadThenWritten else {
      other = KeyedLimiter(limit.policy)
      return
    }
    switch limit.limiter {
    case .tokenBucket(let policy):
      tokenBucket = KeyedLimiter(
        .init(each: policy, maximumKeys: limit.keyCount, crowding: limit.crowding))
    case .periodicTokenBucket(let policy):
      periodicTokenBucket = KeyedLimiter(
        .init(each: policy, maximumKeys: limit.keyCount, crowding: limit.crowding))
    case .leakyBucket(let policy):
      leakyBucket = LeakyBucketZone(.init(bucket: policy, maximumKeys: limit.keyCount))
    case .scriptedTokenBucket, .gcra, .fixedWindow, .slidingCounter, .slidingLog, .cyclicPermits:
      other = KeyedLimiter(limit.policy)
    }
  }

  /// Decides, and writes down what.
  mutating func admit(_ key: UInt64, at now: Instant) -> RateLimitDecision {
    let decision =
      switch form {
      case .tokenBucket: tokenBucket?.admit(key, cost: cost, at: now)
      case .periodicTokenBucket: periodicTokenBucket?.admit(key, cost: cost, at: now)
      case .leakyBucket: leakyBucket?.admit(key, at: now)
      case .other: other?.admit(key, cost: cost, at: now)
      }
    count(decision ?? .admitted)
    return decision ?? .admitted
  }

  /// Decides for a place that uses these buckets as well, with a burst of its own.
  mutating func admit(
    _ key: UInt64, under bucket: LeakyBucket.Policy?, at now: Instant
  ) -> RateLimitDecision {
    if let bucket { return leakyBucket?.admit(key, under: bucket, at: now) ?? .admitted }
    return tokenBucket?.admit(key, cost: cost, at: now)
      ?? periodicTokenBucket?.admit(key, cost: cost, at: now)
      ?? other?.admit(key, cost: cost, at: now) ?? .admitted
  }

  /// What a program reads of a key and changes for itself, to write it back later.
  mutating func read(
    _ key: UInt64, at now: Instant
  ) -> (decision: RateLimitDecision, state: SelectedRateLimit.State)? {
    guard var state = other?.readState(of: key, at: now) else { return nil }
    let decision = other?.policy.each.admit(cost: cost, to: &state, at: now) ?? .admitted
    count(decision)
    return (decision, state)
  }

  mutating func write(_ state: SelectedRateLimit.State, of key: UInt64, at now: Instant) {
    other?.writeState(state, of: key, at: now)
  }

  /// What is left at this moment as a share of what passes at once: of the key that has least, where it
  /// has many; `nil` if others are asked.
  ///
  /// - Complexity: O(*n*) in the number of keys.
  func left(at now: Instant) -> Double? {
    let least =
      tokenBucket?.scarcest(at: now) ?? periodicTokenBucket?.scarcest(at: now)
      ?? leakyBucket?.scarcest(at: now) ?? other?.scarcest(at: now)
    guard let least, least.limit > 0 else { return nil }
    return Double(least.remaining) / Double(least.limit)
  }

  /// Writes down what the limit, or the chain that it is part of, decided.
  mutating func count(_ decision: RateLimitDecision) {
    switch decision {
    case .admitted: admitted &+= 1
    case .delayed:
      admitted &+= 1
      delayed &+= 1
    case .rejected: limited &+= 1
    }
  }
}

extension Gateway.Limit {
  /// How many buckets there can be.
  var keyCount: Int { per == .everyone ? 1 : entries }

  /// What a limiter of any kind is made of.
  var policy: KeyedLimiter<SelectedLimiter>.Policy {
    .init(each: limiter, maximumKeys: keyCount, crowding: crowding)
  }
}
