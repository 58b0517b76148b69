import ArchitectureModel
import EventEngine
import Resilience
import TimeBase

/// What each kind of component becomes.
extension PlanBuilder {
  func add(_ component: Component, _ number: Int) {
    switch component.kind {
    case .gateway(let gateway): add(gateway, number)
    case .balancer(let balancer): add(balancer, number)
    case .service(let service): add(service, number)
    case .cache(let cache): add(cache, number)
    case .queue(let queue): add(queue, number)
    case .database(let database): add(database, number)
    case .pool(let pool): add(pool, number)
    }
  }

  private func add(_ service: Service, _ number: Int) {
    plan.stations[number].workers = service.workers
    plan.stations[number].line = service.line
    plan.stations[number].needed = service.needed
    plan.stations[number].backlog = service.backlog
    plan.stations[number].queueTimeoutLane = lane(service.queueTimeout)
    plan.stations[number].patience = service.patience.map { sampler($0) } ?? -1
    plan.stations[number].processor = service.processor
    plan.stations[number].hasProcessor = service.processor != nil
    add(service.life, number)
    plan.stations[number].limit = service.limit
    plan.stations[number].hasLimit = service.limit != nil
    if service.limit != nil { plan.hasConcurrencyLimits = true }
    // The handler for every other name first, so that those with a name of their own replace it.
    let general = service.handlers.filter { $0.request == "*" }
    for handler in general + service.handlers.filter({ $0.request != "*" }) {
      var program = ProgramBuilder(self, station: number, label: handler.request)
      program.append(handler.steps)
      finish(program, for: handler.request)
    }
  }

  private func add(_ life: Service.Life, _ number: Int) {
    if let pauses = life.pauses {
      plan.changesPace = true
      plan.stations[number].pauseGap = sampler(pauses.between)
      plan.stations[number].pauseLength = sampler(pauses.length)
    }
    plan.stations[number].boot = life.boot.map { sampler($0) } ?? -1
    if let warmUp = life.warmUp {
      plan.stations[number].warmUpRequests = warmUp.requests
      plan.stations[number].warmUpSlowdown = warmUp.slowdown
    }
  }

  /// A cache is a server with any number of workers that looks a key up, in a store for each process
  /// if it is part of them.
  private func add(_ cache: ArchitectureModel.Cache, _ number: Int) {
    var program = ProgramBuilder(self, station: number, label: "cache")
    program.take(.wait, cache.latency, name: "latency")
    program.append(Instruction(operation: .find, operand: plan.caches.count))
    finish(program, for: "*")
    plan.stations[number].cache = plan.caches.count
    for _ in 0..<plan.stations[number].instanceCount {
      plan.caches.append(CachePlan(station: number, cache: cache))
    }
  }

  private func add(_ queue: Queue, _ number: Int) {
    plan.stations[number].isQueue = true
    plan.stations[number].workers = queue.workers
    plan.stations[number].line = queue.line
    plan.stations[number].backlog = queue.capacity
    plan.jobRetries[number] = queue.retry
    var program = ProgramBuilder(self, station: number, label: "job")
    program.append(queue.steps)
    finish(program, for: "*")
  }

  /// A pool is a server whose workers are what is held, each for as long as its holder likes.
  private func add(_ pool: Pool, _ number: Int) {
    plan.hasPools = true
    plan.stations[number].isPool = true
    plan.stations[number].workers = pool.size
    plan.stations[number].line = pool.line
    plan.stations[number].backlog = pool.waiting
    plan.stations[number].queueTimeoutLane = lane(pool.timeout)
    plan.stations[number].queueTimeoutCause = .poolTimeout
    var program = ProgramBuilder(self, station: number, label: "pool")
    program.append(Instruction(operation: .grant))
    finish(program, for: "*")
  }

  /// Ends a program, and lets calls of a name (or of every name) begin there.
  func finish(_ program: consuming ProgramBuilder, for request: String) {
    program.append(Instruction(operation: .end))
    let entry = UInt16(program.firstInstruction)
    let row = program.station * plan.requestNames.count
    if request == "*" {
      for column in plan.requestNames.indices { plan.entries[row + column] = entry }
    } else if let column = requestNumbers[request] {
      plan.entries[row + Int(column)] = entry
    }
  }
}
