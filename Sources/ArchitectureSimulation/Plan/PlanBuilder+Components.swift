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
    case .external(let external): add(external, number)
    }
  }

  private func add(_ service: Service, _ number: Int) {
    plan.stations[number].workers = service.workers
    plan.stations[number].line = service.line
    plan.stations[number].needed = service.needed
    plan.stations[number].backlog = service.backlog
    plan.stations[number].dropsOverflow = service.overflow == .drop
    plan.stations[number].queueTimeoutLane = lane(service.queueTimeout)
    plan.stations[number].retryAfter = service.retryAfter ?? .zero
    if service.retryAfter != nil { saysMore(number) }
    plan.stations[number].patience = service.patience.map { sampler($0) } ?? -1
    plan.stations[number].processor = service.processor
    plan.stations[number].hasProcessor = service.processor != nil
    add(service.life, number)
    add(service.turnover, of: service, number)
    add(service.stores, number)
    plan.stations[number].limit = service.limit
    plan.stations[number].hasLimit = service.limit != nil
    if service.limit != nil { plan.hasDoors = true }
    // The handler for every other name first, so that those with a name of their own replace it.
    let firstLimit = plan.limits.count
    var filters = ProgramBuilder(self, station: number, label: "filters")
    if !service.filters.isEmpty {
      filters.append(service.filters)
      filters.append(Instruction(operation: .dispatch))
    }
    let general = service.handlers.filter { $0.request == "*" }
    for handler in general + service.handlers.filter({ $0.request != "*" }) {
      var program = ProgramBuilder(self, station: number, label: handler.request)
      program.append(handler.steps)
      finish(program, for: handler.request)
    }
    if !service.filters.isEmpty { beginHandlers(at: filters.firstInstruction, of: number) }
    plan.stations[number].limits = firstLimit..<plan.limits.count
  }

  private func add(_ turnover: Service.Turnover, of service: Service, _ number: Int) {
    let isDeployed = architecture.faults.contains { fault in
      guard case .deploy = fault.effect else { return false }
      return ([fault.target] + fault.others).contains(plan.names[number])
    }
    guard isDeployed || turnover.autoscaling != nil else { return }
    plan.stations[number].firstMachine = plan.machineStations.count
    plan.stations[number].firstCount = service.instances
    plan.stations[number].readiness = turnover.readiness
    plan.stations[number].shutdown = turnover.shutdown
    plan.machineStations += Array(repeating: number, count: plan.stations[number].machineCount)
    guard let autoscaling = turnover.autoscaling else { return }
    plan.stations[number].autoscaler = plan.autoscalers.count
    plan.autoscalers.append(
      AutoscalerPlan(policy: autoscaling, processes: plan.stations[number].instanceCount))
  }

  /// Where balancers list instances that come and go.
  func addListings() {
    plan.listings = Array(repeating: [], count: plan.machineStations.count)
    for balancer in plan.balancers.indices {
      for (number, target) in plan.balancers[balancer].targets.enumerated() {
        let station = plan.stations[plan.sites[target.site].target]
        guard station.firstMachine >= 0, target.instance != Call.anyInstance else { continue }
        plan.listings[station.firstMachine + Int(target.instance)].append(
          Listing(balancer: balancer, target: number))
      }
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
