import ArchitectureModel
import ArchitectureSimulation
import Experiments
import Testing

/// What theory is asked about, and what it refuses.
@Suite struct TheoryCheckTests {
  private static func check(
    _ station: String, client: String = #"{ "arrivals": { "poisson": "8/s" }, "calls": "api" }"#,
    duration: String = "2000s", faults: String = ""
  ) throws -> TheoryCheck.Finding {
    let text = """
      {
        "format": 1, "name": "queue",
        "run": { "duration": "\(duration)", "warmup": "100s", "seed": 1 },
        "network": { "latency": "1ms" },
        "clients": { "web": \(client) }, "components": { "api": \(station) },
        "faults": [ \(faults) ]
      }
      """
    let architecture = try ModelDocument(text, named: "queue.json").architecture()
    let result = ArchitectureRun(architecture).result()
    let calls = architecture.clients.map { ($0.name, $0.call.target) }
    return try #require(TheoryCheck(architecture, calls: calls, result).rows.first).finding
  }

  @Test(
    arguments: [
      (#"{ "kind": "service", "workers": 1, "work": { "exponential": "100ms" } }"#, "M/M/1", 0.502),
      (
        #"{ "kind": "service", "workers": 2, "work": { "exponential": "200ms" } }"#, "M/M/2",
        0.5575555556
      ),
      (#"{ "kind": "service", "workers": 1, "work": "100ms" }"#, "M/D/1", 0.302),
      (
        #"{ "kind": "service", "workers": 1, "work": { "lognormal": { "mean": "50ms", "cv": 2 } } }"#,
        "M/G/1", 0.1353333333
      ),
      (
        #"""
        { "kind": "service", "workers": "unlimited", "cpu": { "cores": 1, "sharing": "processor" },
          "work": { "lognormal": { "mean": "50ms", "cv": 2 } } }
        """#,
        "M/G/1 with processor sharing", 0.0853333333
      ),
      (
        #"{ "kind": "database", "connections": "unlimited", "operations": { "*": "100ms" } }"#,
        "M/D/∞", 0.102
      ),
    ])
  func `a queue is known, and the run agrees`(station: String, name: String, response: Double)
    throws
  {
    guard case .known(let system, let values) = try Self.check(station) else {
      Issue.record("\(name) is not known")
      return
    }
    #expect(system == name)
    let latency = try #require(values.first { $0.metric.name == "latency.mean" })
    #expect(abs(latency.exact - response) < 1e-9)
    for value in values {
      if let score = value.zScore { #expect(abs(score) < 4, "\(value)") }
    }
  }

  @Test func `a loss system and a closed network`() throws {
    let loss = try Self.check(
      #"{ "kind": "service", "workers": 3, "backlog": 0, "work": { "exponential": "250ms" } }"#)
    guard case .known("M/M/3/3", let values) = loss else {
      Issue.record("\(loss)")
      return
    }
    let errors = try #require(values.first { $0.metric.name == "errors" })
    #expect(abs(errors.exact - 0.2105263158) < 1e-9)
    #expect(abs(errors.zScore ?? .infinity) < 4)

    let closed = try Self.check(
      #"{ "kind": "service", "workers": 2, "work": { "exponential": "100ms" } }"#,
      client: #"{ "users": 20, "think": { "exponential": "1s" }, "calls": "api" }"#)
    guard case .known("closed network of 20 users", let figures) = closed else {
      Issue.record("\(closed)")
      return
    }
    for value in figures { #expect(abs(value.zScore ?? 0) < 4, "\(value)") }
    #expect(figures.contains { $0.zScore != nil })
  }

  @Test(
    arguments: [
      (
        #"{ "kind": "service", "workers": 2, "work": "100ms" }"#,
        #"{ "arrivals": { "poisson": "8/s" }, "calls": "api" }"#, "", "not exponential"
      ),
      (
        #"{ "kind": "service", "workers": 1, "work": { "exponential": "200ms" } }"#,
        #"{ "arrivals": { "poisson": "8/s" }, "calls": "api" }"#, "", "no steady state"
      ),
      (
        #"{ "kind": "service", "workers": 1, "work": "10ms" }"#,
        #"{ "arrivals": { "constant": "8/s" }, "calls": "api" }"#, "", "no Poisson process"
      ),
      (
        #"{ "kind": "service", "instances": 2, "workers": 1, "work": "10ms" }"#,
        #"{ "arrivals": { "poisson": "8/s" }, "calls": "api" }"#, "", "a line of its own"
      ),
      (
        #"{ "kind": "service", "workers": 1, "work": "10ms" }"#,
        #"{ "arrivals": { "poisson": "8/s" }, "calls": "api" }"#,
        #"{ "at": "50s", "for": "1s", "slow": "api", "factor": 2 }"#, "the model has faults"
      ),
    ])
  func `a refusal names the assumption that fails`(
    station: String, client: String, faults: String, reason: String
  ) throws {
    let finding = try Self.check(station, client: client, duration: "200s", faults: faults)
    guard case .unknown(let text) = finding else {
      Issue.record("\(finding)")
      return
    }
    #expect(text.contains(reason))
  }
}
