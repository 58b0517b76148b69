import EventEngine
import Resilience
import TimeBase

extension Section {
  /// Limits on the rate of requests, for all together and for each key.
  static var limiter: Section {
    Section(
      name: "limiter",
      about: """
        one operation decides on one request; the single bucket is asked for a fifth more than it
        lets through, those by key for three quarters of it
        """,
      cases: [single] + keyed)
  }

  private static let operations = 200_000

  private static var single: Case {
    Case("token bucket", operations: operations) {
      Requests(TokenBucket(.init(rate: .perSecond(1_000_000), capacity: 100)), every: 833)
    }
  }

  private static var keyed: [Case] {
    [1_000, 100_000].flatMap { (keys: Int64) -> [Case] in
      // 75 requests a second for each key, which may send 100.
      let gap = 13_333_333 / keys
      return [
        Case("token bucket by key, \(keys) keys", operations: operations) {
          let each = TokenBucket.Policy(rate: .perSecond(100), capacity: 20)
          let limiter = KeyedLimiter<TokenBucket>(.init(each: each, maximumKeys: Int(keys)))
          return TokenRequests(limiter, DrawnKeys(.uniform(keys: keys)), every: gap)
        },
        Case("leaky bucket zone, \(keys) keys", operations: operations) {
          let bucket = LeakyBucket.Policy(rate: .perSecond(100), burst: 20)
          let zone = LeakyBucketZone(.init(bucket: bucket, maximumKeys: Int(keys)))
          return ZoneRequests(zone, DrawnKeys(.uniform(keys: keys)), every: gap)
        },
      ]
    }
  }
}

private final class Requests: Workload {
  private var limiter: TokenBucket
  private let gap: TimeSpan
  private var now = Instant.zero

  init(_ limiter: TokenBucket, every nanoseconds: Int64) {
    self.limiter = limiter
    gap = TimeSpan(nanoseconds: nanoseconds)
  }

  func run(operations: Int) -> UInt64 {
    var (limiter, now) = (limiter, now)
    var checksum: UInt64 = 0
    for _ in 0..<operations {
      now += gap
      checksum = checksum &* 31 &+ (limiter.admit(at: now).isRejected ? 1 : 0)
    }
    (self.limiter, self.now) = (limiter, now)
    return checksum
  }
}

private final class TokenRequests: Workload {
  private var limiter: KeyedLimiter<TokenBucket>
  private var keys: DrawnKeys
  private let gap: TimeSpan
  private var now = Instant.zero

  init(_ limiter: KeyedLimiter<TokenBucket>, _ keys: DrawnKeys, every nanoseconds: Int64) {
    self.limiter = limiter
    self.keys = keys
    gap = TimeSpan(nanoseconds: nanoseconds)
    // Until every key that was drawn is known.
    _ = run(operations: keys.count)
  }

  func run(operations: Int) -> UInt64 {
    Self.loop(&limiter, &keys, &now, every: gap, operations)
  }

  private static func loop(
    _ limiter: inout KeyedLimiter<TokenBucket>, _ keys: inout DrawnKeys, _ now: inout Instant,
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
}

private final class ZoneRequests: Workload {
  private var limiter: LeakyBucketZone
  private var keys: DrawnKeys
  private let gap: TimeSpan
  private var now = Instant.zero

  init(_ limiter: LeakyBucketZone, _ keys: DrawnKeys, every nanoseconds: Int64) {
    self.limiter = limiter
    self.keys = keys
    gap = TimeSpan(nanoseconds: nanoseconds)
    // Until every key that was drawn is known.
    _ = run(operations: keys.count)
  }

  func run(operations: Int) -> UInt64 {
    Self.loop(&limiter, &keys, &now, every: gap, operations)
  }

  private static func loop(
    _ limiter: inout LeakyBucketZone, _ keys: inout DrawnKeys, _ now: inout Instant,
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
}
