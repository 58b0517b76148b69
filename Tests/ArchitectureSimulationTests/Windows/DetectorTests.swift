import ArchitectureSimulation
import Testing
import TimeBase

/// Ten requests a second, and an outage from 60 s to 120 s.
@Suite struct DetectorTests {
  private func result(_ expectation: String = "") throws -> RunResult {
    let text = """
      {
        "format": 1, "name": "sketch",
        "run": { "duration": "4m", "warmup": "0s", "step": "1s" },
        "clients": { "web": { "arrivals": { "constant": "10/s", "first": "50ms" }, "calls": "app" } },
        "components": { "app": { "kind": "service", "workers": 2, "work": "20ms" } },
        "faults": [ { "at": "60s", "for": "60s", "outage": "app" } ],
        "detectors": {
          "spike": { "of": "web", "series": "errors", "zScore": { "window": 60 }, "threshold": 3 },
          "busy": { "of": "app", "series": "busy", "cusum": {} }
        },
        "expect": [ \(expectation.isEmpty ? "" : "{ \(expectation) }") ]
      }
      """
    return try Sketch.play(text)
  }

  /// The end of the outage is as much of a change as its beginning.
  @Test func `An outage is flagged from its first second until the window is used to it`() throws {
    let result = try result()
    let spike = try #require(result.detectors.first { $0.name == "spike" })
    let flagged = (Array(60...65) + Array(120...125)).map { Instant.zero + .seconds($0) }
    #expect(spike.flags.map(\.time) == flagged)
    #expect(spike.judged.count == 210)
    #expect(spike.flags.first?.value == 1)
    let busy = try #require(result.detectors.first { $0.name == "busy" })
    let first = try #require(busy.flags.first)
    #expect(first.time == Instant.zero + .seconds(60))
    #expect(first.score < 0)
  }

  private static let cases: [(String, Double)] = [
    (#""metric": "flags.first", "of": "spike", "during": "outage of app", "equals": "0s""#, 0.0),
    (#""metric": "flags.count", "of": "spike", "during": "outage of app", "equals": 6"#, 6),
    (#""metric": "flags.share", "of": "spike", "during": "outage of app", "equals": "10%""#, 0.1),
    (#""metric": "flags.count", "of": "spike", "to": "60s", "equals": 0"#, 0),
    (#""metric": "flags.first", "of": "spike", "atMost": "60s""#, 60),
    (
      #""metric": "flags.first", "of": "spike", "from": "130s", "above": "1m""#, .infinity
    ),
  ]

  @Test(arguments: cases)
  func `Flags can be expected`(_ text: String, _ observed: Double) throws {
    let verdict = try #require(try result(text).expectations.first)
    #expect(verdict.observed == observed)
    #expect(verdict.verdict == .pass)
  }
}
