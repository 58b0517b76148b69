import ArchitectureModel
import EventEngine
import Resilience
import TimeBase

/// One limit of a gateway: the real limiter, and what it decided.
struct LimitState: ~Copyable {
  enum Limiter {
    case tokenBucket(KeyedLimiter<TokenBucket>)
    case periodicTokenBucket(KeyedLimiter<PeriodicTokenBucket>)
    case leakyBucket(LeakyBucketZone)
    case taken
  }

  private var limiter: Limiter
  var admitted: UInt64 = 0
  var delayed: UInt64 = 0
  var limited: UInt64 = 0

  init(_ plan: LimitPlan) {
    let keys = plan.limit.per == .everyone ? 1 : plan.limit.entries
    switch plan.limit.limiter {
    case .tokenBucket(let policy):
      limiter = .tokenBucket(KeyedLimiter(.init(each: policy, maximumKeys: keys)))
    case .periodicTokenBucket(let policy):
      limiter = .periodicTokenBucket(KeyedLimiter(.init(each: policy, maximumKeys: keys)))
    case .leakyBucket(let policy):
      limiter = .leakyBucket(LeakyBucketZone(.init(bucket: policy, maximumKeys: keys)))
    }
  }

  mutating func admit(_ key: UInt64, at now: Instant) -> RateLimitDecision {
    let decision = decide(key, at: now)
    switch decision {
    case .admitted: admitted &+= 1
    case .delayed: delayed &+= 1
    case .rejected: limited &+= 1
    }
    return decision
  }

  private mutating func decide(_ key: UInt64, at now: Instant) -> RateLimitDecision {
    // The limiter is taken out for the while, so that it is changed in place and not copied.
    switch limiter {
    case .tokenBucket(var bucket):
      limiter = .taken
      defer { limiter = .tokenBucket(bucket) }
      return bucket.admit(key, at: now)
    case .periodicTokenBucket(var bucket):
      limiter = .taken
      defer { limiter = .periodicTokenBucket(bucket) }
      return bucket.admit(key, at: now)
    case .leakyBucket(var zone):
      limiter = .taken
      defer { limiter = .leakyBucket(zone) }
      return zone.admit(key, at: now)
    case .taken:
      preconditionFailure("a limit was asked while it was being asked")
    }
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
      calls[call].state = .working
      schedule(.work, call, after: delay, phase: .timer)
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

  /// The address that a request came from: a draw of its own, the same wherever it is asked for.
  private func address(of call: CallID) -> UInt64 {
    let origin = plan.origins[Int(calls[call].origin)]
    guard origin.addresses > 1 else { return plan.stations[origin.station].id }
    var draws = Draws(
      random, component: plan.stations[origin.station].id, purpose: Purpose.address,
      index: calls[call].draws.root.index)
    return plan.stations[origin.station].id ^ draws.next(below: UInt64(origin.addresses))
  }
}
