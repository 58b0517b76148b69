import ArchitectureModel
import ArchitectureSimulation
import Experiments
import RunStatistics

/// A single queue with exponential service: the smallest model with something to find out.
struct Station {
  var rate = 8.0
  var duration = "200s"
  var warmup = "20s"
  var expectations: [String] = []

  func architecture(_ changes: [String] = []) throws -> Architecture {
    try document().architecture(overrides: changes.map { try Override($0) })
  }

  func document() throws -> ModelDocument {
    let text = """
      {
        "format": 1, "name": "station",
        "run": { "duration": "\(duration)", "warmup": "\(warmup)", "seed": 7 },
        "clients": { "web": { "arrivals": { "poisson": "\(rate)/s" }, "calls": "app" } },
        "components": {
          "app": {
            "kind": "service", "workers": 1, "backlog": 100000,
            "handles": { "*": [ { "compute": { "exponential": "100ms" } } ] }
          }
        },
        "expect": [ \(expectations.joined(separator: ", ")) ]
      }
      """
    return try ModelDocument(text, named: "station.json")
  }

  /// Replications of it.
  func result(
    _ policy: ReplicationPolicy, threads: Int = 1, seed: UInt64 = 7
  ) throws -> ReplicatedResult? {
    let architecture = try architecture()
    var study = ReplicationStudy(architecture, policy)
    let series = RunSeries(of: [architecture], .init(seed: seed), limit: policy.count)
    _ = series.perform(threads: threads, proceed: { _ in true }) { study.add($1) }
    return study.result()
  }
}
