import Resilience
import Testing
import TimeBase

/// What holds for every kind of limiter.
@Suite struct RateLimitContractTests {
  private static let kinds = 0..<SelectedRateLimit.kindCount

  @Test(arguments: kinds, 1...12 as ClosedRange<UInt64>)
  func `a rejected request passes when it is told to come back and not a nanosecond before`(
    kind: Int, seed: UInt64
  ) {
    var random = ScriptRandom(seed: seed)
    let policy = SelectedRateLimit.drawn(kind: kind, from: &random)
    var limiter = SelectedLimiter(policy)
    var now = Instant.zero
    var rejections = 0
    for _ in 0..<300 {
      now += TimeSpan(nanoseconds: random.below(4 * policy.tick.nanoseconds))
      let cost = random.below(7)
      guard case .rejected(let wait) = limiter.admit(cost: cost, at: now) else { continue }
      rejections += 1
      guard let wait else {
        let muchLater = limiter.decision(for: cost, at: now + .minutes(60))
        #expect(muchLater.isRejected, "\(policy), \(cost)")
        continue
      }
      #expect(wait > .zero)
      #expect(!limiter.decision(for: cost, at: now + wait).isRejected, "\(policy), \(cost)")
      let before = limiter.decision(for: cost, at: now + wait - .nanoseconds(1))
      #expect(before.isRejected, "\(policy), \(cost)")
    }
    #expect(rejections > 0)
  }

  @Test(arguments: kinds, 1...6 as ClosedRange<UInt64>)
  func `asking first changes nothing and tells what is answered`(kind: Int, seed: UInt64) {
    var random = ScriptRandom(seed: seed)
    let policy = SelectedRateLimit.drawn(kind: kind, from: &random)
    var (asked, plain) = (SelectedLimiter(policy), SelectedLimiter(policy))
    var now = Instant.zero
    for _ in 0..<300 {
      now += TimeSpan(nanoseconds: random.below(4 * policy.tick.nanoseconds))
      if random.chance(1, in: 15) { now += .zero - policy.tick * random.below(9) }
      let cost = random.below(5)
      let expected = asked.decision(for: cost, at: now)
      let status = asked.status(at: now)
      #expect((0...status.limit).contains(status.remaining))
      #expect(asked.decision(for: status.remaining, at: now) == .admitted)
      #expect(asked.decision(for: status.remaining + 1, at: now).isRejected, "\(policy)")
      #expect(asked.admit(cost: cost, at: now) == expected)
      #expect(plain.admit(cost: cost, at: now) == expected)
      #expect(plain.decision(for: 0, at: now) == .admitted)
    }
  }

  /// In any span of so many nanoseconds, no more than the contract of each kind says: capacity and
  /// what the rate brings for buckets; twice the limit for windows that begin where they like.
  @Test(arguments: kinds, 1...10 as ClosedRange<UInt64>)
  func `never more is admitted than the contract says`(kind: Int, seed: UInt64) {
    var random = ScriptRandom(seed: seed)
    let policy = SelectedRateLimit.drawn(kind: kind, from: &random)
    var limiter = SelectedLimiter(policy)
    var (now, latest) = (Instant.zero, Instant.zero)
    var admitted: [(at: Int64, cost: Int64)] = []
    for _ in 0..<250 {
      now += TimeSpan(nanoseconds: random.below(2 * policy.tick.nanoseconds))
      // Only buckets in seconds are allowed to give more to a clock that steps back.
      if kind != 2, random.chance(1, in: 25) { now += .zero - policy.tick * random.below(5) }
      latest = max(latest, now)
      let cost = 1 + random.below(3)
      if !limiter.admit(cost: cost, at: now).isRejected {
        admitted.append((latest.nanoseconds, cost))
      }
    }
    for first in admitted.indices {
      var total: Int64 = 0
      for last in admitted[first...] {
        total += last.cost
        let span = last.at - admitted[first].at
        #expect(total <= policy.mostAdmitted(within: span), "\(policy): \(total) in \(span) ns")
      }
    }
  }

  @Test(arguments: kinds)
  func `the ends of time and the largest numbers trap nowhere`(kind: Int) {
    let largest = SelectedRateLimit.largest(kind: kind)
    #expect(largest.problem == nil)
    var limiter = SelectedLimiter(largest, at: Instant(nanoseconds: .min))
    let instants = [Int64.min, .min + 1, -1, 0, 1, .max - 1, .max, .min, 0, .max]
    for nanoseconds in instants {
      let now = Instant(nanoseconds: nanoseconds)
      for cost in [0, 1, 2, .max - 1, .max] as [Int64] {
        let expected = limiter.decision(for: cost, at: now)
        #expect(limiter.admit(cost: cost, at: now) == expected)
        let status = limiter.status(at: now)
        #expect((0...status.limit).contains(status.remaining))
      }
    }
    #expect(limiter.admit(cost: 0, at: .distantFuture) == .admitted)
  }

  @Test func `a limit that was handed the state of another kind says so`() async {
    await #expect(processExitsWith: .failure) {
      let tokens = SelectedRateLimit.tokenBucket(.init(rate: .perSecond(1), capacity: 1))
      let cells = SelectedRateLimit.gcra(.init(rate: .perSecond(1)))
      var state = tokens.makeState(at: .zero)
      _ = cells.admit(cost: 1, to: &state, at: .zero)
    }
  }
}
