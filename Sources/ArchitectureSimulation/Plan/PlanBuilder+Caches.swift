import ArchitectureModel
import EventEngine

/// Where writes wait that a service makes later.
struct WriteBufferPlan: Sendable {
  var station: Int

  /// The cache that has them meanwhile.
  var cache: Int
  var buffer: CachedWrite.Buffer

  /// The first of its buffers among all, one a process of the service.
  var first: Int

  /// Where the steps of a write begin.
  var entry = Instruction.noTarget
}

extension PlanBuilder {
  /// A cache is a server that looks a key up, in a store for each process if it is part of them.
  func add(_ cache: ArchitectureModel.Cache, _ number: Int) {
    let plan = cachePlan(self.plan.names[number])
    self.plan.stations[number].workers = cache.threads
    self.plan.stations[number].backlog = cache.connections.map { $0 - (cache.threads ?? 0) }
    var program = ProgramBuilder(self, station: number, label: "cache")
    program.take(.wait, cache.latency, name: "latency")
    program.append(
      Instruction(operation: plan.isDated ? .serve : .find, operand: self.plan.caches.count))
    finish(program, for: "*")
    // A limit that is kept there is asked in the time of a lookup, and is none.
    if requestNumbers[RateLimit.requestName] != nil {
      var trip = ProgramBuilder(self, station: number, label: "cache")
      trip.take(.wait, cache.latency, name: "limit latency")
      finish(trip, for: RateLimit.requestName)
    }
    self.plan.stations[number].cache = self.plan.caches.count
    for _ in 0..<self.plan.stations[number].instanceCount { self.plan.caches.append(plan) }
  }

  /// What a cache of this name is to be; its entries are dated if that makes a difference.
  func cachePlan(_ name: String) -> CachePlan {
    let number = station(name)
    guard case .cache(let cache)? = architecture.components.first(where: { $0.name == name })?.kind
    else { preconditionFailure("no cache is named '\(name)'; was the model validated?") }
    return CachePlan(
      station: number, cache: cache, isDated: !cache.isPlain || datedCaches.contains(name))
  }

  /// The caches of which steps ask more than to look up and to fill.
  static func datedCaches(of architecture: Architecture) -> [String] {
    architecture.components.flatMap(\.kind.allSteps).compactMap { step -> String? in
      if case .written(let write) = step { return write.cache }
      if case .keyValue(let operation) = step { return operation.cache }
      return nil
    }
  }

  func addBuffer(_ buffer: CachedWrite.Buffer, of station: Int, for cache: String) -> Int {
    plan.writeBuffers.append(
      WriteBufferPlan(
        station: station, cache: self.station(cache), buffer: buffer,
        first: plan.writeBufferCount))
    plan.writeBufferCount += plan.stations[station].instanceCount
    return plan.writeBuffers.count - 1
  }
}
