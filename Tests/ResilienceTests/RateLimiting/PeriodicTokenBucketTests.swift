import Resilience
import Testing
import TimeBase

@Suite struct PeriodicTokenBucketTests {
  /// Vector T3: Envoy's timer-filled bucket, at most 10, 5 more each second, the timer first.
  @Test func `vector T3`() {
    var bucket = PeriodicTokenBucket(.init(tokens: 5, every: .seconds(1), capacity: 10))
    for index in 0..<11 {
      #expect((bucket.admit(at: .zero) == .admitted) == (index < 10))
    }
    #expect(bucket.admit(at: Instant(milliseconds: 999)) == .rejected(retryAfter: .milliseconds(1)))
    for index in 0..<6 {
      #expect((bucket.admit(at: Instant(milliseconds: 1_000)) == .admitted) == (index < 5))
    }
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `catching up with refills equals refilling at every tick`(seed: UInt64) {
    var random = ScriptRandom(seed: seed)
    let (tokens, interval) = (1 + random.below(4), 1 + random.below(50))
    let (capacity, start) = (1 + random.below(12), random.below(1_000))
    var bucket = PeriodicTokenBucket(
      .init(tokens: tokens, every: .nanoseconds(interval), capacity: capacity),
      at: Instant(nanoseconds: start))
    var level = capacity
    var now = start
    for _ in 0..<400 {
      let target = now + random.below(3 * interval)
      while now < target {
        now += 1
        if (now - start) % interval == 0 { level = min(capacity, level + tokens) }
      }
      let cost = random.below(capacity + 1)
      let decision = bucket.admit(cost: cost, at: Instant(nanoseconds: now))
      if cost <= level {
        #expect(decision == .admitted)
        level -= cost
        continue
      }
      guard case .rejected(let wait?) = decision else {
        Issue.record("\(decision) with \(level) tokens for a cost of \(cost)")
        return
      }
      var (early, late) = (bucket, bucket)
      let then = Instant(nanoseconds: now) + wait
      #expect(early.admit(cost: cost, at: then - .nanoseconds(1)).isRejected)
      #expect(late.admit(cost: cost, at: then) == .admitted)
    }
  }

  @Test func `tokens come in lots and not in drips`() {
    var bucket = PeriodicTokenBucket(.init(tokens: 50, every: .seconds(1), capacity: 50))
    #expect(bucket.admit(cost: 50, at: .zero) == .admitted)
    #expect(bucket.availableTokens(at: Instant(milliseconds: 999)) == 0)
    #expect(bucket.availableTokens(at: Instant(milliseconds: 1_000)) == 50)
    #expect(bucket.availableTokens(at: Instant(milliseconds: 0)) == 0)
  }

  @Test func `what can never pass is told so`() {
    var bucket = PeriodicTokenBucket(.init(tokens: 0, every: .seconds(1), capacity: 1))
    #expect(bucket.admit(cost: 2, at: .zero) == .rejected(retryAfter: nil))
    #expect(bucket.admit(at: .zero) == .admitted)
    #expect(bucket.admit(at: .distantFuture) == .rejected(retryAfter: nil))
  }

  @Test func `the largest numbers saturate instead of trapping`() {
    var bucket = PeriodicTokenBucket(
      .init(tokens: .max, every: .nanoseconds(1), capacity: .max),
      at: Instant(nanoseconds: .min))
    #expect(bucket.admit(cost: .max, at: Instant(nanoseconds: .min)) == .admitted)
    #expect(bucket.admit(cost: .max, at: .distantFuture) == .admitted)
    var rare = PeriodicTokenBucket(.init(tokens: 1, every: .forever, capacity: .max))
    #expect(rare.admit(cost: .max, at: .zero) == .admitted)
    #expect(rare.admit(cost: .max, at: .zero) == .rejected(retryAfter: .forever))
  }

  @Test func `parameters that make no sense are named`() {
    let parameters: [(Int64, TimeSpan, Int64, String?)] = [
      (1, .seconds(1), 0, nil),
      (-1, .seconds(1), 1, "the tokens of a refill must not be negative, and are -1"),
      (1, .zero, 1, "the interval between refills must be longer than zero, and is 0s"),
      (1, .seconds(1), -2, "the capacity must not be negative, and is -2"),
    ]
    for (tokens, interval, capacity, problem) in parameters {
      let policy = PeriodicTokenBucket.Policy(tokens: tokens, every: interval, capacity: capacity)
      #expect(policy.problem == problem)
    }
  }

  @Test func `a policy with a problem makes no bucket`() async {
    await #expect(processExitsWith: .failure) {
      _ = PeriodicTokenBucket(.init(every: .zero, capacity: 1))
    }
  }
}
