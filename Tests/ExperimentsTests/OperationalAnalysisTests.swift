import ArchitectureModel
import ArchitectureSimulation
import Experiments
import RunStatistics
import Testing

/// What saturates first, and at what load.
@Suite struct OperationalAnalysisTests {
  private func analysis(_ arrivals: String, _ components: String) throws -> OperationalAnalysis {
    let text = """
      {
        "format": 1, "run": { "duration": "200s", "warmup": "0s" }, "network": { "latency": "0s" },
        "clients": { "web": { "arrivals": \(arrivals), "calls": "app" } },
        "components": { \(components) }
      }
      """
    let architecture = try ModelDocument(text, named: "model.json").architecture()
    return OperationalAnalysis(ArchitectureRun(architecture).result(), unloadedResponse: 0.03)
  }

  /// Computations of 10 ms on one core, and calls of 20 ms through twenty connections.
  @Test func `a processor is the bottleneck that it is`() throws {
    let found = try analysis(
      #"{ "constant": "80/s", "limit": 15999 }"#,
      """
      "app": { "kind": "service", "cpu": { "cores": 1 },
               "handles": { "*": [ { "compute": "10ms" }, { "call": "db", "as": "read" } ] } },
      "db": { "kind": "database", "connections": 20, "read": "20ms" }
      """)
    let first = try #require(found.rows.first)
    #expect(first.component == "app")
    #expect(first.resource == .processor)
    #expect(abs(first.utilisation - 0.8) < 0.001)
    #expect(abs(first.saturation - 100) < 0.01)
    #expect(abs(found.bounds.greatestThroughput - 100) < 0.01)
    #expect(found.rows.map(\.component) == ["app", "db"])
  }

  /// M/M/1/8 at 110/s, one of which it could serve 100: who is turned away keeps nobody busy.
  @Test func `those who are turned away do not count`() throws {
    let found = try analysis(
      #"{ "poisson": "110/s" }"#,
      #"""
      "app": { "kind": "service", "workers": 1, "backlog": 7, "work": "10ms" }
      """#)
    #expect(abs(try #require(found.rows.first).saturation - 100) < 0.01)
  }
}
