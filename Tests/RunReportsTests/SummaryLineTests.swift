import ArchitectureSimulation
import RunReports
import Testing
import TimeBase

@Suite struct SummaryLineTests {
  typealias Verdict = ExpectationResult.Verdict

  @Test(
    arguments: [
      ([], "three-instances: >99.9% of 10,000 requests succeeded", nil),
      ([.pass], "three-instances: the expectation holds", .pass),
      ([.fail], "three-instances: the expectation does not hold", .fail),
      ([.inconclusive], "three-instances: the expectation is inconclusive", .inconclusive),
      ([.pass, .pass], "three-instances: both expectations hold", .pass),
      ([.pass, .pass, .pass], "three-instances: all 3 expectations hold", .pass),
      ([.pass, .pass, .fail], "three-instances: 2 of 3 expectations hold", .fail),
      ([.pass, .fail], "three-instances: 1 of 2 expectations holds", .fail),
      ([.fail, .fail], "three-instances: none of 2 expectations holds", .fail),
      (
        [.pass, .inconclusive, .inconclusive],
        "three-instances: 1 of 3 expectations holds, 2 are inconclusive", .inconclusive
      ),
    ] as [([Verdict], String, Verdict?)])
  func `the headline answers the expectations`(
    verdicts: [Verdict], text: String, verdict: Verdict?
  ) {
    var result = Sample.healthy
    result.clients[0].total.completed = 10_000
    result.clients[0].total.succeeded = 9_999
    result.expectations = verdicts.map {
      .init(text: "x", verdict: $0, observed: 1, unit: .count)
    }
    let summary = SummaryLine(result)
    #expect(summary.text == text)
    #expect(summary.verdict == verdict)
  }

  @Test func `a run that was stopped is never a success`() {
    var result = Sample.healthy
    result.ending = .stopped(at: .zero + .seconds(90), reason: "a bound")
    let summary = SummaryLine(result)
    #expect(
      summary.text == "three-instances: both expectations hold; the run was stopped at 1m30s")
    #expect(summary.verdict == .inconclusive)
  }

  @Test func `nothing completed is not a success either`() {
    #expect(SummaryLine(Sample.empty).text == "empty: no request completed")
    #expect(SummaryLine(Sample.empty).verdict == nil)
  }

  @Test(arguments: JSONReportTests.results.indices)
  func `it fits on a line`(index: Int) {
    let summary = SummaryLine(JSONReportTests.results[index])
    #expect(DisplayText.columns(of: summary.text) <= 100)
  }
}
