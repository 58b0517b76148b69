import ArchitectureModel
import EventEngine
import Resilience

/// How one process of a balancer checks its targets.
struct CheckPlan: Sendable {
  var policy: HealthCheck.Policy
  var isStaggered: Bool

  /// Of each target: where its checks are sent from.
  var sites: [UInt16]
  var origin: UInt16
  var request: UInt16

  /// Sets its checks apart from those of others in the addresses of draws.
  var salt: UInt64
}

extension PlanBuilder {
  /// Makes the site of the checks of one component; `nil` if there are none.
  func siteOfChecks(_ balancer: Balancer, of name: String, from number: Int) -> UInt16? {
    guard let checks = balancer.activeHealth else { return nil }
    var policy = CallPolicy(target: name, timeout: checks.policy.timeout)
    policy.connection = checks.request == nil ? Connection() : balancer.connection
    let site = site(policy, from: number, label: "check of \(name)", as: checks.request)
    if checks.request == nil { plan.wires[plan.sites[site].wire].isAll = true }
    return UInt16(truncatingIfNeeded: site)
  }

  /// The checks of all processes of a balancer, one each; empty if it checks nobody.
  func checks(of balancer: Balancer, _ number: Int, _ sites: [UInt16]) -> [CheckPlan] {
    guard let checks = balancer.activeHealth else { return [] }
    let name = checks.request.map(request) ?? 0
    let origin = plan.origins.count + plan.originsOfChecks.count
    plan.originsOfChecks.append(
      OriginPlan(
        station: number, request: name, keySpace: Int(name), keys: -1, addresses: 1,
        addressSpace: plan.stations[number].id))
    return (0..<balancer.workers).map { worker in
      CheckPlan(
        policy: checks.policy, isStaggered: checks.isStaggered, sites: sites,
        origin: UInt16(truncatingIfNeeded: origin), request: name,
        salt: StreamName("checks of \(plan.names[number]), process \(worker)").id)
    }
  }

  /// Whoever is asked how loaded it is has to know.
  func noteLoadProbes(of balancer: Balancer) {
    guard case .prequal = balancer.algorithm else { return }
    plan.asksForLoad = true
    plan.hasDoors = true
    for target in balancer.over { plan.stations[station(target)].isAskedForLoad = true }
  }
}
