import ArchitectureModel
import ArchitectureSimulation
import Experiments
import RunStatistics
import Testing

@Suite struct VerdictTests {
  /// Mean 4.92, 95 % interval 4.621 to 5.219.
  private static let values = [4.2, 5.1, 4.8, 5.6, 4.9, 5.3, 4.4, 5.0, 5.2, 4.7]

  private func verdict(
    _ bound: Expectation.Bound, _ values: [Double?] = VerdictTests.values,
    metric: Expectation.Metric = .latency(.mean)
  ) -> ReplicatedExpectation {
    let expectation = Expectation(metric: metric, of: "web", bound, text: "as asked")
    let results = values.map { value in
      ExpectationResult(
        text: "as asked", verdict: .pass, observed: value, unit: .seconds)
    }
    return ReplicatedExpectation(expectation, results, confidence: 0.95)
  }

  @Test(
    arguments: [
      (.below(5.3), .pass), (.below(5), .inconclusive), (.below(4.6), .fail),
      (.above(4.6), .pass), (.above(5), .inconclusive), (.above(5.3), .fail),
      (.atMost(5.3), .pass), (.atMost(4.9), .inconclusive), (.atLeast(5.3), .fail),
    ] as [(Expectation.Bound, ExpectationResult.Verdict)])
  func `the whole interval decides`(
    bound: Expectation.Bound, expected: ExpectationResult.Verdict
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

  @Test func `values without a spread decide at once`() {
    #expect(verdict(.below(5), [3, 3, 3]).verdict == .pass)
    #expect(verdict(.below(3), [3, 3, 3]).verdict == .fail)
    #expect(verdict(.atMost(3), [3, 3, 3]).verdict == .pass)
  }
}
