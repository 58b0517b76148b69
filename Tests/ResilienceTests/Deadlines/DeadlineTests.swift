import Resilience
import Testing
import TimeBase

@Suite struct DeadlineTests {
  private let deadline = Deadline(.seconds(10), from: .zero)

  @Test func `it has passed at its very instant`() {
    #expect(!deadline.hasPassed(at: .zero + .milliseconds(9_999)))
    #expect(deadline.hasPassed(at: .zero + .seconds(10)))
    #expect(deadline.remaining(at: .zero + .seconds(4)) == .seconds(6))
    #expect(deadline.remaining(at: .zero + .seconds(11)) == .zero)
    #expect(Deadline(.seconds(-1), from: .zero).instant == .zero)
  }

  @Test func `no deadline never passes`() {
    #expect(!Deadline.never.hasPassed(at: .zero + .seconds(1_000_000)))
    #expect(Deadline.never.remaining(at: .zero + .seconds(5)) == .forever)
    #expect(Deadline.never.budget(at: .zero, margin: .seconds(1)) == .forever)
    #expect(Deadline.never.narrowed(to: .seconds(1), from: .zero).instant == .zero + .seconds(1))
  }

  @Test(
    arguments: [
      (0, 20, 1, 9), (0, 5, 1, 5), (8, 20, 1, 1), (9, 20, 1, nil), (9, 20, 0, 1), (10, 20, 0, nil),
      (0, 0, 0, nil), (0, 20, -5, 10),
    ] as [(Int64, Int64, Int64, Int64?)])
  func `the budget is what is left without the margin, and at most the timeout`(
    now: Int64, timeout: Int64, margin: Int64, budget: Int64?
  ) {
    let found = deadline.budget(
      at: .zero + .seconds(now), timeout: .seconds(timeout), margin: .seconds(margin))
    #expect(found == budget.map { .seconds($0) })
  }

  /// Each hop works for 300 ms, keeps 50 ms and has a timeout of 5 s, and clocks have nothing in common.
  @Test func `each hop hands on less`() {
    var budgets: [Int64] = []
    var budget: TimeSpan? = .seconds(2)
    for hop in 0..<9 {
      guard let left = budget else { break }
      budgets.append(left.nanoseconds / 1_000_000)
      let arrival = Instant.zero + .seconds(Int64(hop) * 1_000)
      budget = Deadline(left, from: arrival).budget(
        at: arrival + .milliseconds(300), timeout: .seconds(5), margin: .milliseconds(50))
    }
    #expect(budgets == [2_000, 1_650, 1_300, 950, 600, 250])
  }

  /// grpc-go's own tests of its encoding [upstream], from memory.
  @Test(
    arguments: [
      (12_345_678, 1, "12345678n"), (123_456_789, 1, "123457u"), (12_345_678, 1_000, "12345678u"),
      (123_456_789, 1_000, "123457m"), (12_345_678, 1_000_000, "12345678m"),
      (123_456_789, 1_000_000, "123457S"), (12_345_678, 1_000_000_000, "12345678S"),
      (123_456_789, 1_000_000_000, "2057614M"), (1, 1, "1n"), (0, 1, "0n"), (-5, 1, "0n"),
      (99_999_999, 1, "99999999n"), (100_000_000, 1, "100000u"), (100_000_001, 1, "100001u"),
      (.max, 1, "2562048H"),
    ] as [(Int64, Int64, String)])
  func `a timeout is written in the finest unit that has room`(
    count: Int64, unit: Int64, text: String
  ) {
    #expect(GRPCTimeout.text(.nanoseconds(unit) * count) == text)
  }

  @Test(
    arguments: [
      ("1n", 1), ("5u", 5_000), ("00000007m", 7_000_000), ("1S", 1_000_000_000),
      ("2M", 120_000_000_000), ("3H", 10_800_000_000_000), ("0n", 0), ("99999999H", .max),
    ] as [(String, Int64)])
  func `a timeout is read in any unit`(text: String, nanoseconds: Int64) {
    #expect(GRPCTimeout.timeSpan(text) == .nanoseconds(nanoseconds))
  }

  @Test(arguments: ["", "n", "1", "1s", "-1n", "1.5S", "123456789n", "1 n", "+1n", "0xn", "1nn"])
  func `what is no timeout is not read`(text: String) {
    #expect(GRPCTimeout.timeSpan(text) == nil)
  }

  @Test(arguments: 1...4)
  func `a timeout that was written is read as at least as long`(seed: UInt64) {
    var draws = TestDraws(seed: seed)
    for _ in 0..<500 {
      let timeout = TimeSpan.nanoseconds(Int64(draws.next() >> UInt64(1 + draws.below(60))))
      let read = GRPCTimeout.timeSpan(GRPCTimeout.text(timeout))
      #expect(
        read.map { $0 >= timeout && $0.seconds <= timeout.seconds * 1.000_1 } ?? false
          || timeout > .seconds(359_999_996_400))
    }
  }

  @Test(arguments: [
    (DeadlineFilter.Policy(isDark: false), DeadlineFilter.Decision.rejects),
    (.init(), .servesThoughLate),
  ])
  func `late requests are rejected, or only counted in the dark`(
    policy: DeadlineFilter.Policy, decision: DeadlineFilter.Decision
  ) {
    var filter = DeadlineFilter(policy)
    let now = Instant.zero + .seconds(1)
    for _ in 0..<5 { #expect(filter.admit(.never, at: now) == .serves) }
    #expect(filter.admit(Deadline(at: now), at: now) == .serves)
    #expect(filter.admit(Deadline(at: .zero), at: now) == decision)
    #expect(filter.lateCount == 1 && filter.rejectedCount == 1)
  }

  /// Components specification, section 6.4: with a share of 20 % one late request is rejected for five
  /// that are served, those served although they are late included.
  @Test func `of requests that all look late one in six is rejected`() {
    var filter = DeadlineFilter(.init(isDark: false))
    let decisions = (0..<600).map { _ in
      filter.admit(Deadline(at: .zero), at: .zero + .seconds(1))
    }
    #expect(decisions.count { $0 == .rejects } == 100 && filter.lateCount == 600)
    #expect(DeadlineFilter.Policy(maxRejectFraction: 0).problem != nil)
    #expect(DeadlineFilter.Policy(rejectPeriod: .zero).problem != nil)
  }
}
