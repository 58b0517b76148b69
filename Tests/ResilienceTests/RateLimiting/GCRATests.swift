import Resilience
import Testing
import TimeBase

/// A row of the test of redis-cell [upstream]: a limit of 5 (a burst of 4), one a second.
struct CellVector: Sendable, CustomTestStringConvertible {
  var milliseconds: Int64
  var cost: Int64
  var isLimited: Bool
  var remaining: Int64
  var reset: Int64

  /// In milliseconds, -1 for none.
  var retry: Int64

  var testDescription: String { "\(cost) at \(milliseconds) ms" }

  init(
    _ milliseconds: Int64, _ cost: Int64, _ isLimited: Bool, _ remaining: Int64, _ reset: Int64,
    _ retry: Int64
  ) {
    self.milliseconds = milliseconds
    self.cost = cost
    self.isLimited = isLimited
    self.remaining = remaining
    self.reset = reset
    self.retry = retry
  }

  static let all = [
    CellVector(0, 6, true, 5, 0, -1), CellVector(0, 1, false, 4, 1_000, -1),
    CellVector(0, 1, false, 3, 2_000, -1), CellVector(0, 1, false, 2, 3_000, -1),
    CellVector(0, 1, false, 1, 4_000, -1), CellVector(0, 1, false, 0, 5_000, -1),
    CellVector(0, 1, true, 0, 5_000, 1_000), CellVector(3_000, 1, false, 2, 3_000, -1),
    CellVector(3_100, 1, false, 1, 3_900, -1), CellVector(4_000, 1, false, 1, 4_000, -1),
    CellVector(8_000, 1, false, 4, 1_000, -1), CellVector(9_500, 1, false, 4, 1_000, -1),
    CellVector(9_500, 0, false, 4, 1_000, -1), CellVector(9_500, 2, false, 2, 3_000, -1),
    CellVector(9_500, 5, true, 2, 3_000, 3_000),
  ]
}

@Suite struct GCRATests {
  @Test func `the test of redis-cell`() {
    var limiter = GCRA(.init(rate: .perSecond(1), burst: 4))
    for row in CellVector.all {
      let now = Instant(milliseconds: row.milliseconds)
      let decision = limiter.admit(cost: row.cost, at: now)
      let expected: RateLimitDecision =
        row.isLimited
        ? .rejected(retryAfter: row.retry < 0 ? nil : .milliseconds(row.retry)) : .admitted
      #expect(decision == expected, "\(row.testDescription)")
      let status = RateLimitStatus(
        limit: 5, remaining: row.remaining, resetAfter: .milliseconds(row.reset))
      #expect(limiter.status(at: now) == status, "\(row.testDescription)")
    }
  }

  /// Any rate, also one whose emission interval is no whole number of nanoseconds.
  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func `answers are those of a token bucket of one more`(seed: UInt64) {
    var random = ScriptRandom(seed: seed)
    let periods: [Int64] = [1, 7, 1_000, 1_000_000_000, 60_000_000_000, 86_400_000_000_000]
    let rate = Rate(
      1 + random.below(1_000), per: .nanoseconds(periods[Int(random.below(6))]))
    let burst = random.below(6)
    var cells = GCRA(.init(rate: rate, burst: burst))
    var tokens = TokenBucket(.init(rate: rate, capacity: burst + 1))
    var now = Instant.zero
    let gap = 2 + 2 * rate.period.nanoseconds / rate.count
    for _ in 0..<500 {
      now += .nanoseconds(random.below(gap))
      let cost = random.below(burst + 3)
      let expected = tokens.admit(cost: cost, at: now)
      #expect(cells.decision(for: cost, at: now) == expected)
      #expect(cells.admit(cost: cost, at: now) == expected)
      #expect(cells.status(at: now) == tokens.status(at: now))
    }
  }

  @Test func `a third of a second is not cut to nanoseconds`() {
    var limiter = GCRA(.init(rate: .perSecond(3)))
    #expect(limiter.admit(at: .zero) == .admitted)
    let third = limiter.admit(at: Instant(nanoseconds: 333_333_333))
    #expect(third == .rejected(retryAfter: .nanoseconds(1)))
  }

  @Test func `a clock that steps back lets nobody through`() {
    var limiter = GCRA(.init(rate: .perSecond(1)))
    #expect(limiter.admit(at: Instant(milliseconds: 10_000)) == .admitted)
    let decision = limiter.admit(at: Instant(milliseconds: 4_000))
    #expect(decision == .rejected(retryAfter: .seconds(7)))
    #expect(limiter.admit(at: Instant(milliseconds: 11_000)) == .admitted)
  }

  @Test(
    arguments: [
      (Rate.perSecond(0), 1, "the rate must be more than zero: no request would ever pass"),
      (.perSecond(1), -1, "the burst must not be negative, and is -1"),
      (
        .perSecond(1), 10_000_000_000,
        "a burst of 10000000000 at 1/s takes longer to recover than the 292 years that are counted"
      ),
    ] as [(Rate, Int64, String)])
  func `a policy says what is wrong with it`(rate: Rate, burst: Int64, problem: String) {
    #expect(GCRAPolicy(rate: rate, burst: burst).problem == problem)
  }
}
