import Resilience
import Testing
import TimeBase

@Suite struct SlowStartTests {
  /// Section 4.4 of the components specification, of Envoy's documentation: a window of 60 s.
  @Test(
    arguments: [(3, 1, 10), (30, 1, 50), (45, 2, 86.602_540), (60, 1, 100), (0, 1, 10)]
      as [(Int64, Double, Double)])
  func `a share grows to all of the weight`(seconds: Int64, aggression: Double, percent: Double) {
    let start = SlowStart(window: .seconds(60), aggression: aggression)
    #expect(abs(start.factor(after: .seconds(seconds)) * 100 - percent) < 1e-6)
  }

  @Test func `HAProxy goes in a straight line from one per cent`() {
    let start = SlowStart.linear(over: .seconds(100))
    let seconds: [Int64] = [0, 1, 50, 99, 100, 1_000]
    let shares = seconds.map { start.thousandths(after: .seconds($0)) }
    #expect(shares == [10, 10, 500, 990, 1_000, 1_000])
  }

  @Test(arguments: [0.1, 0.3, 0.5, 1, 1.5, 2, 3, 10])
  func `a share never falls, and all are in range`(aggression: Double) {
    let start = SlowStart(window: .seconds(30), aggression: aggression, minimum: 1)
    var last = 0
    for step in 0...400 {
      let share = start.thousandths(after: .milliseconds(Int64(step) * 100))
      #expect(share >= last && (1...1_000).contains(share))
      last = share
    }
    #expect(last == 1_000)
  }

  /// Powers that can be checked by multiplying.
  @Test func `the ramp is the root that its aggression says`() {
    for (aggression, power) in [(2.0, 2), (3, 3), (0.5, 0.5), (10, 10)] as [(Double, Double)] {
      let start = SlowStart(window: .seconds(1_000), aggression: aggression, minimum: 1)
      for seconds in [Int64(1), 10, 333, 500, 999] {
        let factor = start.factor(after: .seconds(seconds))
        var back = power < 1 ? factor.squareRoot() : 1
        if power >= 1 { for _ in 0..<Int(power) { back *= factor } }
        let part = Double(seconds) / 1_000
        // A unit in the last place for each binary digit of the root, to the power.
        let bound = 64 * 0x1p-53 * max(1, power) * part
        #expect(abs(back - part) <= bound || factor == 0.001)
      }
    }
  }

  @Test(
    arguments: [
      (.init(window: .zero), "a slow start over 0s is none; leave it out"),
      (.init(window: .seconds(1), aggression: 0), "an aggression of 0.0 is not in 0.1...10"),
      (.init(window: .seconds(1), minimum: 0), "a minimum of 0 is not in 1...1000"),
    ] as [(SlowStart, String)])
  func `an impossible ramp says why`(start: SlowStart, problem: String) {
    #expect(start.problem == problem)
    #expect(SlowStart(window: .seconds(1)).problem == nil)
  }
}
