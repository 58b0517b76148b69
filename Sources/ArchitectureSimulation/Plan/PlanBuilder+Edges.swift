import ArchitectureModel
import EventEngine
import Resilience
import TimeBase

/// What stands between clients and services: gateways and balancers.
extension PlanBuilder {
  /// A gateway is a server with any number of workers, whose only handler is: work, credentials,
  /// limits, upstream call.
  func add(_ gateway: Gateway, _ number: Int) {
    plan.stations[number].isProxy = true
    var program = ProgramBuilder(self, station: number, label: "gateway")
    if let work = gateway.work { program.take(.compute, work, name: "work") }
    if let bearer = gateway.bearer {
      program.take(.compute, bearer.work, name: "bearer work")
      program.draw(.authorise, share: bearer.missing, status: 401, name: "bearer")
    }
    let firstLimit = plan.limits.count
    for limit in gateway.limits {
      if gateway.charging == .inOrder {
        program.append(Instruction(operation: .limit, operand: plan.limits.count))
      }
      plan.limits.append(
        LimitPlan(
          station: number, limit: limit, title: limit.title,
          isInChain: gateway.charging == .allOrNothing))
    }
    if gateway.charging == .allOrNothing, !gateway.limits.isEmpty {
      program.append(Instruction(operation: .limitChain, operand: plan.limitChains.count))
      plan.limitChains.append(firstLimit..<plan.limits.count)
    }
    program.call(gateway.call, as: nil, otherwise: nil)
    finish(program, for: "*")
    plan.stations[number].limits = firstLimit..<plan.limits.count
  }

  func add(_ balancer: Balancer, _ number: Int) {
    var targets: [BalancerPlan.Target] = []
    var names: [String] = []
    for name in balancer.over {
      let policy = CallPolicy(target: name, timeout: balancer.timeout)
      let site = site(policy, from: number, label: "target \(name)")
      let all = plan.stations[station(name)].machineCount
      for instance in 0..<(balancer.over.count == 1 ? all : 1) {
        let isAnyOfMany = all > 1 && balancer.over.count > 1
        targets.append(
          BalancerPlan.Target(
            site: site,
            instance: isAnyOfMany ? Call.anyInstance : UInt16(truncatingIfNeeded: instance)))
        names.append(all > 1 && !isAnyOfMany ? "\(name)[\(instance)]" : name)
      }
    }
    // Nobody is ever sent to a target without weight.
    let weights = balancer.weights.isEmpty ? targets.map { _ in 1 } : balancer.weights
    let used = targets.indices.filter { weights[$0] > 0 }
    plan.stations[number].role = .balancer(plan.balancers.count)
    plan.stations[number].isProxy = true
    plan.balancers.append(
      BalancerPlan(
        targets: used.map { targets[$0] }, names: used.map { names[$0] },
        algorithm: balancer.algorithm,
        routing: balancer.algorithm.routesByKey ? balancer.routing : nil,
        weights: used.map { weights[$0] }, passiveHealth: balancer.passiveHealth,
        nextUpstream: balancer.nextUpstream, outliers: balancer.outliers,
        slowStart: balancer.slowStart, panic: balancer.panic))
  }
}

extension Gateway.Limit {
  /// As reports call it, such as `leakyBucket 100/s per address`.
  fileprivate var title: String {
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
