import Resilience
import Testing
import TimeBase

/// Where 64 bits are enough they are used; the answers are those of 128.
@Suite struct NarrowArithmeticTests {
  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func `a token bucket decides in 64 bits as in 128`(seed: UInt64) {
    var random = ScriptRandom(seed: seed)
    let period = 1 + random.below(1 << (1 + random.below(50)))
    let policy = TokenBucket.Policy(
      rate: Rate(random.below(1 << (1 + random.below(50))), per: .nanoseconds(period)),
      capacity: random.below(1 << (1 + random.below(12))),
      idling: random.chance(1, in: 3) ? .standsStillWhenFull : .exact)
    var (narrow, wide) = (policy.makeState(at: .zero), policy.makeState(at: .zero))
    var now: Int64 = 0
    for _ in 0..<400 {
      now += random.below(1 << (1 + random.below(44)))
      if random.chance(1, in: 20) { now -= random.below(1 << 40) }
      let instant = Instant(nanoseconds: now)
      let cost = random.below(policy.capacity + 2)
      let decision = policy.admit(cost: cost, to: &narrow, at: instant)
      #expect(decision == policy.admitWide(cost: cost, to: &wide, at: instant))
      #expect(narrow == wide)
    }
  }

  @Test(arguments: 1...60 as ClosedRange<UInt64>, [LeakyBucket.Arithmetic.nginx, .exact])
  func `a leaky bucket decides in 64 bits as in 128`(
    seed: UInt64, arithmetic: LeakyBucket.Arithmetic
  ) {
    var random = ScriptRandom(seed: seed)
    let count = 1 + random.below(1 << (1 + random.below(30)))
    let policy = LeakyBucket.Policy(
      rate: random.chance(1, in: 2) ? .perSecond(count) : .perMinute(60 * count),
      burst: random.below(1 << (1 + random.below(12))),
      delay: random.chance(1, in: 2) ? .never : .after(random.below(5)), arithmetic: arithmetic)
    var (narrow, wide) = (policy.makeState(at: .zero), policy.makeState(at: .zero))
    var now: Int64 = 0
    for _ in 0..<400 {
      now += random.below(1 << (1 + random.below(44)))
      if random.chance(1, in: 20) { now -= random.below(1 << 40) }
      let instant = Instant(nanoseconds: now)
      let cost = random.below(policy.burst + 3)
      let decision = policy.admit(cost: cost, to: &narrow, at: instant)
      #expect(decision == policy.admitWide(cost: cost, to: &wide, at: instant))
      #expect(narrow == wide)
    }
  }

  /// Vector T4: `TokenBucketImpl` of Envoy, capacity 3, one a second, first used after ten seconds.
  @Test func `a bucket whose clock stands still while it is full grants one more`() {
    let policy = TokenBucket.Policy(
      rate: .perSecond(1), capacity: 3, idling: .standsStillWhenFull)
    var bucket = TokenBucket(policy)
    let answers = (0..<6).map { _ in bucket.admit(at: Instant(milliseconds: 10_000)) == .admitted }
    #expect(answers == [true, true, true, true, false, false])
  }
}
