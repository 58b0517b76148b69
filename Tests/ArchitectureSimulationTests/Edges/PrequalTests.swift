import ArchitectureSimulation
import Testing
import TimeBase

/// Ten requests a second to two targets; requests of somebody else stay in the first for ever.
@Suite struct PrequalTests {
  private func play(
    _ algorithm: String, stuck: Int = 20, from first: String = "0s", latency: String = "0s",
    links: String = "", faults: [String] = [], works: [String] = ["10ms", "10ms"]
  ) throws -> RunResult {
    let service = { (work: String) in
      """
      { "kind": "service", "workers": "unlimited", "handles": { "*": [ { "wait": "\(work)" } ],
          "stay": [ { "wait": "1h" } ] } }
      """
    }
    let result = try Sketch(
      network: #""latency": "\#(latency)" \#(links)"#,
      clients: [
        Sketch.steady(calls: "lb"),
        (
          "other",
          """
          { "arrivals": { "constant": "1000/s", "first": "\(first)", "limit": \(stuck) }, "calls": "a",
            "requests": { "stay": {} } }
          """
        ),
      ],
      components: [
        ("lb", #"{ "kind": "balancer", "algorithm": \#(algorithm), "over": ["a", "b"] }"#),
        ("a", service(works[0])), ("b", service(works[1])),
      ], faults: faults
    ).play()
    #expect(Books(of: result).complaints == [])
    return result
  }

  private func callsOfFirst(_ result: RunResult) throws -> UInt64 {
    try #require(result.edges.first { $0.caller == "lb" && $0.callee == "a" }).total.made
  }

  private static let halfHot = #"{ "prequal": 3, "hotQuantile": "50%" }"#

  @Test func `a target that is hot for others gets nothing, which connections do not show`() throws
  {
    // Everybody is done before the next one comes: no connection is left to tell them apart.
    #expect(try callsOfFirst(play(#""leastConnections""#)) == 50)
    // Half of the loads heard of are twenty, and above the median is hot. The first call finds no
    // answer and is drawn.
    let probed = try play(Self.halfHot)
    #expect(try callsOfFirst(probed) <= 1)
    #expect(try probed.client().failed == 0)
    let again = try play(Self.halfHot)
    #expect(again.digest.total == probed.digest.total)
  }

  /// Answers of the first second know no better.
  @Test(
    arguments: [(["50ms", "10ms"], 0...10), (["10ms", "50ms"], 90...100)]
      as [([String], ClosedRange<UInt64>)])
  func `of the cold the faster is called`(
    works: [String], expected: ClosedRange<UInt64>
  ) throws {
    func calls(_ algorithm: String) throws -> UInt64 {
      try callsOfFirst(play(algorithm, stuck: 1, from: "9990ms", works: works))
    }
    #expect(try calls(#""leastConnections""#) == 50)
    let probed = try calls(#""prequal""#)
    #expect(expected.contains(probed), "\(probed)")
  }

  /// Two targets can be asked for each of a hundred calls, and who has crashed does not answer, nor
  /// anybody from whom nothing comes through.
  @Test(
    arguments: [
      ("0s", [], 200), ("5ms", [], 200), ("5ms", [#""crash": "b""#], 150),
      ("0s", [#""freeze": "b""#], 150), ("5ms", [#""loss": "b", "share": "100%""#], 150),
    ] as [(String, [String], UInt64)])
  func `questions are messages that find somebody there or not`(
    latency: String, faults: [String], answered: UInt64
  ) throws {
    let result = try play(
      #""prequal""#, latency: latency,
      faults: faults.map { #"{ "at": "5s", \#($0) }"# })
    let balancing = try #require(result.component("lb").balancing)
    let expected = BalancingResult.LoadProbes(sent: 200, answered: answered)
    #expect(balancing.loadProbes == expected)
    #expect(balancing.checks.isEmpty)
  }

  /// There and back takes a little more than 4 s: of those sent up to 5.95 s answers have come at 10 s.
  @Test func `questions take as long as messages on their hop`() throws {
    let links = ["a", "b"].map {
      #"{ "from": "lb", "to": "\#($0)", "latency": { "uniform": ["2s", "2001ms"] } }"#
    }
    let result = try play(
      #""prequal""#, links: #", "links": [ \#(links.joined(separator: ", ")) ]"#)
    let balancing = try #require(result.component("lb").balancing)
    #expect(balancing.loadProbes == BalancingResult.LoadProbes(sent: 200, answered: 120))
  }
}
