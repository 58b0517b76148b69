import Resilience
import Testing
import TimeBase

/// A row of a vector: a round trip in milliseconds and how many were under way, and the limit after.
struct RoundTripStep: Sendable {
  var milliseconds: Double
  var inFlight: Int
  var limit: Double
  var wasDropped = false

  init(_ milliseconds: Double, _ inFlight: Int, _ limit: Double, dropped: Bool = false) {
    self.milliseconds = milliseconds
    self.inFlight = inFlight
    self.limit = limit
    wasDropped = dropped
  }

  var sample: ConcurrencySample {
    ConcurrencySample(
      roundTrip: TimeSpan(roundingNanoseconds: milliseconds * 1e6), inFlight: inFlight,
      wasDropped: wasDropped)
  }
}

@Suite struct ConcurrencyPolicyTests {
  /// The defaults of Netflix's AIMDLimit: 20 * 0.9 is below the lowest limit in the end.
  @Test func `additive increase and multiplicative decrease`() {
    let policy = AIMDConcurrency()
    var state = policy.makeState(at: .zero)
    let script = [
      RoundTripStep(1, 10, 21), RoundTripStep(1, 10, 21), RoundTripStep(1, 11, 22),
      RoundTripStep(1, 11, 20, dropped: true), RoundTripStep(5_000, 10, 21),
      RoundTripStep(5_000.001, 10, 20),
    ]
    for (number, step) in script.enumerated() {
      policy.record(step.sample, in: &state, word: 0)
      #expect(policy.limit(in: &state, at: .zero) == Int(step.limit), "step \(number)")
    }
  }

  @Test func `the vector of Gradient2`() {
    let policy = Gradient2Concurrency()
    var state = policy.makeState(at: .zero)
    let script: [(RoundTripStep, longMilliseconds: Double)] = [
      (RoundTripStep(10, 20, 20.8), 10), (RoundTripStep(10, 20, 21.6), 10),
      (RoundTripStep(40, 20, 21.32), 20), (RoundTripStep(100, 20, 20.4144), 40),
      (RoundTripStep(10, 5, 20.4144), 34), (RoundTripStep(10, 20, 21.2144), 30),
    ]
    for (number, (step, long)) in script.enumerated() {
      policy.record(step.sample, in: &state, word: 0)
      #expect(abs(state.limit - step.limit) < 1e-9, "step \(number)")
      // A mean of more than twice the sample is then pulled down; the warm-up forgets that at once.
      let pulled = long / step.milliseconds > 2 ? 0.95 * long : long
      #expect(abs(state.longRoundTrip - pulled * 1e6) < 1e-3, "step \(number)")
      #expect(policy.limit(in: &state, at: .zero) == Int(step.limit))
    }
  }

  @Test func `the vector of Vegas`() {
    let policy = VegasConcurrency()
    var state = policy.makeState(at: .zero)
    let script = [
      RoundTripStep(10, 20, 20), RoundTripStep(10, 20, 26), RoundTripStep(12.5, 26, 26),
      RoundTripStep(20, 26, 25), RoundTripStep(20, 25, 24, dropped: true), RoundTripStep(10, 5, 24),
      RoundTripStep(11, 24, 24),
    ]
    for (number, step) in script.enumerated() {
      policy.record(step.sample, in: &state, word: 0)
      #expect(policy.limit(in: &state, at: .zero) == Int(step.limit), "step \(number)")
    }
  }

  /// The tests of Netflix's VegasLimit [upstream]: alpha 3, beta 6, from 10 up to 20.
  @Test(
    arguments: [
      (10, 10, 10, 11, 16), (10, 10, 50, 11, 9), (10, 10, 14, 14, 10),
    ] as [(Double, Int, Double, Int, Int)])
  func `the tests of Vegas`(
    first: Double, firstInFlight: Int, second: Double, secondInFlight: Int, limit: Int
  ) {
    let policy = VegasConcurrency(
      initial: 10, highest: 20, alpha: .requests(3), beta: .requests(6))
    var state = policy.makeState(at: .zero)
    policy.record(RoundTripStep(first, firstInFlight, 0).sample, in: &state, word: 0)
    policy.record(RoundTripStep(second, secondInFlight, 0).sample, in: &state, word: 0)
    #expect(policy.limit(in: &state, at: .zero) == limit)
  }

  /// [upstream] The queue is counted with the decimal logarithm of the limit: 4 for ten thousand.
  @Test func `a large limit moves by its logarithm`() {
    let policy = VegasConcurrency(initial: 10_000, highest: 20_000)
    var state = policy.makeState(at: .zero)
    policy.record(RoundTripStep(10_000, 5_000, 0).sample, in: &state, word: 0)
    policy.record(RoundTripStep(10_000, 6_000, 0).sample, in: &state, word: 0)
    #expect(policy.limit(in: &state, at: .zero) == 10_024)
  }

  /// 0.5 * 30 * 20 samples at the earliest, and then as the word says.
  @Test func `the shortest round trip is measured anew`() {
    let policy = VegasConcurrency()
    var state = policy.makeState(at: .zero)
    for _ in 0..<299 {
      policy.record(RoundTripStep(10, 1, 0).sample, in: &state, word: .max)
    }
    policy.record(RoundTripStep(30, 1, 0).sample, in: &state, word: .max)
    #expect(state.unloadedRoundTrip == .milliseconds(30))
    for _ in 0..<599 {
      policy.record(RoundTripStep(40, 1, 0).sample, in: &state, word: .max)
    }
    #expect(state.unloadedRoundTrip == .milliseconds(30))
    policy.record(RoundTripStep(40, 1, 0).sample, in: &state, word: .max)
    #expect(state.unloadedRoundTrip == .milliseconds(40))
  }

  /// At least ten samples in a window of a second; round trips below 100 µs are left out.
  @Test func `a window hands on the mean of its samples`() {
    let policy = WindowedConcurrency(AIMDConcurrency(timeout: .milliseconds(25)))
    var state = policy.makeState(at: .zero)
    func record(_ roundTrip: TimeSpan, endingAt milliseconds: Int64, dropped: Bool = false) {
      let end = Instant(nanoseconds: milliseconds * 1_000_000)
      policy.record(
        ConcurrencySample(
          start: end - roundTrip, roundTrip: roundTrip, inFlight: 20, wasDropped: dropped),
        in: &state, word: 0)
    }
    // The first sample ends the window that began at the start, with too few samples.
    record(.milliseconds(10), endingAt: 10)
    for index in 0..<9 as Range<Int64> { record(.milliseconds(20), endingAt: 100 + index) }
    for _ in 0..<50 { record(.microseconds(99), endingAt: 2_000) }
    #expect(policy.limit(in: &state, at: .zero) == 20)
    record(.milliseconds(30), endingAt: 1_010)
    #expect(policy.limit(in: &state, at: .zero) == 20)
    record(.milliseconds(30), endingAt: 1_011)
    #expect(policy.limit(in: &state, at: .zero) == 21)
    for _ in 0..<9 { record(.milliseconds(20), endingAt: 1_500) }
    record(.milliseconds(20), endingAt: 2_500, dropped: true)
    #expect(policy.limit(in: &state, at: .zero) == 20)
  }
}
