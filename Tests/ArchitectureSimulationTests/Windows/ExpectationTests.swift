import ArchitectureSimulation
import Testing

/// A request every 100 ms that takes 20 ms, and an outage from 3 s to 7 s.
@Suite struct ExpectationTests {
  struct Case: Sendable {
    var text: String
    var verdict: ExpectationResult.Verdict
    var observed: Double?
    var unit: ExpectationResult.Unit
  }

  static let cases = [
    Case(
      text: #""metric": "errors", "of": "web", "below": "41%""#, verdict: .pass, observed: 0.4,
      unit: .ratio),
    Case(
      text: #""metric": "errors", "of": "web", "below": "40%""#, verdict: .fail, observed: 0.4,
      unit: .ratio),
    Case(
      text: #""metric": "errors", "of": "web", "atMost": "40%""#, verdict: .pass, observed: 0.4,
      unit: .ratio),
    Case(
      text: #""metric": "failed.refused", "of": "web", "equals": "40%""#, verdict: .pass,
      observed: 0.4, unit: .ratio),
    Case(
      text: #""metric": "failed.timeout", "of": "web", "equals": "0%""#, verdict: .pass,
      observed: 0, unit: .ratio),
    Case(
      text: #""metric": "errors", "of": "web", "equals": "100%", "from": "3s", "to": "7s""#,
      verdict: .pass, observed: 1, unit: .ratio),
    Case(
      text: #""metric": "errors", "of": "web", "equals": "0%", "from": "7s""#, verdict: .pass,
      observed: 0, unit: .ratio),
    Case(
      text: #""metric": "errors", "of": "web", "equals": "0%", "to": "3s""#, verdict: .pass,
      observed: 0, unit: .ratio),
    Case(
      text: #""metric": "goodput", "of": "web", "atLeast": "10/s", "from": "7s", "to": "10s""#,
      verdict: .pass, observed: 10, unit: .perSecond),
    Case(
      text: #""metric": "latency.mean", "of": "web", "equals": "20ms""#, verdict: .pass,
      observed: 0.02, unit: .seconds),
    Case(
      text: #""metric": "latency.max", "of": "web", "above": "20ms""#, verdict: .fail,
      observed: 0.02, unit: .seconds),
    // Nothing succeeds meanwhile, and nothing ends after the last request.
    Case(
      text: #""metric": "latency.p99", "of": "web", "below": "1s", "from": "3s", "to": "7s""#,
      verdict: .inconclusive, observed: nil, unit: .seconds),
    Case(
      text: #""metric": "errors", "of": "web", "below": "1%", "from": "11s", "to": "12s""#,
      verdict: .inconclusive, observed: nil, unit: .ratio),
    Case(
      text: #""metric": "attempts", "of": "web", "equals": 1"#, verdict: .pass, observed: 1,
      unit: .count),
    Case(
      text: #""metric": "rejected", "of": "app", "equals": "40%""#, verdict: .pass, observed: 0.4,
      unit: .ratio),
    // One of two workers for 20 ms of every 100 ms.
    Case(
      text: #""metric": "utilisation", "of": "app", "equals": "10%", "from": "0s", "to": "3s""#,
      verdict: .pass, observed: 0.1, unit: .ratio),
    Case(
      text: #""metric": "queue.max", "of": "app", "equals": 0"#, verdict: .pass, observed: 0,
      unit: .count),
  ]

  @Test(arguments: cases)
  func `An expectation holds, or not, or has nothing to hold for`(_ expectation: Case) throws {
    let result = try Sketch(
      run: #""duration": "12s", "warmup": "0s""#, clients: [Sketch.steady()],
      components: [Sketch.service("app", #""workers": 2"#, does: #"{ "wait": "20ms" }"#)],
      faults: [#"{ "at": "3s", "for": "4s", "outage": "app" }"#],
      expect: ["{ \(expectation.text) }"]
    ).play()
    let verdict = try #require(result.expectations.first)
    #expect(verdict.verdict == expectation.verdict)
    #expect(verdict.unit == expectation.unit)
    if let observed = expectation.observed {
      #expect(abs(try #require(verdict.observed) - observed) < 1e-12)
    } else {
      #expect(verdict.observed == nil)
    }
  }
}
