import ArchitectureModel
import ArchitectureSimulation
import Experiments
import RunStatistics
import Testing

/// Swift Testing has an `Expectation` of its own.
typealias ModelExpectation = ArchitectureModel.Expectation

@Suite struct VerdictTests {
  /// Mean 4.92, 95 % interval 4.621 to 5.219.
  private static let values = [4.2, 5.1, 4.8, 5.6, 4.9, 5.3, 4.4, 5.0, 5.2, 4.7]

  private func verdict(
    _ bound: ModelExpectation.Bound, _ values: [Double?] = VerdictTests.values,
    metric: ModelExpectation.Metric = .latency(.mean), ofEach trials: UInt64? = nil
  ) -> ReplicatedExpectation {
    let expectation = ModelExpectation(metric: metric, of: "web", bound, text: "as asked")
    let results = values.map { value in
      var result = ExpectationResult(
        text: "as asked", verdict: .pass, observed: value,
        unit: trials == nil ? .seconds : .ratio)
      result.trials = trials
      return result
    }
    return ReplicatedExpectation(expectation, results, confidence: 0.95)
  }

  @Test(
    arguments: [
      (.below(5.3), .pass), (.below(5), .inconclusive), (.below(4.6), .fail),
      (.above(4.6), .pass), (.above(5), .inconclusive), (.above(5.3), .fail),
      (.atMost(5.3), .pass), (.atMost(4.9), .inconclusive), (.atLeast(5.3), .fail),
    ] as [(ModelExpectation.Bound, ExpectationResult.Verdict)])
  func `the whole interval decides`(
    bound: ModelExpectation.Bound, expected: ExpectationResult.Verdict
  ) {
    let decided = verdict(bound)
    #expect(decided.verdict == expected)
    #expect(decided.interval != nil)
    #expect((decided.moreNeeded != nil) == (expected == .inconclusive))
  }

  /// The limit is 0.08 away: t·s/√n falls below that at 108 values.
  @Test func `an open question says how many more replications would decide it`() throws {
    let more = try #require(verdict(.below(5)).moreNeeded)
    let sample = SampleMean(Self.values)
    #expect(sample.countNeeded(forHalfWidth: 5 - sample.mean, confidence: 0.95) == 10 + more)
    #expect((90...110).contains(more))
    #expect(verdict(.below(4.92)).moreNeeded ?? .max > 1_000)
  }

  @Test func `facts have no interval and must hold in every run`() {
    let all = verdict(.below(6), metric: .latency(.maximum))
    #expect(all.verdict == .pass)
    #expect(all.interval == nil)
    #expect(all.held == 10)
    #expect(all.observed == 5.6)
    let most = verdict(.below(5.5), metric: .queueMax)
    #expect(most.verdict == .fail)
    #expect(most.held == 9)
    #expect(most.observed == 5.6)
    #expect(most.moreNeeded == nil)
    #expect(
      verdict(.equals(0), Array(repeating: 0, count: 4), metric: .errorShare).verdict == .pass)
    #expect(verdict(.equals(0), [0, 0, 0.1], metric: .errorShare).verdict == .fail)
  }

  @Test func `nothing or one thing to observe decides nothing`() {
    #expect(verdict(.below(1), [nil, nil]).verdict == .inconclusive)
    let one = verdict(.below(9), [4, nil])
    #expect(one.verdict == .inconclusive)
    #expect(one.observed == 4)
    #expect(one.moreNeeded == 1)
  }

  /// The rule of three: 0 of 500 leaves 0.6 %.
  @Test func `a share of which no case was seen is not known to be nothing`() throws {
    func errors(_ bound: ModelExpectation.Bound, _ values: [Double]) -> ReplicatedExpectation {
      verdict(bound, values, metric: .errorShare, ofEach: 100)
    }
    let none = Array(repeating: 0.0, count: 5)
    let open = errors(.below(0.005), none)
    #expect(open.verdict == .inconclusive)
    #expect(abs(try #require(open.interval).upper - 0.005974) < 1e-6)
    // 598 requests without a failure exclude 0.5 %.
    #expect(open.moreNeeded == 1)
    #expect(errors(.below(0.006), none).verdict == .pass)
    #expect(errors(.below(0.000_001), none).moreNeeded == 29_953)
    let fact = errors(.atMost(0), none)
    #expect(fact.verdict == .pass)
    #expect(fact.interval == nil)
    #expect(errors(.atMost(0), [0, 0, 0.01]).verdict != .pass)
    #expect(try #require(errors(.above(0.99), [1, 1]).interval).lower < 0.99)
    // Two failures among 500, in two of five runs: the exact interval is wider than that of t.
    let few = try #require(errors(.below(0.05), [0.01, 0, 0, 0.01, 0]).interval)
    #expect(abs(few.upper - 0.014_374) < 1e-6)
    #expect(errors(.below(0.4), [0.3, 0.3]).interval == Interval(lower: 0.3, upper: 0.3))
  }

  @Test func `values without a spread decide at once`() {
    #expect(verdict(.below(5), [3, 3, 3]).verdict == .pass)
    #expect(verdict(.below(3), [3, 3, 3]).verdict == .fail)
    #expect(verdict(.atMost(3), [3, 3, 3]).verdict == .pass)
  }
}
