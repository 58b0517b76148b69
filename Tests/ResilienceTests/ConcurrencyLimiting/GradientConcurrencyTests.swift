import Resilience
import Testing
import TimeBase

@Suite struct GradientConcurrencyTests {
  private let policy = GradientConcurrency(
    updateInterval: .milliseconds(100), measureInterval: .seconds(60), jitter: 0,
    measureSamples: 5)

  private func record(
    _ milliseconds: Double, endingAt end: Int64, in state: inout GradientConcurrency.State
  ) {
    let roundTrip = TimeSpan(roundingNanoseconds: milliseconds * 1e6)
    let sample = ConcurrencySample(
      start: Instant(nanoseconds: end * 1_000_000) - roundTrip, roundTrip: roundTrip, inFlight: 1)
    policy.record(sample, in: &state, word: 0)
  }

  /// A state whose unloaded latency is 10 ms, in windows that end at whole tenths of a second.
  private func measured() -> GradientConcurrency.State {
    var state = policy.makeState(at: .zero)
    for _ in 0..<5 { record(10, endingAt: 100, in: &state) }
    return state
  }

  private func limit(_ state: inout GradientConcurrency.State, at milliseconds: Int64) -> Int {
    policy.limit(in: &state, at: Instant(nanoseconds: milliseconds * 1_000_000))
  }

  /// From a limit of 100, with an unloaded latency of 10 ms.
  @Test(arguments: [(25.0, 57), (12.5, 110), (10, 136), (5, 214)])
  func `the vector of the gradient`(milliseconds: Double, limit: Int) {
    var state = measured()
    #expect(state.unloadedLatency == .milliseconds(10))
    state.limit = 100
    record(milliseconds, endingAt: 150, in: &state)
    #expect(self.limit(&state, at: 199) == 100)
    #expect(self.limit(&state, at: 200) == limit)
  }

  @Test func `while it measures the limit is the lowest`() {
    var state = policy.makeState(at: .zero)
    #expect(limit(&state, at: 0) == 3)
    for _ in 0..<4 { record(1, endingAt: 10, in: &state) }
    #expect(state.isMeasuring)
    #expect(limit(&state, at: 1_000) == 3)
    record(1, endingAt: 1_000, in: &state)
    #expect(!state.isMeasuring)
    #expect(state.unloadedLatency == .milliseconds(1))
  }

  @Test func `after a measurement the limit is what it was before`() {
    var state = measured()
    state.limit = 100
    #expect(limit(&state, at: 60_099) == 100)
    #expect(limit(&state, at: 60_100) == 3)
    #expect(state.isMeasuring)
    // Those that were admitted before the measurement began do not count.
    for _ in 0..<9 { record(10, endingAt: 60_105, in: &state) }
    #expect(state.isMeasuring)
    for _ in 0..<5 { record(4, endingAt: 60_110, in: &state) }
    #expect(state.unloadedLatency == .milliseconds(4))
    #expect(limit(&state, at: 60_110) == 100)
  }

  @Test func `five windows in a row at the lowest limit make it measure again`() {
    var state = measured()
    for window in 1...5 as ClosedRange<Int64> {
      #expect(!state.isMeasuring)
      record(100, endingAt: 100 * window + 50, in: &state)
      _ = limit(&state, at: 100 * window + 100)
    }
    #expect(state.isMeasuring)
  }

  @Test func `jitter delays a measurement by its share at most`() {
    for (word, milliseconds) in [(0, 1_000), (UInt64.max, 1_499)] as [(UInt64, Int64)] {
      let policy = GradientConcurrency(
        updateInterval: .milliseconds(100), measureInterval: .milliseconds(1_000), jitter: 0.5,
        measureSamples: 1)
      var state = policy.makeState(at: .zero)
      policy.record(
        ConcurrencySample(roundTrip: .zero, inFlight: 1), in: &state, word: word)
      #expect(!state.isMeasuring)
      let instant = Instant(nanoseconds: milliseconds * 1_000_000)
      _ = policy.limit(in: &state, at: instant - .nanoseconds(1))
      #expect(!state.isMeasuring)
      _ = policy.limit(in: &state, at: instant + .milliseconds(1))
      #expect(state.isMeasuring)
    }
  }

  /// The twin sorts. A bucket is less than a sixty-fourth wide, and its middle is taken.
  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `percentiles are off by less than a hundredth`(seed: UInt64) {
    var random = ScriptRandom(seed: seed)
    let count = Int(1 + random.below(200))
    let scale = Int64(1) << (3 + random.below(45))
    let share = Double(random.below(101)) / 100
    let policy = GradientConcurrency(
      updateInterval: .seconds(1), measureInterval: .seconds(1), measureSamples: count,
      percentile: share)
    var state = policy.makeState(at: .zero)
    let latencies = (0..<count).map { _ in random.below(scale) }
    for latency in latencies {
      policy.record(
        ConcurrencySample(roundTrip: .nanoseconds(latency), inFlight: 1), in: &state, word: 0)
    }
    let rank = max(1, Int((Double(count) * share).rounded(.up)))
    let exact = latencies.sorted()[rank - 1]
    let found = state.unloadedLatency.nanoseconds
    #expect(abs(found - exact) <= exact / 100, "\(found) instead of \(exact)")
  }

  @Test func `long idle times take no time`() {
    var state = measured()
    #expect(limit(&state, at: 50_000) == 3)
    var other = measured()
    #expect(policy.limit(in: &other, at: .distantFuture) == 3)
    #expect(other.isMeasuring)
  }
}
