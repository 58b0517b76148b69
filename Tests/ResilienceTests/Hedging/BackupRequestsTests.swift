import Resilience
import Testing
import TimeBase

/// The components specification, section 6.3, and the source of Finagle's `BackupRequestFilter`.
@Suite struct BackupRequestsTests {
  /// Requests at 100/s for some seconds, each with the latency that is given for its number.
  private func play(
    _ backups: inout BackupRequests, seconds: Range<Int64>, latency: (Int64) -> Int64
  ) {
    for number in (seconds.lowerBound * 100)..<(seconds.upperBound * 100) {
      let now = Instant(milliseconds: number * 10)
      _ = backups.begin(at: now)
      backups.recordLatency(.milliseconds(latency(number)), at: now)
    }
  }

  @Test func `no copy is sent before a slice is full and the wait was worked out`() {
    var backups = BackupRequests(.init())
    play(&backups, seconds: 0..<10) { _ in 20 }
    #expect(backups.wait == nil)
    let early = backups.begin(at: Instant(milliseconds: 11_999))
    let wait = backups.begin(at: Instant(milliseconds: 12_000))
    #expect(early == nil && wait != nil)
  }

  /// One in a hundred takes 300 ms and one in 50 takes 100 ms.
  @Test(arguments: [(0.01, 100), (0.03, 5), (0.005, 300), (0.5, 5)] as [(Double, Int64)])
  func `the wait is the percentile that the extra load leaves`(load: Double, milliseconds: Int64) {
    var backups = BackupRequests(.init(maxExtraLoad: load))
    play(&backups, seconds: 0..<13) { $0 % 100 == 0 ? 300 : $0 % 50 == 1 ? 100 : 5 }
    let wait = (backups.wait ?? .zero).seconds * 1_000
    #expect(wait >= Double(milliseconds) && wait <= Double(milliseconds) * 33 / 32)
  }

  @Test func `the wait has a least length, and without reach there is none`() {
    var backups = BackupRequests(.init())
    play(&backups, seconds: 0..<13) { _ in 0 }
    #expect(backups.wait == .milliseconds(1))
    play(&backups, seconds: 13..<60) { _ in 5_000 }
    #expect(backups.wait == nil)
  }

  @Test func `old latencies are forgotten with their slice`() {
    var backups = BackupRequests(.init())
    play(&backups, seconds: 0..<10) { _ in 500 }
    play(&backups, seconds: 10..<40) { _ in 5 }
    #expect((backups.wait ?? .zero) >= .milliseconds(500))
    // The slice of the first ten seconds is replaced at 40 s, and the wait worked out at 42 s.
    play(&backups, seconds: 40..<43) { _ in 5 }
    #expect((backups.wait ?? .zero) < .milliseconds(6))
  }

  @Test func `after a long silence there is no wait, as if nothing had been`() {
    var backups = BackupRequests(.init(refresh: .nanoseconds(1)))
    play(&backups, seconds: 0..<13) { _ in 20 }
    #expect(backups.wait != nil)
    let wait = backups.begin(at: .zero + .seconds(1_000_000_000))
    #expect(wait == nil)
  }

  /// The p-th percentile lags behind when everything becomes slow at once: all requests would be sent
  /// twice, and the budget of 10 % and no reserve lets one in ten.
  @Test func `the budget holds when the percentile lags behind`() {
    var backups = BackupRequests(.init(maxExtraLoad: 0.1, minimumBackupsPerSecond: 0))
    play(&backups, seconds: 0..<13) { _ in 5 }
    var sent = 0
    for number in 0..<1_000 {
      let now = Instant(milliseconds: 13_000 + Int64(number) * 10)
      _ = backups.begin(at: now)
      if backups.admitBackup(at: now) { sent += 1 }
    }
    #expect(sent == 100)
  }

  @Test func `no extra load is none`() {
    var backups = BackupRequests(.init(maxExtraLoad: 0))
    play(&backups, seconds: 0..<60) { _ in 5 }
    let isAdmitted = backups.admitBackup(at: .zero + .seconds(60))
    #expect(backups.wait == nil && !isAdmitted)
  }

  /// A twin that sorts all durations.
  @Test(arguments: 1...6)
  func `a quantile is at most a thirty-second too large`(seed: UInt64) {
    var draws = TestDraws(seed: seed)
    var (histogram, other) = (DurationHistogram(), DurationHistogram())
    var all: [Int64] = []
    for _ in 0..<500 {
      let nanoseconds = Int64(draws.next() >> UInt64(14 + draws.below(40)))
      all.append(nanoseconds)
      if draws.below(2) == 0 {
        histogram.add(.nanoseconds(nanoseconds))
      } else {
        other.add(.nanoseconds(nanoseconds))
      }
    }
    histogram += other
    all.sort()
    for percent in [0, 1, 25, 50, 90, 99, 100] {
      let exact = all[max(1, (percent * all.count + 99) / 100) - 1]
      let found = histogram.quantile(Double(percent) / 100)?.nanoseconds ?? 0
      #expect(found >= exact && Double(found) <= Double(exact) * 33 / 32 + 1_000)
    }
  }

  @Test func `what is too long counts in the last bucket`() {
    var histogram = DurationHistogram()
    #expect(histogram.quantile(0.5) == nil)
    histogram.add(.forever)
    histogram.add(.nanoseconds(-5))
    #expect(histogram.quantile(0.5) == .nanoseconds(999))
    #expect((histogram.quantile(1) ?? .zero) > .seconds(86_400 * 25))
    histogram.removeAll()
    #expect(histogram.count == 0 && histogram.quantile(1) == nil)
  }

  @Test(arguments: [
    (BackupRequests.Policy(), nil),
    (.init(maxExtraLoad: 1), "an extra load of 1.0 is not in 0..<1"),
    (.init(maxExtraLoad: 1e-9), "an extra load of 1e-09 is not 0 or at least 0.000001"),
    (.init(minimumWait: .nanoseconds(-1)), "a wait cannot be -1ns"),
    (.init(longestWait: .zero), "the longest wait 0s is below the shortest, 1ms"),
    (.init(window: .zero), "a window of 0s is below 3ms"),
    (.init(refresh: .zero), "the wait cannot be worked out every 0s"),
    (
      .init(minimumBackupsPerSecond: -1),
      "a minimum of -1 retries a second is not in 0...1000000"
    ),
  ])
  func `an impossible policy says why`(policy: BackupRequests.Policy, problem: String?) {
    #expect(policy.problem == problem)
  }
}
