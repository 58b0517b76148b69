import ArchitectureModel
import EventEngine
import Resilience
import TimeBase

/// One limit of a gateway: the real limiter, and what it decided.
struct LimitState: ~Copyable {
  // One of the three; all are values that are changed in place.
  private var tokenBucket: KeyedLimiter<TokenBucket>?
  private var periodicTokenBucket: KeyedLimiter<PeriodicTokenBucket>?
  private var leakyBucket: LeakyBucketZone?
  var admitted: UInt64 = 0
  var delayed: UInt64 = 0
  var limited: UInt64 = 0

  init(_ plan: LimitPlan) {
    let keys = plan.limit.per == .everyone ? 1 : plan.limit.entries
    switch plan.limit.limiter {
    case .tokenBucket(let policy):
      tokenBucket = KeyedLimiter(.init(each: policy, maximumKeys: keys))
    case .periodicTokenBucket(let policy):
      periodicTokenBucket = KeyedLimiter(.init(each: policy, maximumKeys: keys))
    case .leakyBucket(let policy):
      leakyBucket = LeakyBucketZone(.init(bucket: policy, maximumKeys: keys))
    }
  }

  mutating func admit(_ key: UInt64, at now: Instant) -> RateLimitDecision {
    let decision =
      tokenBucket?.admit(key, at: now) ?? periodicTokenBucket?.admit(key, at: now)
      ?? leakyBucket?.admit(key, at: now) ?? .admitted
    switch decision {
    case .admitted: admitted &+= 1
    case .delayed: delayed &+= 1
    case .rejected: limited &+= 1
    }
    return decision
  }
}

/// Gateways: what passes their limits.
extension Simulation {
  /// Asks a limit about a call.
  ///
  /// - Returns: Whether the program goes on at once; if not, the call is delayed or over.
  mutating func passes(_ call: CallID, _ number: Int) -> Bool {
    let key: UInt64
    switch plan.limits[number].limit.per {
    case .everyone: key = 0
    case .address: key = address(of: call)
    case .key: key = self.key(of: call)
    }
    switch limits[number].admit(key, at: now) {
    case .admitted:
      return true
    case .delayed(let delay):
      work(call, for: delay, phase: .timer)
      return false
    case .rejected:
      end(
        call,
        .failure(
          .limited, at: calls[call].station,
          status: UInt16(truncatingIfNeeded: plan.limits[number].limit.status)))
      return false
    }
  }

  /// Whether a call carries a token that is worth something, by its client and by the gateway's share.
  mutating func isAuthorised(_ call: CallID, _ counter: Int) -> Bool {
    guard token(of: call) == .valid else { return false }
    // Most gateways are called with credentials throughout: no draw then.
    guard program[counter].share != .never else { return true }
    var draws = self.draws(for: call, program[counter].purpose)
    return !draws.happens(program[counter].share)
  }
}
