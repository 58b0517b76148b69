import Resilience
import Testing
import TimeBase

/// What a `limit_req` vector expects of one request, in the units of nginx.
enum LimitReqAnswer: Sendable {
  /// Admitted, leaving this excess in thousandths of a request.
  case pass(Int64)
  /// Admitted after so many milliseconds.
  case delay(Int64)
  /// Rejected with this excess.
  case reject(Int64)
}

/// A row of the `limit_req` table: what ngx_http_limit_req_module of nginx answers, step by step.
struct LimitReqVector: Sendable, CustomTestStringConvertible {
  var name: String
  var policy: LeakyBucket.Policy
  var script: [(milliseconds: Int64, answer: LimitReqAnswer)]

  var testDescription: String { name }

  static let all = [
    LimitReqVector(
      name: "L1: rejects do not move the clock of the bucket",
      policy: .init(rate: .perSecond(10)),
      script: [
        (0, .pass(0)), (50, .reject(500)), (100, .pass(0)), (199, .reject(10)), (200, .pass(0)),
        (1_000, .pass(0)), (1_001, .reject(990)),
      ]),
    LimitReqVector(
      name: "L2: a burst is spaced by the rate",
      policy: .init(rate: .perSecond(1), burst: 5),
      script: [
        (0, .pass(0)), (0, .delay(1_000)), (0, .delay(2_000)), (0, .delay(3_000)),
        (0, .delay(4_000)), (0, .delay(5_000)), (0, .reject(6_000)), (0, .reject(6_000)),
        (1_000, .delay(5_000)), (1_000, .reject(6_000)), (7_000, .pass(0)),
      ]),
    LimitReqVector(
      name: "L3: the first three in excess pass at once",
      policy: .init(rate: .perSecond(1), burst: 5, delay: .after(3)),
      script: [
        (0, .pass(0)), (0, .pass(1_000)), (0, .pass(2_000)), (0, .pass(3_000)), (0, .delay(1_000)),
        (0, .delay(2_000)), (0, .reject(6_000)),
      ]),
    LimitReqVector(
      name: "L4: nodelay",
      policy: .init(rate: .perSecond(1), burst: 5, delay: .never),
      script: [
        (0, .pass(0)), (0, .pass(1_000)), (0, .pass(2_000)), (0, .pass(3_000)), (0, .pass(4_000)),
        (0, .pass(5_000)), (0, .reject(6_000)), (999, .reject(5_001)), (1_000, .pass(5_000)),
      ]),
    LimitReqVector(
      name: "L5: one a minute is one in 62.5 s",
      policy: .init(rate: .perMinute(1)),
      script: [
        (0, .pass(0)), (60_000, .reject(40)), (62_499, .reject(1)), (62_500, .pass(0)),
      ]),
    LimitReqVector(
      name: "L6: the clock steps back a second",
      policy: .init(rate: .perSecond(1), burst: 5, delay: .never),
      script: [
        (10_000, .pass(0)), (9_000, .pass(1_000)), (9_000, .pass(2_000)), (10_500, .pass(2_500)),
      ]),
    LimitReqVector(
      name: "L7: the clock steps back more than a minute",
      policy: .init(rate: .perSecond(1), burst: 1, delay: .never),
      script: [
        (100_000, .pass(0)), (30_000, .pass(999)), (30_999, .pass(1_000)), (31_000, .reject(1_999)),
      ]),
    LimitReqVector(
      name: "a step back of exactly a minute is still a small one",
      policy: .init(rate: .perSecond(1), burst: 1, delay: .never),
      script: [
        (100_000, .pass(0)), (40_000, .pass(1_000)), (100_000, .reject(2_000)),
        (101_000, .pass(1_000)),
      ]),
    LimitReqVector(
      name: "L8: thirds are cut off",
      policy: .init(rate: .perSecond(3), burst: 1, delay: .never),
      script: [
        (0, .pass(0)), (0, .pass(1_000)), (333, .reject(1_001)), (334, .pass(998)),
        (666, .reject(1_002)), (667, .pass(999)),
      ]),
  ]
}

@Suite struct LeakyBucketTests {
  @Test(arguments: LimitReqVector.all)
  func `limit_req vectors`(vector: LimitReqVector) {
    var bucket = LeakyBucket(vector.policy)
    // Thousandths of a request that drain in a second, as nginx computes them.
    let rate = vector.policy.rate
    let drain = rate.count * 1_000 / (rate.period.nanoseconds / 1_000_000_000)
    for step in vector.script {
      let excessBefore = bucket.excess
      let decision = bucket.admit(at: Instant(milliseconds: step.milliseconds))
      switch step.answer {
      case .pass(let excess):
        #expect(decision == .admitted, "at \(step.milliseconds) ms")
        #expect(bucket.excess == Double(excess) / 1_000)
      case .delay(let wait):
        #expect(decision == .delayed(.milliseconds(wait)), "at \(step.milliseconds) ms")
      case .reject(let excess):
        let wait = ((excess - vector.policy.burst * 1_000) * 1_000 + drain - 1) / drain
        #expect(decision == .rejected(retryAfter: .milliseconds(wait)))
        #expect(bucket.excess == excessBefore)
      }
    }
  }

  /// Vector L1 at 50 ms: the hint is 50 ms, which `Retry-After` rounds up to a second.
  @Test func `a rejection can be told to a client in whole seconds`() {
    var bucket = LeakyBucket(.init(rate: .perSecond(10)))
    #expect(bucket.admit(at: .zero) == .admitted)
    let decision = bucket.admit(at: Instant(milliseconds: 50))
    #expect(decision == .rejected(retryAfter: .milliseconds(50)))
    #expect(decision.retryAfterSeconds == 1)
  }

  /// The twin follows the published steps of the module literally, in 64-bit integers.
  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func `decisions are those of a literal twin`(seed: UInt64) {
    var random = ScriptRandom(seed: seed)
    let perMinute = random.chance(1, in: 2)
    let count = 1 + random.below(perMinute ? 600 : 50)
    let (burst, passing) = (random.below(8), random.below(8))
    let policy = LeakyBucket.Policy(
      rate: perMinute ? .perMinute(count) : .perSecond(count), burst: burst,
      delay: passing == 7 ? .never : .after(passing))
    var bucket = LeakyBucket(policy)
    let rate = perMinute ? count * 1_000 / 60 : count * 1_000
    var (excess, last, isNew) = (0 as Int64, 0 as Int64, true)
    var now: Int64 = 1_000_000
    for _ in 0..<500 {
      now += random.below(2_000_000 / rate)
      if random.chance(1, in: 20) { now -= random.below(3_000) }
      if random.chance(1, in: 50) { now -= 59_000 + random.below(2_500) }
      let decision = bucket.admit(
        at: Instant(nanoseconds: now * 1_000_000 + random.below(1_000_000)))
      var elapsed = now - last
      if elapsed < -60_000 { elapsed = 1 } else if elapsed < 0 { elapsed = 0 }
      let charged = isNew ? 0 : max(0, excess - rate * elapsed / 1_000 + 1_000)
      guard charged <= burst * 1_000 else {
        #expect(decision.isRejected)
        continue
      }
      excess = charged
      if elapsed != 0 || isNew { last = now }
      isNew = false
      let wait = passing == 7 ? 0 : max(0, charged - passing * 1_000) * 1_000 / rate
      #expect(decision == (wait == 0 ? .admitted : .delayed(.milliseconds(wait))))
      #expect(bucket.excess == Double(excess) / 1_000)
    }
  }

  /// With burst B a bucket that never delays admits what a token bucket of capacity B + 1 does,
  /// whenever the rate times the milliseconds is a multiple of 1,000 (thousandths of a request): at
  /// every millisecond for rates a second, at every second for the 333 thousandths of 20/min.
  @Test(
    arguments: [
      (.perSecond(1), .perSecond(1), 1), (.perSecond(7), .perSecond(7), 1),
      (.perSecond(1_000), .perSecond(1_000), 1), (.perMinute(60), .perSecond(1), 1),
      (.perMinute(20), Rate(333, per: .seconds(1_000)), 1_000),
    ] as [(Rate, Rate, Int64)], 0...4 as ClosedRange<Int64>)
  func `nodelay is a token bucket of one more`(
    rates: (written: Rate, counted: Rate, tick: Int64), burst: Int64
  ) {
    var random = ScriptRandom(seed: UInt64(burst))
    var leaky = LeakyBucket(.init(rate: rates.written, burst: burst, delay: .never))
    var tokens = TokenBucket(.init(rate: rates.counted, capacity: burst + 1))
    let between = Int64(rates.counted.meanNanosecondsBetween / 1e6) / rates.tick
    var now: Int64 = 0
    for _ in 0..<1_000 {
      now += rates.tick * random.below(2 + between)
      if now > 60_000, random.chance(1, in: 20) { now -= random.below(50) * rates.tick }
      let instant = Instant(milliseconds: now)
      #expect(leaky.admit(at: instant).isRejected == tokens.admit(at: instant).isRejected)
    }
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `with exact arithmetic nodelay is a token bucket at any instant`(seed: UInt64) {
    var random = ScriptRandom(seed: seed)
    let rate = Rate(1 + random.below(999), per: .nanoseconds(1 + random.below(10_000_000)))
    let burst = random.below(6)
    var leaky = LeakyBucket(.init(rate: rate, burst: burst, delay: .never, arithmetic: .exact))
    var tokens = TokenBucket(.init(rate: rate, capacity: burst + 1))
    var now: Int64 = 0
    for _ in 0..<500 {
      now += random.below(2 + 2 * rate.period.nanoseconds / rate.count)
      if random.chance(1, in: 20) { now -= random.below(100) }
      let cost = random.below(4)
      let instant = Instant(nanoseconds: now)
      #expect(leaky.admit(cost: cost, at: instant) == tokens.admit(cost: cost, at: instant))
    }
  }

  @Test func `exact arithmetic delays by the excess over the rate`() {
    var bucket = LeakyBucket(.init(rate: .perSecond(3), burst: 2, arithmetic: .exact))
    #expect(bucket.admit(at: .zero) == .admitted)
    #expect(bucket.admit(at: .zero) == .delayed(.nanoseconds(333_333_334)))
    #expect(bucket.admit(at: Instant(nanoseconds: 1)) == .delayed(.nanoseconds(666_666_666)))
    #expect(
      bucket.admit(at: Instant(nanoseconds: 1)) == .rejected(retryAfter: .nanoseconds(333_333_333)))
    #expect(abs(bucket.excess - 1.999_999_997) < 1e-12)
  }

  @Test func `exact arithmetic keeps one a minute`() {
    var bucket = LeakyBucket(.init(rate: .perMinute(1), arithmetic: .exact))
    #expect(bucket.admit(at: .zero) == .admitted)
    #expect(bucket.admit(at: Instant(milliseconds: 59_999)).isRejected)
    #expect(bucket.admit(at: Instant(milliseconds: 60_000)) == .admitted)
  }

  @Test func `what leaves is never faster than the rate`() {
    var random = ScriptRandom(seed: 5)
    for arithmetic in [LeakyBucket.Arithmetic.nginx, .exact] {
      var bucket = LeakyBucket(.init(rate: .perSecond(50), burst: 10, arithmetic: arithmetic))
      var now = Instant.zero
      var lastDeparture: Instant?
      for _ in 0..<500 {
        now += .milliseconds(random.below(30))
        let departure: Instant
        switch bucket.admit(at: now) {
        case .admitted: departure = now
        case .delayed(let wait): departure = now + wait
        case .rejected: continue
        }
        if let lastDeparture { #expect(departure - lastDeparture >= .milliseconds(20)) }
        lastDeparture = departure
      }
    }
  }

  @Test func `who waits as told passes`() {
    for arithmetic in [LeakyBucket.Arithmetic.nginx, .exact] {
      var bucket = LeakyBucket(.init(rate: .perMinute(7), burst: 1, arithmetic: arithmetic))
      var now = Instant.zero
      for _ in 0..<20 {
        guard case .rejected(let wait?) = bucket.admit(at: now) else { continue }
        now += wait
        #expect(!bucket.admit(at: now).isRejected)
        now += .milliseconds(1)
      }
      #expect(now > .zero)
    }
  }

  @Test func `what can never pass is told so`() {
    var bucket = LeakyBucket(.init(rate: .perSecond(1), burst: 2))
    #expect(bucket.admit(cost: 4, at: .zero) == .rejected(retryAfter: nil))
    #expect(bucket.admit(cost: 3, at: .zero) == .delayed(.seconds(2)))
  }

  @Test func `the largest numbers saturate instead of trapping`() {
    for arithmetic in [LeakyBucket.Arithmetic.nginx, .exact] {
      let fastest = Rate(.max, per: .nanoseconds(1))
      var fast = LeakyBucket(
        .init(rate: fastest, burst: .max, delay: .after(.max), arithmetic: arithmetic))
      #expect(fast.admit(cost: .max, at: .zero) == .admitted)
      #expect(fast.admit(cost: .max, at: .distantFuture) == .admitted)
      #expect(!fast.admit(at: Instant(nanoseconds: .min)).isRejected)
    }
    var slow = LeakyBucket(.init(rate: Rate(1, per: .forever), burst: .max, arithmetic: .exact))
    #expect(slow.admit(cost: .max, at: .zero) == .delayed(.forever))
    #expect(slow.admit(cost: .max, at: .zero) == .rejected(retryAfter: .forever))
  }

  @Test func `parameters that make no sense are named`() {
    let policies: [(LeakyBucket.Policy, String?)] = [
      (.init(rate: .perSecond(1)), nil),
      (.init(rate: .perSecond(1), burst: -1), "the burst must not be negative, and is -1"),
      (
        .init(rate: .perSecond(1), delay: .after(-2)),
        "the number of requests that pass without delay must not be negative, and is -2"
      ),
      (
        .init(rate: .perSecond(0)),
        "the rate must be more than zero: such a bucket never drains"
      ),
      (
        .init(rate: Rate(1, per: .minutes(60))),
        "the rate 1/h is below one thousandth of a request per second, the slowest that the "
          + "arithmetic of nginx can count; use the exact arithmetic"
      ),
      (.init(rate: Rate(1, per: .minutes(60)), arithmetic: .exact), nil),
    ]
    for (policy, problem) in policies { #expect(policy.problem == problem) }
  }

  @Test func `a policy with a problem makes no bucket`() async {
    await #expect(processExitsWith: .failure) {
      _ = LeakyBucket(.init(rate: .perSecond(0)))
    }
  }
}
