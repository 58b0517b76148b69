import ArchitectureSimulation

/// What a flow of requests amounts to, so that two of them can be seen to be the same one.
///
/// All are shares from 0 to 1: of lookups that hit, and of workers and connections that were busy.
struct FlowFigures {
  let hits: Double
  let workers: Double
  let connections: Double
  let jobWorkers: Double
}

extension FlowFigures {
  /// The figures of a run of `Models/three-instances.json`; what is not there is 0.
  init(_ result: RunResult) {
    func component(_ name: String) -> ComponentResult? {
      result.components.first { $0.name == name }
    }
    func utilisation(_ name: String) -> Double { component(name)?.total.utilisation ?? 0 }
    if case .cache(let cache) = component("cache")?.details {
      hits = cache.hitRatio ?? 0
    } else {
      hits = 0
    }
    workers = utilisation("app")
    connections = utilisation("database")
    jobWorkers = utilisation("jobs")
  }
}
