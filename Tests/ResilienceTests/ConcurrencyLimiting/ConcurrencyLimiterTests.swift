import Resilience
import Testing
import TimeBase

@Suite struct ConcurrencyLimiterTests {
  @Test func `a bulkhead admits up to its limit`() {
    var limiter = ConcurrencyLimiter(FixedConcurrency(limit: 2))
    let first = limiter.acquire(at: .zero)
    let second = limiter.acquire(at: .zero)
    #expect(first.token != nil && second.token != nil && first != second)
    #expect(limiter.acquire(at: .zero) == .rejected)
    #expect(limiter.rejectedCount == 1)
    if let token = first.token { limiter.release(token, as: .success, at: .zero) }
    #expect(limiter.inFlightCount == 1)
    #expect(limiter.acquire(at: .zero) != .rejected)
  }

  @Test func `a limit of zero rejects everything`() {
    var limiter = ConcurrencyLimiter(FixedConcurrency(limit: 0))
    #expect(limiter.acquire(at: .zero) == .rejected)
  }

  @Test func `round trips and requests under way are what the rules learn from`() {
    var limiter = ConcurrencyLimiter(AIMDConcurrency(initial: 20, timeout: .seconds(1)))
    let tokens = (0..<20).compactMap { _ in limiter.acquire(at: .zero).token }
    #expect(tokens.count == 20)
    // The ninth saw nine under way, fewer than half of the limit; the tenth saw ten.
    limiter.release(tokens[8], as: .success, at: Instant(milliseconds: 1_000))
    #expect(limiter.limit(at: .zero) == 20)
    limiter.release(tokens[9], as: .success, at: Instant(milliseconds: 1_000))
    #expect(limiter.limit(at: .zero) == 21)
    limiter.release(tokens[19], as: .ignored, at: Instant(milliseconds: 9_000))
    #expect(limiter.limit(at: .zero) == 21)
    limiter.release(tokens[18], as: .success, at: Instant(milliseconds: 1_001))
    #expect(limiter.limit(at: .zero) == 20)
  }

  /// The twin keeps a list of those under way.
  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func `never more are under way than the limit at their admission`(seed: UInt64) {
    var random = ScriptRandom(seed: seed)
    var limiter = ConcurrencyLimiter(
      VegasConcurrency(initial: 5, highest: 30, probeMultiplier: 2))
    var underWay: [ConcurrencyToken] = []
    var now = Instant.zero
    for _ in 0..<3_000 {
      now += .microseconds(random.below(500))
      if random.chance(1, in: 2) {
        let limit = limiter.limit(at: now)
        let decision = limiter.acquire(at: now)
        #expect((decision == .rejected) == (underWay.count >= limit))
        if let token = decision.token { underWay.append(token) }
      } else if !underWay.isEmpty {
        let token = underWay.remove(at: Int(random.below(Int64(underWay.count))))
        let outcomes: [CallOutcome] = [.success, .success, .failure, .ignored]
        limiter.release(
          token, as: outcomes[Int(random.below(4))], at: now, word: random.next())
      }
      #expect(limiter.inFlightCount == underWay.count)
      #expect((1...30).contains(limiter.limit(at: now)))
    }
  }

  @Test func `a request that is released twice is reported`() async {
    await #expect(processExitsWith: .failure) {
      var limiter = ConcurrencyLimiter(FixedConcurrency(limit: 2))
      guard let token = limiter.acquire(at: .zero).token else { return }
      limiter.release(token, as: .success, at: .zero)
      // The place is in use again, by somebody else.
      _ = limiter.acquire(at: .zero)
      limiter.release(token, as: .success, at: .zero)
    }
  }

  @Test(
    arguments: [
      (FixedConcurrency(limit: -1).problem, "the limit must be in 0...2147483647, and is -1"),
      (
        AIMDConcurrency(initial: 10).problem,
        "the limit cannot begin at 10: it is kept in 20...200"
      ),
      (
        AIMDConcurrency(backoff: 1).problem,
        "the backoff must be at least 0.5 and less than 1, and is 1.0"
      ),
      (Gradient2Concurrency(lowest: 0).problem, "the lowest limit must be 1 or more, and is 0"),
      (
        VegasConcurrency(highest: 1 << 40).problem,
        "the highest limit can be at most 2147483647, not 1099511627776"
      ),
      (
        GradientConcurrency(
          updateInterval: .seconds(1), measureInterval: .seconds(1), percentile: 50
        ).problem, "the percentile must be in 0...1, and is 50.0"
      ),
      (
        WindowedConcurrency(AIMDConcurrency(), samples: 0).problem,
        "a window needs one sample or more, not 0"
      ),
      (VegasConcurrency().problem, nil), (Gradient2Concurrency().problem, nil),
    ] as [(String?, String?)])
  func `a policy says what is wrong with it`(found: String?, expected: String?) {
    #expect(found == expected)
  }
}
