import Resilience
import Testing
import TimeBase

@Suite struct WindowLimiterTests {
  /// Five in 60 s: all ten around the edge of a window pass within a second.
  @Test func `the edge between fixed windows admits twice the limit`() {
    var limiter = FixedWindow(.init(limit: 5, window: .seconds(60)))
    for seconds in [59, 60] as [Int64] {
      let now = Instant(milliseconds: seconds * 1_000)
      for _ in 0..<5 { #expect(limiter.admit(at: now) == .admitted) }
      let wait = TimeSpan.seconds(seconds == 59 ? 1 : 60)
      #expect(limiter.admit(at: now) == .rejected(retryAfter: wait))
    }
  }

  @Test func `a wall clock that steps back counts no window twice`() {
    var limiter = FixedWindow(.init(limit: 1, window: .seconds(10)))
    #expect(limiter.admit(at: Instant(milliseconds: 12_000)) == .admitted)
    #expect(limiter.admit(at: Instant(milliseconds: 5_000)) == .rejected(retryAfter: .seconds(15)))
    #expect(limiter.admit(at: Instant(milliseconds: 19_999)).isRejected)
    #expect(limiter.admit(at: Instant(milliseconds: 20_000)) == .admitted)
  }

  @Test(
    arguments: [
      (0, 0, 10), (0, 3, 3), (-1, 0, 1), (-13, 4, 7), (7, -3, 10), (7, 13, 6), (6, 17, 1),
    ] as [(Int64, Int64, Int64)])
  func `windows begin at multiples of their length and an offset`(
    now: Int64, offset: Int64, untilNext: Int64
  ) {
    let policy = FixedWindowPolicy(
      limit: 1, window: .seconds(10), alignment: .epoch(offset: .seconds(offset)))
    let limiter = FixedWindow(policy, at: Instant(milliseconds: now * 1_000))
    let status = limiter.status(at: Instant(milliseconds: now * 1_000))
    #expect(status == RateLimitStatus(limit: 1, remaining: 1, resetAfter: .seconds(untilNext)))
  }

  @Test func `scattered windows differ by key and never by when they are met`() {
    let each = FixedWindowPolicy(limit: 1, window: .seconds(60), alignment: .scattered)
    let limits = KeyedLimiter<FixedWindow>(.init(each: each, maximumKeys: 10))
    var resets: [TimeSpan] = []
    for key in 0..<50 as Range<UInt64> {
      let reset = limits.status(of: key, at: .zero).resetAfter
      let later = limits.status(of: key, at: Instant(milliseconds: 600_000)).resetAfter
      #expect(later == reset && reset > .zero && reset <= .seconds(60))
      resets.append(reset)
    }
    resets.sort()
    #expect(zip(resets, resets.dropFirst()).allSatisfy { $0 < $1 })
  }

  /// Three in 10 s; what is exactly 10 s old no longer counts.
  @Test func `the vector of the sliding log`() {
    var limiter = SlidingLog(.init(limit: 3, window: .seconds(10)))
    let script: [(Int64, Bool)] = [
      (0, true), (1_000, true), (2_000, true), (9_999, false), (10_000, true), (10_500, false),
      (11_000, true),
    ]
    for (milliseconds, isAdmitted) in script {
      let decision = limiter.admit(at: Instant(milliseconds: milliseconds))
      #expect((decision == .admitted) == isAdmitted, "at \(milliseconds) ms")
    }
  }

  @Test func `a log of what was rejected keeps out who hammers`() {
    for logsRejected in [false, true] {
      var limiter = SlidingLog(
        .init(limit: 2, window: .seconds(10), logsRejected: logsRejected))
      let admitted = (0..<100).count { second in
        limiter.admit(at: Instant(milliseconds: Int64(second) * 1_000)) == .admitted
      }
      #expect(admitted == (logsRejected ? 2 : 20))
      let last = limiter.admit(at: Instant(milliseconds: 100_000))
      #expect(last == (logsRejected ? .rejected(retryAfter: .seconds(9)) : .admitted))
    }
  }

  /// The twin keeps all hits ever and counts those within the window.
  @Test(arguments: 1...30 as ClosedRange<UInt64>)
  func `a log decides as one without bounds`(seed: UInt64) {
    var random = ScriptRandom(seed: seed)
    let policy = SlidingLogPolicy(
      limit: random.below(9), window: .nanoseconds(1 + random.below(40)),
      logsRejected: random.chance(1, in: 2))
    var limiter = SlidingLog(policy)
    var hits: [Int64] = []
    var (now, latest) = (0 as Int64, 0 as Int64)
    for _ in 0..<600 {
      now += random.below(12)
      if random.chance(1, in: 20) { now -= random.below(30) }
      let cost = random.below(4)
      let time = max(now, latest)
      let logged = hits.count { $0 > time - policy.window.nanoseconds }
      let within = min(policy.limit, Int64(logged))
      let isAdmitted = within + cost <= policy.limit
      let instant = Instant(nanoseconds: now)
      #expect(limiter.status(at: instant).remaining == policy.limit - within)
      let peeked = limiter.decision(for: cost, at: instant)
      let decision = limiter.admit(cost: cost, at: instant)
      latest = time
      #expect(decision == peeked)
      #expect((decision == .admitted) == isAdmitted)
      if isAdmitted || policy.logsRejected {
        let count = min(cost, policy.limit)
        hits += (0..<count).map { _ in time }
      }
    }
  }

  /// The figures of Cloudflare's article (†): 42 in the previous minute, 15 s into this one, limit 50:
  /// 18 make an estimate of 49.5, and 19 one of 50.5.
  @Test func `the vector of the sliding counter`() {
    var limiter = SlidingCounter(.init(limit: 50, window: .seconds(60)))
    for _ in 0..<42 { #expect(limiter.admit(at: Instant(milliseconds: 59_000)) == .admitted) }
    let now = Instant(milliseconds: 75_000)
    for _ in 0..<18 { #expect(limiter.admit(at: now) == .admitted) }
    #expect(limiter.status(at: now).remaining == 1)
    #expect(limiter.admit(at: now) == .admitted)
    #expect(limiter.status(at: now).remaining == 0)
    // 42 * (60 - e) / 60 < 31 from 15.714285715 s on.
    #expect(limiter.admit(at: now) == .rejected(retryAfter: .nanoseconds(714_285_715)))
  }

  @Test func `after two windows the counter starts anew`() {
    var limiter = SlidingCounter(.init(limit: 2, window: .seconds(10)))
    #expect(limiter.admit(cost: 2, at: .zero) == .admitted)
    #expect(limiter.status(at: Instant(milliseconds: 10_000)).remaining == 0)
    #expect(limiter.status(at: Instant(milliseconds: 19_999)).remaining == 2)
    #expect(limiter.status(at: Instant(milliseconds: 20_000)).remaining == 2)
    #expect(limiter.admit(cost: 2, at: Instant(milliseconds: 19_999)).isRejected == false)
  }

  @Test(
    arguments: [
      (-1, 1, "the limit must not be negative, and is -1"),
      (1, 0, "a window must be longer than zero, and is 0s"),
    ] as [(Int64, Int64, String)])
  func `a policy says what is wrong with it`(limit: Int64, seconds: Int64, problem: String) {
    let window = TimeSpan.seconds(seconds)
    #expect(FixedWindowPolicy(limit: limit, window: window).problem == problem)
    #expect(SlidingCounterPolicy(limit: limit, window: window).problem == problem)
    #expect(SlidingLogPolicy(limit: limit, window: window).problem == problem)
  }
}
