import Resilience
import Testing
import TimeBase

/// Vectors of the components specification, section 3.6. A unit draw of 0.5 is the word 2^63.
@Suite struct BackoffTests {
  private static let half: UInt64 = 1 << 63

  private func milliseconds(_ backoff: Backoff, retries: Int, word: UInt64 = half) -> [Double] {
    var previous = TimeSpan.zero
    return (1...retries).map { number in
      previous = backoff.wait(beforeRetry: number, after: previous, word: word)
      return Double(previous.nanoseconds) / 1e6
    }
  }

  @Test(arguments: [
    (Backoff.Jitter.none, [100, 200, 400, 800, 1_600, 3_200, 6_400, 12_800, 20_000]),
    (.full, [50, 100, 200, 400, 800, 1_600, 3_200, 6_400, 10_000]),
    (.equal, [75, 150, 300, 600, 1_200, 2_400, 4_800, 9_600, 15_000]),
    (.proportional(0.5), [100, 200, 400, 800, 1_600, 3_200, 6_400, 12_800, 20_000]),
    (.decorrelated, [200, 350, 575, 912.5, 1_418.75, 2_178.125]),
  ])
  func `the waits are those of the AWS simulator`(jitter: Backoff.Jitter, waits: [Double]) {
    let backoff = Backoff(base: .milliseconds(100), cap: .seconds(20), jitter: jitter)
    #expect(milliseconds(backoff, retries: waits.count) == waits)
    #expect(backoff.problem == nil && backoff.needsWord == (jitter != .none))
  }

  /// Resilience4j, 500 ms times 1.5, cut to milliseconds at each step.
  @Test func `the waits can be cut at each step`() {
    let backoff = Backoff(
      base: .milliseconds(500), factor: 1.5, granularity: .milliseconds(1))
    #expect(milliseconds(backoff, retries: 6) == [500, 750, 1_125, 1_687, 2_530, 3_795])
    var capped = backoff
    (capped.cap, capped.jitter) = (.seconds(2), .proportional(0.5))
    #expect(milliseconds(capped, retries: 6) == [500, 750, 1_125, 1_687, 2_000, 2_000])
    #expect(milliseconds(capped, retries: 1, word: 0) == [250])
  }

  /// gRPC's retries: 100 ms times 2, at most 1 s.
  @Test func `the cap holds before the jitter`() {
    let backoff = Backoff(
      base: .milliseconds(100), cap: .seconds(1), jitter: .proportional(0.2))
    #expect(milliseconds(backoff, retries: 5) == [100, 200, 400, 800, 1_000])
    #expect(milliseconds(backoff, retries: 5, word: 0).last == 800)
    #expect(
      milliseconds(backoff, retries: 5, word: .max).last.map { (1_199...1_200).contains($0) }
        == true)
  }

  @Test func `no wait and a constant one`() {
    #expect(milliseconds(.none, retries: 3) == [0, 0, 0])
    #expect(milliseconds(.constant(.milliseconds(500)), retries: 3) == [500, 500, 500])
  }

  @Test(arguments: [
    Backoff.Jitter.none, .full, .equal, .proportional(1), .proportional(0), .decorrelated,
  ])
  func `waits stay between zero and where they should end, however long`(jitter: Backoff.Jitter) {
    var draws = TestDraws(seed: 9)
    for base in [TimeSpan.zero, .nanoseconds(1), .seconds(1), .forever] {
      for granularity in [TimeSpan.zero, .milliseconds(1)] {
        let backoff = Backoff(
          base: base, factor: 1000, jitter: jitter, granularity: granularity)
        for number in [1, 2, 3, 60, 1_000_000, .max] {
          let wait = backoff.wait(
            beforeRetry: number, after: .seconds(Int64(draws.below(100))), word: draws.next())
          #expect(wait >= .zero)
          if base == .zero, jitter != .decorrelated { #expect(wait == .zero) }
        }
      }
    }
  }

  @Test func `a long row of retries of a slowly growing wait is computed at once`() {
    let backoff = Backoff(base: .seconds(1), factor: 1.000_001, cap: .seconds(1_000))
    let wait = backoff.nominalWait(beforeRetry: 1_000_001)
    // e to eight digits, from (1 + 1e-6)^1e6.
    #expect(abs(wait.seconds - 2.718_280_47) < 1e-7)
  }

  @Test(arguments: [
    (Backoff(base: .nanoseconds(-1)), "a wait cannot be -1ns"),
    (.init(base: .seconds(1), factor: 0.5), "a factor of 0.5 is not in 1...1000"),
    (.init(base: .seconds(1), factor: .nan), "a factor of nan is not in 1...1000"),
    (.init(base: .seconds(2), cap: .seconds(1)), "the cap 1s is below the base 2s"),
    (.init(base: .zero, jitter: .proportional(2)), "a jitter of 2.0 is not in 0...1"),
    (.init(base: .zero, granularity: .nanoseconds(-1)), "the granularity cannot be -1ns"),
  ])
  func `an impossible backoff says why`(backoff: Backoff, problem: String) {
    #expect(backoff.problem == problem)
  }

  @Test func `there is no retry number 0`() async {
    await #expect(processExitsWith: .failure) {
      _ = Backoff.constant(.seconds(1)).nominalWait(beforeRetry: 0)
    }
  }
}
