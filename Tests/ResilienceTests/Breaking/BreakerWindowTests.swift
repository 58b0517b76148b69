import Resilience
import Testing
import TimeBase

@Suite struct BreakerWindowTests {
  /// Components specification, section 5.1: a call at 0.9 s leaves at 10.0 s.
  @Test func `a window of ten seconds reaches back between nine and ten`() {
    var window = TimeWindow(seconds: 10)
    window.record(failed: true, slow: true, at: .zero + .milliseconds(900))
    window.record(failed: false, slow: false, at: .zero + .milliseconds(9_999))
    #expect(counts(window.tally) == [2, 1, 1])
    window.record(failed: false, slow: false, at: .zero + .seconds(10))
    #expect(counts(window.tally) == [2, 0, 0])
  }

  @Test(arguments: [19, 20, 21, 100, 1_000_000])
  func `after a long pause nothing is left`(seconds: Int64) {
    var window = TimeWindow(seconds: 10)
    for time in 0..<10 {
      window.record(failed: true, slow: false, at: .zero + .seconds(Int64(time)))
    }
    #expect(window.tally.calls == 10)
    window.record(failed: false, slow: false, at: .zero + .seconds(seconds))
    #expect(counts(window.tally) == [1, 0, 0])
  }

  @Test func `a clock that goes back stays where it was`() {
    var window = TimeWindow(seconds: 2)
    for time in [10, 3, 12] {
      window.record(failed: true, slow: false, at: .zero + .seconds(Int64(time)))
      #expect(window.tally.calls == (time == 3 ? 2 : 1))
    }
  }

  @Test(arguments: 1...6)
  func `the tallies agree with a list of all calls`(seed: UInt64) {
    var draws = TestDraws(seed: seed)
    let size = 1 + draws.below(12)
    var latest = CountWindow(size: 20)
    latest.restart(size: size)
    var recent = TimeWindow(seconds: size)
    var history: [(second: Int64, failed: Bool, slow: Bool)] = []
    var now = Instant.zero - .seconds(100)
    for _ in 0..<1_000 {
      now += .milliseconds(Int64(draws.below(draws.below(20) == 0 ? 30_000 : 700)))
      let (failed, slow) = (draws.below(3) == 0, draws.below(4) == 0)
      let second = Int64((now - .zero).seconds.rounded(.down))
      history.append((second, failed, slow))
      latest.record(failed: failed, slow: slow)
      recent.record(failed: failed, slow: slow, at: now)
      for (tally, calls) in [
        (latest.tally, history.suffix(size)),
        (recent.tally, history.filter { $0.second > second - Int64(size) }[...]),
      ] {
        #expect(
          counts(tally) == [calls.count, calls.count { $0.failed }, calls.count { $0.slow }])
      }
    }
    latest.restart(size: 1)
    recent.restart()
    #expect(counts(latest.tally) == [0, 0, 0] && counts(recent.tally) == [0, 0, 0])
    #expect(latest.tally.failureRate == nil && recent.tally.slowCallRate == nil)
  }

  @Test func `a breaker by time opens, tries and starts anew`() {
    var breaker = CircuitBreaker(
      .init(window: .seconds(5), minimumCalls: 2, openWait: .seconds(1), trialCalls: 2))
    func call(_ outcome: CallOutcome, _ milliseconds: Int64) {
      let now = Instant.zero + .milliseconds(milliseconds)
      let permission = breaker.admit(at: now)
      breaker.record(outcome, of: permission, lasting: .zero, at: now)
    }
    call(.failure, 0)
    #expect(breaker.state == .closed)
    call(.failure, 4_000)
    #expect(breaker.state == .open)
    call(.success, 5_001)
    call(.success, 5_001)
    #expect(breaker.state == .closed && breaker.tally.calls == 0)
    call(.failure, 5_002)
    #expect(breaker.state == .closed && breaker.tally.calls == 1)
  }

  private func counts(_ tally: CallTally) -> [Int] {
    [tally.calls, tally.failures, tally.slowCalls]
  }
}
