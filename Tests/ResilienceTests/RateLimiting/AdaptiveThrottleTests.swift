import Resilience
import Testing
import TimeBase

@Suite struct AdaptiveThrottleTests {
  /// The vectors of the formula: requests, accepts, probability.
  @Test(
    arguments: [
      (100, 100, 0), (100, 50, 0), (100, 40, 20.0 / 101), (100, 0, 100.0 / 101), (1, 0, 0.5),
      (0, 0, 0),
    ] as [(Int, Int, Double)])
  func `the probability follows requests and accepts`(
    requests: Int, accepts: Int, probability: Double
  ) {
    var throttle = AdaptiveThrottle()
    for _ in 0..<requests { _ = throttle.admit(at: .zero, word: .max) }
    for _ in 0..<accepts { throttle.recordAccept(at: .zero) }
    #expect(abs(throttle.rejectionProbability - probability) < 1e-12)
  }

  @Test func `a draw below the probability turns away`() {
    var throttle = AdaptiveThrottle()
    let first = throttle.admit(at: .zero, word: 0)
    // One request that is not accepted yet: half of the draws.
    var copy = throttle
    let low = copy.admit(at: .zero, word: 1 << 63 - 1)
    let high = throttle.admit(at: .zero, word: 1 << 63)
    #expect((first, low, high) == (true, false, true))
  }

  @Test func `what was turned away counts and is forgotten with the window`() {
    var throttle = AdaptiveThrottle(.init(window: .seconds(10), parts: 10))
    for _ in 0..<7 { _ = throttle.admit(at: Instant(milliseconds: 500), word: 0) }
    #expect(throttle.requests == 7)
    throttle.recordAccept(at: Instant(milliseconds: 9_999))
    #expect((throttle.requests, throttle.accepts) == (7, 1))
    _ = throttle.admit(at: Instant(milliseconds: 10_000), word: .max)
    #expect((throttle.requests, throttle.accepts) == (1, 1))
    throttle.recordAccept(at: Instant(milliseconds: 100_000))
    #expect((throttle.requests, throttle.accepts) == (0, 1))
  }

  /// A thousand requests a second, of which a server accepts the first hundred of each second: what is
  /// sent settles where requests = K * accepts would hold for what the client lets through, at about
  /// twice what the server accepts.
  @Test func `a server in overload is sent about twice what it accepts`() {
    var random = ScriptRandom(seed: 3)
    var throttle = AdaptiveThrottle(.init(window: .seconds(20), parts: 20))
    var (sent, accepted, acceptedThisSecond) = (0, 0, 0)
    for millisecond in 0..<120_000 as Range<Int64> {
      if millisecond % 1_000 == 0 { acceptedThisSecond = 0 }
      let now = Instant(milliseconds: millisecond)
      guard throttle.admit(at: now, word: random.next()) else { continue }
      let isAccepted = acceptedThisSecond < 100
      if isAccepted {
        acceptedThisSecond += 1
        throttle.recordAccept(at: now)
      }
      if millisecond >= 60_000 {
        sent += 1
        accepted += isAccepted ? 1 : 0
      }
    }
    #expect(accepted == 6_000)
    #expect((11_000...13_000).contains(sent), "\(sent) were sent")
  }

  @Test(
    arguments: [
      (999, 120, 120, "the multiplier must be 1,000 to 1,000,000 thousandths, not 999"),
      (2_000, 120, 0, "the window must move on in 1 to 3600 parts, not 0"),
      (2_000, 0, 1, "the window must be at least 1ns long to have that many parts, and is 0s"),
    ] as [(Int64, Int64, Int, String)])
  func `a policy says what is wrong with it`(
    multiplier: Int64, seconds: Int64, parts: Int, problem: String
  ) {
    let policy = AdaptiveThrottle.Policy(
      multiplierInThousandths: multiplier, window: .seconds(seconds), parts: parts)
    #expect(policy.problem == problem)
  }
}
