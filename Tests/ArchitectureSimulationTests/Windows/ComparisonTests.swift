import ArchitectureSimulation
import Testing

/// Ten requests a second, of which a limit lets eight pass, and an outage from 3 s to 7 s.
@Suite struct ComparisonTests {
  private func results(_ expectations: [String], scenario: String? = nil) throws
    -> [ExpectationResult]
  {
    let text = """
      {
        "format": 1, "name": "sketch",
        "run": { "duration": "12s", "warmup": "0s", "step": "1s" },
        "clients": { "web": { "arrivals": { "constant": "10/s", "first": "50ms" }, "calls": "door",
                              "requests": { "read": {} } } },
        "components": {
          "door": { "kind": "gateway", "calls": "app",
                    "limits": [ { "fixedWindow": "1s", "limit": 8, "status": 429 } ] },
          "app": { "kind": "service", "workers": 2,
                   "handles": { "*": [ { "count": "seen" }, { "wait": "20ms" } ] } }
        },
        "faults": [ { "at": "3s", "for": "4s", "outage": "app" } ],
        "scenarios": {
          "open": { "set": { "components.door.limits": null } },
          "calm": { "set": { "faults": null }, "expect": [] }
        },
        "expect": [ \(expectations.map { "{ \($0) }" }.joined(separator: ", ")) ]
      }
      """
    return try Sketch.play(text, scenario: scenario).expectations
  }

  /// 120 requests: 2 a second are limited (24), and of the others 8 a second for 4 s are refused (32).
  private static let cases: [(String, Double)] = [
    (#""metric": "share", "of": "web", "status": 429, "equals": "20%""#, 0.2),
    (#""metric": "share", "of": "web", "outcome": "rejected", "equals": "20%""#, 0.2),
    (#""metric": "share", "of": "web", "outcome": "accepted", "equals": "80%""#, 0.8),
    (#""metric": "count.completed", "of": "web", "cause": "refused", "equals": 32"#, 32),
    (#""metric": "count.completed", "of": "web", "outcome": "failed", "equals": 56"#, 56),
    (
      #""metric": "count.completed", "of": "web", "outcome": "rejected", "during": "outage of app", "equals": 8"#,
      8
    ),
    (
      #""metric": "throughput", "of": "web", "outcome": "succeeded", "to": "3s", "equals": "8/s""#,
      8
    ),
    (#""metric": "latency.max", "of": "web", "outcome": "rejected", "equals": "0s""#, 0),
    (#""metric": "latency.max", "of": "web", "outcome": "any", "equals": "20ms""#, 0.02),
    (
      #""metric": "latency.max", "of": "web", "request": "read", "status": 200, "equals": "20ms""#,
      0.02
    ),
    (#""metric": "latency.p50", "of": "app", "between": ["20ms", "20ms"]"#, 0.02),
    (#""metric": "wait.max", "of": "app", "equals": "0s""#, 0),
    (#""metric": "counter.seen", "of": "app", "equals": 64"#, 64),
    (#""metric": "count.unfinished", "of": "web", "equals": 0"#, 0),
    (#""metric": "count.carried", "of": "app", "from": "1s", "equals": 0"#, 0),
    (#""metric": "errors", "of": "app", "equals": "50%", "expect": "fail""#, 32.0 / 96),
    // Equal counts, conservation, and another window of the same run.
    (
      #""metric": "count.completed", "of": "web", "status": 429, "equals": { "metric": "count.turnedAway", "of": "app" }, "expect": "fail""#,
      24
    ),
    (
      #""metric": "count.offered", "of": "web", "equals": { "sum": [ { "metric": "count.succeeded" }, { "metric": "count.failed" }, { "metric": "count.unfinished" } ] }"#,
      120
    ),
    (
      #""metric": "errors", "of": "web", "during": "outage of app", "equals": { "times": 5, "after": "outage of app" }"#,
      1
    ),
    // Other scenarios meet the same requests.
    (#""metric": "errors", "of": "web", "above": { "scenario": "calm", "times": 2 }"#, 56.0 / 120),
    (
      #""metric": "count.succeeded", "of": "web", "below": { "scenario": "open" }"#, 64
    ),
    (
      #""metric": "errors", "of": "web", "equals": { "scenario": "none" }"#, 56.0 / 120
    ),
  ]

  @Test(arguments: cases)
  func `An expectation picks out and compares`(_ text: String, _ observed: Double) throws {
    let result = try #require(try results([text]).first)
    #expect(abs(try #require(result.observed) - observed) < 1e-12, "\(result.text)")
    #expect(result.verdict == .pass, "\(result.text)")
  }

  @Test func `What it is compared with stands beside what was observed`() throws {
    let result = try #require(
      try results([
        #""metric": "count.succeeded", "of": "web", "atLeast": { "scenario": "calm" }, "expect": "fail", "about": "As good as calm""#
      ]).first)
    #expect(result.observed == 64)
    #expect(result.base == 96)
    #expect(result.verdict == .pass)
    #expect(result.about == "As good as calm")
    #expect(
      result.text == "count.succeeded of web at least that in calm, expected not to hold")
  }

  @Test func `A scenario can be compared with the model as it is`() throws {
    let results = try results(
      [#""metric": "errors", "of": "web", "below": { "scenario": "none" }"#], scenario: "open")
    #expect(results.first?.observed == 40.0 / 120)
    #expect(results.first?.base == 56.0 / 120)
  }

  @Test func `What is compared with nothing is inconclusive`() throws {
    let results = try results([
      #""metric": "latency.mean", "of": "web", "from": "8s", "atMost": { "during": "outage of app" }"#
    ])
    #expect(results.first?.verdict == .inconclusive)
  }
}
