import ArchitectureSimulation
import Testing

/// A request every 100 ms that takes 20 ms, on two instances in turn, and an outage from 3 s to 7 s.
@Suite struct ExpectationFilterTests {
  private func verdict(
    _ expectation: String, more faults: [String] = []
  ) throws -> ExpectationResult {
    let result = try Sketch(
      run: #""duration": "12s", "warmup": "0s", "step": "1s""#, clients: [Sketch.steady()],
      components: [
        Sketch.service(
          "app", #""workers": 2, "instances": 2"#, does: #"{ "wait": "20ms" }"#)
      ],
      faults: [#"{ "at": "3s", "for": "4s", "outage": "app" }"#] + faults,
      expect: ["{ \(expectation) }"]
    ).play()
    return try #require(result.expectations.first)
  }

  @Test(arguments: [
    (#""metric": "errors", "of": "web", "during": "outage of app", "equals": "100%""#, 1.0),
    (#""metric": "errors", "of": "web", "after": "outage of app", "equals": "0%""#, 0),
    (
      #""metric": "count.completed", "of": "web", "after": "outage of app", "within": "1s", "equals": 10"#,
      10
    ),
    (#""metric": "count.offered", "of": "web", "equals": 100"#, 100),
    (#""metric": "count.completed", "of": "web", "equals": 100"#, 100),
    (#""metric": "count.succeeded", "of": "web", "equals": 60"#, 60),
    (#""metric": "count.failed", "of": "web", "equals": 40"#, 40),
    (#""metric": "count.completed", "of": "web", "status": 200, "equals": 60"#, 60),
    (#""metric": "count.completed", "of": "web", "status": 503, "equals": 0"#, 0),
    (#""metric": "errors", "of": "web", "status": 503, "equals": "0%""#, 0),
    (#""metric": "count.arrivals", "of": "app", "equals": 100"#, 100),
    (#""metric": "count.arrivals", "of": "app", "instance": 1, "equals": 50"#, 50),
    (#""metric": "count.turnedAway", "of": "app", "equals": 40"#, 40),
    (#""metric": "count.failures", "of": "app", "equals": 0"#, 0),
    (#""metric": "rejected", "of": "app", "instance": 0, "equals": "40%""#, 0.4),
    (#""metric": "inFlight.max", "of": "app", "equals": 2"#, 2),
    (#""metric": "inFlight.mean", "of": "app", "to": "3s", "equals": 0.2"#, 0.2),
    (#""metric": "availability", "of": "app", "from": "2s", "to": "10s", "equals": "50%""#, 0.5),
    (#""metric": "availability", "of": "app", "after": "outage of app", "equals": "100%""#, 1),
    (#""metric": "outages", "of": "app", "equals": 1"#, 1),
    (#""metric": "recovery", "of": "web", "after": "outage of app", "equals": "0s""#, 0),
  ])
  func `An expectation sees just what it asks for`(_ text: String, _ observed: Double) throws {
    let verdict = try verdict(text)
    #expect(abs(try #require(verdict.observed) - observed) < 1e-12)
    #expect(verdict.verdict == .pass)
  }

  @Test(arguments: [
    (#"{ "at": "7s", "for": "2s", "errors": "app", "share": "100%" }"#, "2s", 2.0),
    // What comes later counts as well.
    (#"{ "at": "8s", "for": "1s", "errors": "app", "share": "100%" }"#, "2s", 2),
    (#"{ "at": "8s", "errors": "app", "share": "100%" }"#, "1h", .infinity),
    (#"{ "at": "7s", "for": "1s", "slow": "app", "factor": 2 }"#, "1s", 1),
  ])
  func `A recovery is the time until all is as good as asked for`(
    _ fault: String, _ limit: String, _ observed: Double
  ) throws {
    let verdict = try verdict(
      #""metric": "recovery", "of": "web", "after": "outage of app", "p95UpTo": "21ms", "atMost": "\#(limit)""#,
      more: [fault])
    #expect(verdict.observed == observed)
    #expect(verdict.verdict == (observed.isFinite ? .pass : .fail))
  }

  @Test(arguments: [("40%", ExpectationResult.Verdict.pass), ("41%", .fail)])
  func `A claim that is known not to hold passes if it does not`(
    _ limit: String, _ expected: ExpectationResult.Verdict
  ) throws {
    let verdict = try verdict(
      #""metric": "errors", "of": "web", "below": "\#(limit)", "expect": "fail", "source": "README""#
    )
    #expect(verdict.verdict == expected)
    #expect(verdict.source == "README")
    #expect(verdict.text == "errors of web below \(limit), expected not to hold")
  }

  /// Of 40 that fail five open the breaker.
  @Test func `Figures of breakers can be expected`() throws {
    let result = try Sketch(
      run: #""duration": "12s", "warmup": "0s""#,
      clients: [
        Sketch.steady(
          calls: "app",
          #""breaker": { "slidingWindowSize": 5, "minimumNumberOfCalls": 5, "failureRateThreshold": "100%", "waitDurationInOpenState": "1m" }"#
        )
      ],
      components: [Sketch.service(does: #"{ "wait": "20ms" }"#)],
      faults: [#"{ "at": "3s", "for": "4s", "outage": "app" }"#],
      expect: [
        #"{ "metric": "breaker.opened", "of": "web", "equals": 1 }"#,
        #"{ "metric": "breaker.rejected", "of": "web", "target": "app", "equals": 65 }"#,
        #"{ "metric": "breaker.closed", "of": "app", "equals": 0 }"#,
      ]
    ).play()
    #expect(result.expectations.map(\.verdict) == [.pass, .pass, .inconclusive])
  }
}
