import Resilience
import Testing
import TimeBase

@Suite struct TokenBucketTests {
  /// Vector T1: rate 10/s, capacity 5, continuous (lazy) refill.
  @Test func `vector T1`() {
    var bucket = TokenBucket(.init(rate: .perSecond(10), capacity: 5))
    let script: [(milliseconds: Int64, admitted: Bool)] = [
      (0, true), (0, true), (0, true), (0, true), (0, true), (0, false), (50, false), (99, false),
      (100, true), (100, false), (600, true), (600, true), (600, true), (600, true), (600, true),
      (600, false),
    ]
    for step in script {
      let decision = bucket.admit(at: Instant(milliseconds: step.milliseconds))
      #expect((decision == .admitted) == step.admitted, "at \(step.milliseconds) ms")
    }
  }

  /// Vector T1: half a token is missing at 50 ms, a hundredth at 99 ms.
  @Test func `a rejection says when the missing part of a token will have come`() {
    var bucket = TokenBucket(.init(rate: .perSecond(10), capacity: 5))
    #expect(bucket.admit(cost: 5, at: .zero) == .admitted)
    for (milliseconds, wait) in [(0, 100), (50, 50), (99, 1)] as [(Int64, Int64)] {
      let decision = bucket.admit(at: Instant(milliseconds: milliseconds))
      #expect(decision == .rejected(retryAfter: .milliseconds(wait)))
    }
  }

  /// Reference cases tb-det-130.7-100.3-10 and tb-det-71.3-31.1-5: request k arrives at k divided by
  /// the arrival rate; exact rational arithmetic, closest approach to a tie 7.65e-4 token.
  @Test(
    arguments: [
      (1_307, Rate(1_003, per: .seconds(10)), 10, 1_300, 1_006, 39),
      (713, Rate(311, per: .seconds(10)), 5, 700, 309, 8),
    ] as [(Int64, Rate, Int64, Int64, Int, Int64)])
  func `deterministic arrivals are admitted as exact arithmetic says`(
    arrivalsInTenSeconds: Int64, rate: Rate, capacity: Int64, requests: Int64, admitted: Int,
    firstRejected: Int64
  ) {
    var bucket = TokenBucket(.init(rate: rate, capacity: capacity))
    var count = 0
    var rejected: Int64?
    for index in 0..<requests {
      let twice = 2 * index * 10_000_000_000 + arrivalsInTenSeconds
      let now = Instant(nanoseconds: twice / (2 * arrivalsInTenSeconds))
      if bucket.admit(at: now) == .admitted { count += 1 } else { rejected = rejected ?? index }
    }
    #expect(count == admitted)
    #expect(rejected == firstRejected)
  }

  /// The twin keeps no level: only the instant at which the bucket would be full, as an exact
  /// fraction (in nanoseconds divided by the rate's count).
  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func `decisions and waits are those of exact rational arithmetic`(seed: UInt64) {
    var random = ScriptRandom(seed: seed)
    let periods: [Int64] = [
      1, 7, 1_000_000_000, 10_000_000_000, 60_000_000_000, 86_400_000_000_000,
    ]
    let period = periods[Int(random.below(Int64(periods.count)))]
    let rate = Rate(1 + random.below(2_000), per: .nanoseconds(period))
    let capacity = 1 + random.below(20)
    var bucket = TokenBucket(.init(rate: rate, capacity: capacity))
    let (count, tokenTime) = (Int128(rate.count), Int128(period))
    var fullAt: Int128 = 0
    var now: Int64 = 0
    for _ in 0..<500 {
      now += random.below(1 + 3 * period / rate.count * random.below(3))
      let cost = random.below(capacity + 1)
      let charged = max(fullAt, Int128(now) * count) + Int128(cost) * tokenTime
      let earliest = charged - Int128(capacity) * tokenTime
      let decision = bucket.admit(cost: cost, at: Instant(nanoseconds: now))
      if earliest <= Int128(now) * count {
        #expect(decision == .admitted)
        fullAt = charged
      } else {
        let wait = (earliest + count - 1) / count - Int128(now)
        #expect(decision == .rejected(retryAfter: .nanoseconds(Int64(wait))))
      }
    }
  }

  @Test(arguments: [1, 3, 7, 1_003] as [Int64], [1, 2, 5, 10] as [Int64])
  func `who waits as told is admitted, and not a nanosecond earlier`(count: Int64, cost: Int64) {
    var bucket = TokenBucket(.init(rate: Rate(count, per: .seconds(10)), capacity: 10))
    #expect(bucket.admit(cost: 10, at: .zero) == .admitted)
    let now = Instant(nanoseconds: 12_345)
    guard case .rejected(let wait?) = bucket.admit(cost: cost, at: now) else {
      Issue.record("an empty bucket admitted \(cost)")
      return
    }
    var early = bucket
    #expect(early.admit(cost: cost, at: now + wait - .nanoseconds(1)).isRejected)
    #expect(bucket.admit(cost: cost, at: now + wait) == .admitted)
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func `no window sees more than the capacity and what has dripped in`(seed: UInt64) {
    var random = ScriptRandom(seed: seed)
    let rate = Rate(1 + random.below(500), per: .seconds(7))
    let capacity = 1 + random.below(10)
    var bucket = TokenBucket(.init(rate: rate, capacity: capacity))
    var admitted: [Int64] = []
    var now: Int64 = 0
    for _ in 0..<400 {
      now += random.below(1 + 7_000_000_000 / rate.count)
      if bucket.admit(at: Instant(nanoseconds: now)) == .admitted { admitted.append(now) }
    }
    #expect(admitted.count > 60)
    var violations = 0
    for first in admitted.indices {
      for last in admitted.indices[first...] {
        let span = Int128(admitted[last] - admitted[first])
        let allowed = Int128(capacity) * 7_000_000_000 + span * Int128(rate.count)
        if Int128(last - first + 1) * 7_000_000_000 > allowed { violations += 1 }
      }
    }
    #expect(violations == 0)
  }

  @Test func `a step back of the clock neither refills nor takes away`() {
    var bucket = TokenBucket(.init(rate: .perSecond(1), capacity: 5))
    #expect(bucket.admit(cost: 3, at: Instant(milliseconds: 10_000)) == .admitted)
    #expect(bucket.admit(cost: 2, at: Instant(milliseconds: 4_000)) == .admitted)
    #expect(bucket.admit(at: Instant(milliseconds: 10_999)).isRejected)
    #expect(bucket.admit(at: Instant(milliseconds: 11_000)) == .admitted)
  }

  @Test func `a rate of zero gives the capacity once`() {
    var bucket = TokenBucket(.init(rate: .perSecond(0), capacity: 2))
    #expect(bucket.admit(at: .zero) == .admitted)
    #expect(bucket.admit(at: .zero) == .admitted)
    #expect(bucket.admit(at: .distantFuture) == .rejected(retryAfter: nil))
  }

  @Test func `what can never pass is told so`() {
    var bucket = TokenBucket(.init(rate: .perSecond(10), capacity: 5))
    #expect(bucket.admit(cost: 6, at: .zero) == .rejected(retryAfter: nil))
    #expect(bucket.availableTokens(at: .zero) == 5)
    var closed = TokenBucket(.init(rate: .perSecond(10), capacity: 0))
    #expect(closed.admit(at: .distantFuture) == .rejected(retryAfter: nil))
    #expect(closed.admit(cost: 0, at: .zero) == .admitted)
  }

  @Test func `the largest numbers saturate instead of trapping`() {
    let rate = Rate(.max, per: .nanoseconds(1))
    var fast = TokenBucket(.init(rate: rate, capacity: .max), at: Instant(nanoseconds: .min))
    #expect(fast.admit(cost: .max, at: Instant(nanoseconds: .min)) == .admitted)
    #expect(fast.admit(cost: .max, at: .distantFuture) == .admitted)
    var slow = TokenBucket(.init(rate: Rate(1, per: .forever), capacity: .max))
    #expect(slow.admit(cost: .max, at: .zero) == .admitted)
    #expect(slow.admit(cost: .max, at: .zero) == .rejected(retryAfter: .forever))
    #expect(slow.admit(at: .distantFuture) == .admitted)
  }

  @Test func `an idle bucket holds its capacity and no more`() {
    var bucket = TokenBucket(.init(rate: .perSecond(1), capacity: 3))
    #expect(bucket.admit(cost: 3, at: .zero) == .admitted)
    #expect(bucket.availableTokens(at: Instant(milliseconds: 2_999)) == 2)
    #expect(bucket.availableTokens(at: Instant(milliseconds: 3_000_000)) == 3)
  }

  @Test func `a negative capacity is a problem of whoever wrote it`() {
    let policy = TokenBucket.Policy(rate: .perSecond(1), capacity: -3)
    #expect(policy.problem == "the capacity must not be negative, and is -3")
    #expect(TokenBucket.Policy(rate: .perSecond(0), capacity: 0).problem == nil)
  }

  @Test func `a policy with a problem makes no bucket`() async {
    await #expect(processExitsWith: .failure) {
      _ = TokenBucket(.init(rate: .perSecond(1), capacity: -1))
    }
  }

  @Test func `a negative cost is a broken contract`() async {
    await #expect(processExitsWith: .failure) {
      var bucket = TokenBucket(.init(rate: .perSecond(1), capacity: 1))
      _ = bucket.admit(cost: -1, at: .zero)
    }
  }
}
