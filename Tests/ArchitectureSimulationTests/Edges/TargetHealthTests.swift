import ArchitectureSimulation
import Testing
import TimeBase

/// Ten requests a second, in turn to two targets, of which the first fails between the third and the
/// fifth second.
@Suite struct TargetHealthTests {
  private func play(
    _ traits: String,
    faults: [String] = [#"{ "at": "3s", "for": "2s", "errors": "a", "share": "100%" }"#]
  ) throws -> RunResult {
    let result = try Sketch(
      clients: [Sketch.steady(calls: "lb")],
      components: [
        ("lb", #"{ "kind": "balancer", "over": ["a", "b"], \#(traits) }"#),
        Sketch.service("a", does: ""), Sketch.service("b", does: ""),
      ], faults: faults
    ).play()
    #expect(Books(of: result).complaints == [])
    return result
  }

  private static let outliers =
    #""outliers": { "consecutiveErrors": 3, "interval": "1s", "baseEjection": "2s" }"#

  @Test func `Errors in a row eject a target, and the comparison after its time lets it back in`()
    throws
  {
    // Fails at 3.05, 3.25 and 3.45 s; ejected until 5.45 s, which is noticed at 6 s.
    let result = try play(Self.outliers)
    #expect(try result.client().failed == 3)
    #expect(try result.station("a").arrivals == 15 + 3 + 20)
    let log = result.log.entries.filter { $0.subject == "lb" }
    #expect(log.map(\.event) == ["target a ejected for errors in a row", "target a let back in"])
    #expect(log.map(\.time) == [.zero + .milliseconds(3450), .zero + .milliseconds(6050)])
  }

  @Test func `A failure of the gateway kind counts for both`() throws {
    let outliers = """
      "outliers": { "consecutiveErrors": 0, "consecutiveGatewayFailures": 2, "interval": "1s",
        "baseEjection": "10s" }
      """
    let plain = try play(outliers)
    #expect(try plain.client().failed == 10)
    let gateway = try play(
      outliers, faults: [#"{ "at": "3s", "for": "2s", "outage": "a", "mode": "refuse" }"#])
    #expect(try gateway.client().failed == 2)
  }

  @Test func `A target that is back is eased in`() throws {
    let algorithm = #""algorithm": "smoothWeightedRoundRobin", "#
    let plain = try play(algorithm + Self.outliers).station("a").arrivals
    #expect(plain == 15 + 3 + 20)
    // A tenth of its weight at first, a half after two seconds, all after four.
    let eased = try play(
      algorithm + Self.outliers + #", "slowStart": { "window": "4s" }"#)
    let steps = try eased.steps(at: "a")
    let perSecond = steps.count / 10
    let seconds = (0..<10).map { second in
      steps[second * perSecond..<(second + 1) * perSecond].reduce(0) { $0 + $1.completions }
    }
    #expect(seconds.prefix(3) == [5, 5, 5])
    #expect(seconds[4] == 0 && seconds[5] == 0)
    #expect(seconds[6] <= 3 && seconds[6] < seconds[9])
    #expect(seconds[6..<9].reduce(0, +) < 12)
  }

  @Test func `While too few are well all are called`() throws {
    let everybody = ["a", "b"].map {
      #"{ "at": "3s", "for": "7s", "errors": "\#($0)", "share": "100%" }"#
    }
    let outliers = """
      "outliers": { "consecutiveErrors": 3, "interval": "1s", "maximumEjected": 100 }
      """
    let without = try play(outliers, faults: everybody).client()
    #expect(without.count(.error) == 6)
    #expect(without.count(.noTarget) == 64)
    let panic = try play(outliers + #", "panicThreshold": 50"#, faults: everybody).client()
    #expect(panic.count(.error) == 70)
  }
}
