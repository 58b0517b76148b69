import ArchitectureModel
import EventEngine
import Resilience
import TimeBase

/// What stands between clients and services: gateways and balancers.
extension PlanBuilder {
  /// A gateway is a server with any number of workers, whose handlers are: work, credentials, limits,
  /// filters, then those of the route, and the upstream call.
  func add(_ gateway: Gateway, _ number: Int) {
    plan.stations[number].isProxy = true
    plan.stations[number].setsForwardedProto = gateway.setsForwardedProto
    let firstLimit = plan.limits.count
    var program = ProgramBuilder(self, station: number, label: "gateway")
    if let work = gateway.work { program.take(.compute, work, name: "work") }
    if let bearer = gateway.bearer { program.authorise(bearer, name: "bearer") }
    add(gateway.limits, gateway.charging, to: &program)
    program.append(gateway.filters)
    if gateway.routes.isEmpty, let call = gateway.call {
      program.call(call, as: nil, otherwise: nil)
      program.append(Instruction(operation: .passOn))
      finish(program, for: "*")
    } else {
      program.append(Instruction(operation: .dispatch))
      addRoutes(of: gateway, number)
      beginHandlers(at: program.firstInstruction, of: number)
    }
    plan.stations[number].limits = firstLimit..<plan.limits.count
  }

  private func add(
    _ limits: [Gateway.Limit], _ charging: LimitChain.Charging, to program: inout ProgramBuilder
  ) {
    let first = plan.limits.count
    for limit in limits {
      if limit.retryAfter != nil { saysMore(program.station) }
      if charging == .inOrder {
        program.append(Instruction(operation: .limit, operand: plan.limits.count))
      }
      plan.limits.append(
        LimitPlan(
          station: program.station, limit: limit, title: limit.title,
          isInChain: charging == .allOrNothing, owner: plan.limits.count))
    }
    guard charging == .allOrNothing, !limits.isEmpty else { return }
    program.append(Instruction(operation: .limitChain, operand: plan.limitChains.count))
    plan.limitChains.append(first..<plan.limits.count)
  }

  /// Every name that a request can have finds its route here, so that a run looks for none: a route
  /// is a handler, one for each name under which its upstream sees requests.
  private func addRoutes(of gateway: Gateway, _ number: Int) {
    var known: [(route: String, name: String?, entry: UInt16)] = []
    for (column, request) in plan.requestNames.enumerated() {
      let route = gateway.route(of: request)
      let upstream = gateway.upstream(of: request)
      guard route != nil || upstream != nil else { continue }
      let newName = upstream.flatMap { $0.name == request ? nil : $0.name }
      let place = number * plan.requestNames.count + column
      if let same = known.first(where: { $0.route == route?.name ?? "" && $0.name == newName }) {
        plan.entries[place] = same.entry
        continue
      }
      var program = ProgramBuilder(self, station: number, label: "route \(route?.name ?? "")")
      program.append(route?.filters ?? [])
      if let answer = route?.answer {
        program.append(Instruction(operation: .respond, status: UInt16(answer)))
      } else if let upstream {
        program.call(upstream.call, as: newName, otherwise: nil)
        program.append(Instruction(operation: .passOn))
      }
      program.append(Instruction(operation: .end))
      plan.entries[place] = UInt16(program.firstInstruction)
      known.append((route?.name ?? "", newName, plan.entries[place]))
    }
  }

  func add(_ balancer: Balancer, _ number: Int) {
    var targets: [BalancerPlan.Target] = []
    var names: [String] = []
    var checkSites: [UInt16] = []
    for name in balancer.over {
      var policy = CallPolicy(target: name, timeout: balancer.timeout)
      policy.connection = balancer.connection
      let site = site(policy, from: number, label: "target \(name)")
      let checkSite = siteOfChecks(balancer, of: name, from: number)
      let all = plan.stations[station(name)].machineCount
      for instance in 0..<(balancer.over.count == 1 ? all : 1) {
        let isAnyOfMany = all > 1 && balancer.over.count > 1
        targets.append(
          BalancerPlan.Target(
            site: site,
            instance: isAnyOfMany ? Call.anyInstance : UInt16(truncatingIfNeeded: instance)))
        names.append(all > 1 && !isAnyOfMany ? "\(name)[\(instance)]" : name)
        if let checkSite { checkSites.append(checkSite) }
      }
    }
    // Nobody is ever sent to a target without weight, nor is it checked.
    let weights = balancer.weights.isEmpty ? targets.map { _ in 1 } : balancer.weights
    let used = targets.indices.filter { weights[$0] > 0 }
    plan.stations[number].role = .balancer(plan.balancers.count)
    plan.stations[number].isProxy = true
    noteLoadProbes(of: balancer)
    let checks = checks(
      of: balancer, number, balancer.activeHealth == nil ? [] : used.map { checkSites[$0] })
    var process = BalancerPlan(
      targets: used.map { targets[$0] }, names: used.map { names[$0] },
      algorithm: balancer.algorithm,
      routing: balancer.algorithm.routesByKey ? balancer.routing : nil,
      weights: used.map { weights[$0] }, passiveHealth: balancer.passiveHealth,
      nextUpstream: balancer.nextUpstream, outliers: balancer.outliers,
      slowStart: balancer.slowStart, panic: balancer.panic)
    process.stickiness = balancer.stickiness
    process.sessionOwner = plan.balancers.count
    plan.stations[number].sharesState = balancer.sharesState
    for worker in 0..<(balancer.sharesState ? 1 : balancer.workers) {
      plan.balancers.append(process)
      if !checks.isEmpty { plan.balancers[plan.balancers.count - 1].checks = checks[worker] }
    }
    addZones(of: balancer, number)
  }
}

extension Gateway.Limit {
  /// As reports call it, such as `leakyBucket 100/s per address`.
  var title: String {
    let limit =
      switch limiter {
      case .tokenBucket(let policy): "tokenBucket \(policy.rate)"
      case .periodicTokenBucket(let policy):
        "tokenBucket \(policy.tokens) every \(policy.interval)"
      case .scriptedTokenBucket(let policy):
        "scriptedTokenBucket \(policy.tokensPerSecond)/s"
      case .leakyBucket(let policy): "leakyBucket \(policy.rate)"
      case .gcra(let policy): "gcra \(policy.rate)"
      case .fixedWindow(let policy): "fixedWindow \(policy.limit) per \(policy.window)"
      case .slidingCounter(let policy): "slidingCounter \(policy.limit) per \(policy.window)"
      case .slidingLog(let policy): "slidingLog \(policy.limit) per \(policy.window)"
      case .cyclicPermits(let policy): "cyclicPermits \(policy.limit) per \(policy.cycle)"
      }
    return per == .everyone ? limit : "\(limit) per \(per.rawValue)"
  }
}
