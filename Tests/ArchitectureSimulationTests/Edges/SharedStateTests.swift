import ArchitectureSimulation
import Testing
import TimeBase

/// Four processes of a balancer that share what they know, or do not.
@Suite struct SharedStateTests {
  private func play(_ traits: String, shared: Bool, faults: [String] = []) throws -> RunResult {
    let result = try Sketch(
      clients: [Sketch.steady(calls: "lb")],
      components: [
        (
          "lb",
          """
          { "kind": "balancer", "over": ["a", "b"], "workers": 4, "sharedState": \(shared), \(traits) }
          """
        ), Sketch.service("a", does: ""), Sketch.service("b", does: ""),
      ], faults: faults
    ).play()
    #expect(Books(of: result).complaints == [])
    return result
  }

  private static let outage = #"{ "at": "3s", "for": "4s", "outage": "a" }"#

  @Test(arguments: [(false, 40), (true, 10)] as [(Bool, UInt64)])
  func `one checks for all, and all know what it found`(shared: Bool, sent: UInt64) throws {
    let result = try play(
      #""activeHealth": { "interval": "1s", "delay": "500ms", "stagger": false, "fall": 1 }"#,
      shared: shared, faults: [Self.outage])
    let checks = try #require(result.component("lb").balancing?.checks)
    #expect(checks.map(\.sent) == [sent, sent])
    #expect(checks[0].failed == sent * 4 / 10)
    #expect(checks[0].wentDown == sent / 10 && checks[0].cameUp == sent / 10)
    // Failed at 3.5 s, passed twice by 8.5 s.
    #expect(checks[0].down == .seconds(5))
    #expect(try result.client().failed <= 5)
  }

  /// One failure in four processes is not four, unless they count together.
  @Test func `failures count together`() throws {
    let health = #""passiveHealth": { "failures": 4, "for": "1h", "precision": "exact" }"#
    let alone = try play(health, shared: false, faults: [Self.outage])
    let together = try play(health, shared: true, faults: [Self.outage])
    #expect(try together.client().blame == ["4 refused at a"])
    #expect(try alone.client().failed > 8)
  }

  @Test func `turns are those of all`() throws {
    let result = try play(#""algorithm": "roundRobin""#, shared: true)
    #expect(try result.station("a").arrivals == 50 && result.station("b").arrivals == 50)
  }

  @Test(arguments: [
    ("checks.sent", "lb", 20.0), ("checks.failed", "lb", 4), ("checks.wentDown", "lb", 1),
    ("checks.cameUp", "lb", 1),
  ])
  func `what checks came to can be expected`(metric: String, of: String, value: Double) throws {
    var sketch = Sketch(
      clients: [Sketch.steady(calls: "lb")],
      components: [
        (
          "lb",
          """
          { "kind": "balancer", "over": ["a", "b"], "activeHealth": {
              "interval": "1s", "delay": "500ms", "stagger": false, "fall": 1 } }
          """
        ), Sketch.service("a", does: ""), Sketch.service("b", does: ""),
      ], faults: [Self.outage])
    sketch.expect = [#"{ "metric": "\#(metric)", "of": "\#(of)", "equals": \#(Int(value)) }"#]
    let found = try #require(try sketch.play().expectations.first)
    #expect(found.verdict == .pass && found.observed == value)
  }
}
