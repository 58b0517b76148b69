import ArchitectureModel
import ArchitectureSimulation
import Experiments
import RunStatistics
import Testing
import TimeBase

/// What is drawn belongs to a request and a component, and not to the order in which things happen.
@Suite struct CommonRandomNumbersTests {
  private static let text = """
    {
      "format": 1, "name": "farm", "run": { "duration": "30s", "warmup": "0s", "seed": 11 },
      "clients": {
        "web": { "arrivals": { "poisson": "220/s", "limit": 3000 }, "calls": "balancer" }
      },
      "components": {
        "balancer": { "kind": "balancer", "algorithm": "leastConnections", "over": "app" },
        "app": {
          "kind": "service", "instances": 3, "workers": 1, "backlog": 100000,
          "handles": {
            "*": [ { "compute": { "exponential": "6ms" } }, { "call": "database", "as": "read" } ]
          }
        },
        "database": {
          "kind": "database", "connections": 50, "read": { "lognormal": { "mean": "4ms", "cv": 1 } }
        }
      }
    }
    """

  private func architecture(_ changes: [String] = []) throws -> Architecture {
    try ModelDocument(Self.text, named: "farm.json")
      .architecture(overrides: changes.map { try Override($0) })
  }

  @Test(arguments: ["roundRobin", "random"])
  func `another balancer moves no service demand`(algorithm: String) throws {
    let demands = try [[], ["balancer.algorithm=\(algorithm)"]].map { changes in
      let result = ArchitectureRun(try architecture(changes)).result()
      #expect(result.clients[0].total.succeeded == 3_000)
      return try #require(result.components.first { $0.name == "database" }?.total.service)
    }
    // Every request has ended, and so the books hold the same three thousand demands to the
    // nanosecond: count, mean, spread, every percentile and the largest.
    #expect(demands[0] == demands[1])
    #expect(demands[0].count == 3_000)
  }

  @Test(arguments: ["app.instances=4", "balancer.algorithm=roundRobin"])
  func `differences vary less than the variants do`(change: String) throws {
    var study = ComparisonStudy(confidence: 0.95)
    let series = RunSeries(of: [try architecture(), try architecture([change])], limit: 20)
    _ = series.perform(threads: 2, proceed: { _ in true }) { _, result in
      study.add(result)
      return true
    }
    let result = try #require(study.result())
    let latency = try #require(result.metric("latency.mean", of: "web"))
    let reduction = try #require(latency.pairs.varianceReduction)
    #expect(reduction > 1, "\(reduction)")
    #expect(try #require(latency.pairs.correlation) > 0)
    #expect(latency.finding == (change.hasPrefix("app") ? .better : .worse))
  }
}
