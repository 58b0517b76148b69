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
  private let cost: Int64
  var admitted: UInt64 = 0
  var delayed: UInt64 = 0
  var limited: UInt64 = 0

  init(_ plan: LimitPlan) {
    let limit = plan.limit
    cost = Int64(limit.cost)
    guard !plan.isInChain else { return }
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

  mutating func admit(_ key: UInt64, at now: Instant) -> RateLimitDecision {
    let decision =
      tokenBucket?.admit(key, cost: cost, at: now)
      ?? periodicTokenBucket?.admit(key, cost: cost, at: now)
      ?? leakyBucket?.admit(key, at: now) ?? other?.admit(key, cost: cost, at: now) ?? .admitted
    count(decision)
    return decision
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
