import EventEngine
import Resilience
import TimeBase

extension Section {
  /// Limits on the rate of requests, for all together and for each key.
  static var limiter: Section {
    Section(
      name: "limiter",
      about: """
        one operation decides on one request; those for all are asked for a fifth more than they let
        through, those by key for three quarters of it
        """,
      cases: single + keyed + concurrent)
  }

  private static let operations = 200_000

  /// A hundred million decisions a second.
  private static let goal = 10.0

  private static var single: [Case] {
    let (rate, window) = (Rate.perSecond(1_000_000), TimeSpan.milliseconds(1))
    let bucket = TokenBucket.Policy(rate: rate, capacity: 100)
    let drops = LeakyBucket.Policy(rate: rate, burst: 99, delay: .never)
    let exactDrops = LeakyBucket.Policy(
      rate: rate, burst: 99, delay: .never, arithmetic: .exact)
    return [
      one("token bucket") { TokenBucket(bucket) },
      one("leaky bucket, as nginx") { LeakyBucket(drops) },
      one("leaky bucket, exact") { LeakyBucket(exactDrops) },
      one("GCRA") { GCRA(.init(rate: rate, burst: 99)) },
      one("fixed window") { FixedWindow(.init(limit: 1_000, window: window)) },
      one("sliding counter") { SlidingCounter(.init(limit: 1_000, window: window)) },
      one("sliding log") { SlidingLog(.init(limit: 1_000, window: window)) },
      one("token bucket, selected") { SelectedLimiter(.tokenBucket(bucket)) },
    ]
  }

  private static var keyed: [Case] {
    [1_000, 10_000, 100_000].flatMap { (keys: Int64) -> [Case] in
      // 75 requests a second for each key, which may send 100.
      let (rate, count, gap) = (Rate.perSecond(100), Int(keys), 13_333_333 / keys)
      let bucket = TokenBucket.Policy(rate: rate, capacity: 20)
      return [
        each("token bucket", keys, every: gap) {
          KeyedLimiter<TokenBucket>(.init(each: bucket, maximumKeys: count))
        },
        each("GCRA", keys, every: gap) {
          KeyedLimiter<GCRA>(.init(each: .init(rate: rate, burst: 19), maximumKeys: count))
        },
        each("fixed window", keys, every: gap) {
          KeyedLimiter<FixedWindow>(
            .init(each: .init(limit: 100, window: .seconds(1)), maximumKeys: count))
        },
        each("token bucket, selected,", keys, every: gap) {
          KeyedLimiter<SelectedLimiter>(.init(each: .tokenBucket(bucket), maximumKeys: count))
        },
        Case("leaky bucket zone, \(keys) keys", operations: operations) {
          let zone = LeakyBucketZone(
            .init(bucket: .init(rate: rate, burst: 20), maximumKeys: count))
          return Loop(zone, DrawnKeys(.uniform(keys: keys)), every: gap)
        },
      ]
    }
  }

  private static var concurrent: [Case] {
    [
      ended("fixed concurrency") { FixedConcurrency(limit: 100) },
      ended("AIMD") { AIMDConcurrency() },
      ended("Gradient2") { Gradient2Concurrency() },
      ended("Vegas") { VegasConcurrency() },
      ended("Envoy's gradient") {
        GradientConcurrency(updateInterval: .milliseconds(1), measureInterval: .seconds(1))
      },
    ]
  }

  private static func one<Limiter: RateLimiter>(
    _ name: String, _ make: @escaping () -> Limiter
  ) -> Case {
    Case(name, operations: operations, goal: goal) { Loop(make(), every: 833) }
  }

  private static func each<Limiter: RateLimiter>(
    _ name: String, _ keys: Int64, every gap: Int64,
    _ make: @escaping () -> KeyedLimiter<Limiter>
  ) -> Case {
    Case("\(name) by key, \(keys) keys", operations: operations, goal: goal) {
      Loop(make(), DrawnKeys(.uniform(keys: keys)), every: gap)
    }
  }

  /// One request that begins and, ten microseconds later, ends.
  private static func ended<Policy: ConcurrencyPolicy>(
    _ name: String, _ make: @escaping () -> Policy
  ) -> Case {
    Case("\(name), admitted and ended", operations: operations) {
      Loop(ConcurrencyLimiter(make()), every: 20_000)
    }
  }
}

/// Asks a limiter again and again, as time goes on.
///
/// The loops are functions that are specialised where the type of the limiter is known: a generic
/// class would run its methods as they are.
private final class Loop: Workload {
  private let body: (Int) -> UInt64

  init<Limiter: RateLimiter>(_ limiter: Limiter, every nanoseconds: Int64) {
    var (limiter, now) = (limiter, Instant.zero)
    let gap = TimeSpan(nanoseconds: nanoseconds)
    body = { Self.ask(&limiter, &now, every: gap, $0) }
  }

  init<Limiter: RateLimiter>(
    _ limiter: KeyedLimiter<Limiter>, _ keys: DrawnKeys, every nanoseconds: Int64
  ) {
    var (limiter, keys, now) = (limiter, keys, Instant.zero)
    let gap = TimeSpan(nanoseconds: nanoseconds)
    body = { Self.ask(&limiter, &keys, &now, every: gap, $0) }
    // Until every key that was drawn is known.
    _ = body(keys.count)
  }

  init(_ zone: LeakyBucketZone, _ keys: DrawnKeys, every nanoseconds: Int64) {
    var (zone, keys, now) = (zone, keys, Instant.zero)
    let gap = TimeSpan(nanoseconds: nanoseconds)
    body = { Self.ask(&zone, &keys, &now, every: gap, $0) }
    _ = body(keys.count)
  }

  init<Policy: ConcurrencyPolicy>(
    _ limiter: ConcurrencyLimiter<Policy>, every nanoseconds: Int64
  ) {
    var (limiter, now) = (limiter, Instant.zero)
    let gap = TimeSpan(nanoseconds: nanoseconds)
    body = { Self.admitAndEnd(&limiter, &now, every: gap, $0) }
  }

  func run(operations: Int) -> UInt64 { body(operations) }

  private static func ask<Limiter: RateLimiter>(
    _ kept: inout Limiter, _ now: inout Instant, every gap: TimeSpan, _ operations: Int
  ) -> UInt64 {
    var (limiter, time, checksum) = (kept, now, 0 as UInt64)
    for _ in 0..<operations {
      time += gap
      checksum = checksum &* 31 &+ (limiter.admit(at: time).isRejected ? 1 : 0)
    }
    (kept, now) = (limiter, time)
    return checksum
  }

  private static func ask<Limiter: RateLimiter>(
    _ limiter: inout KeyedLimiter<Limiter>, _ keys: inout DrawnKeys, _ now: inout Instant,
    every gap: TimeSpan, _ operations: Int
  ) -> UInt64 {
    var checksum: UInt64 = 0
    for _ in 0..<operations {
      now += gap
      let decision = limiter.admit(keys.next(), at: now)
      checksum = checksum &* 31 &+ (decision.isRejected ? 1 : 0)
    }
    return checksum
  }

  private static func ask(
    _ zone: inout LeakyBucketZone, _ keys: inout DrawnKeys, _ now: inout Instant,
    every gap: TimeSpan, _ operations: Int
  ) -> UInt64 {
    var checksum: UInt64 = 0
    for _ in 0..<operations {
      now += gap
      let decision = zone.admit(keys.next(), at: now)
      checksum = checksum &* 31 &+ (decision.isRejected ? 1 : 0)
    }
    return checksum
  }

  private static func admitAndEnd<Policy: ConcurrencyPolicy>(
    _ limiter: inout ConcurrencyLimiter<Policy>, _ now: inout Instant, every gap: TimeSpan,
    _ operations: Int
  ) -> UInt64 {
    var checksum: UInt64 = 0
    for _ in 0..<operations {
      now += gap
      let token = limiter.acquire(at: now).token
      if let token { limiter.release(token, as: .success, at: now + .microseconds(10)) }
      checksum = checksum &* 31 &+ (token == nil ? 1 : 0)
    }
    return checksum
  }
}
