import ArchitectureModel
import EventEngine
import Resilience
import TimeBase

/// Where instances stand, and what messages meet between these places.
struct ZonePlan: Sendable {
  /// What messages from one zone to another meet instead of what the hop says.
  struct Hop: BitwiseCopyable, Sendable {
    /// `nil` if it is drawn, or if the hop says it.
    var latency: TimeSpan?

    /// Number of the sampler of latencies; negative for none.
    var sampler = -1

    /// Of latencies that are drawn, the mean: what encryption takes for each way.
    var usual: TimeSpan?
    var loss: Probability?
  }

  /// Sorted; empty if nobody stands anywhere.
  var names: [String] = []

  /// Of each instance, clients among them; negative for nowhere in particular.
  var ofInstances: [Int16] = []

  /// Rows of zones in which messages are sent, columns of those in which they arrive.
  var hops: [Hop] = []

  /// The place of a hop in that table.
  func hop(from origin: Int, to destination: Int) -> Int { origin * names.count + destination }

  /// The same of the way back.
  func reversed(_ hop: Int) -> Int { hop % names.count * names.count + hop / names.count }

  func crosses(_ hop: Int) -> Bool { hop / names.count != hop % names.count }
}

extension PlanBuilder {
  /// Finds out where every instance stands; to be called when all are known and before any calls.
  func planZones() {
    plan.zones.names = architecture.zones
    guard !plan.zones.names.isEmpty else { return }
    plan.zones.ofInstances = Array(repeating: -1, count: plan.instanceCount)
    for client in architecture.clients { settle(client.name, in: client.zone.map { [$0] } ?? []) }
    for component in architecture.components { settle(component.name, in: component.zones) }
    for component in architecture.components {
      guard let owner = component.kind.owner else { continue }
      settle(station(component.name), with: station(owner))
    }
    for origin in plan.zones.names {
      for destination in plan.zones.names {
        plan.zones.hops.append(hop(architecture.network.zones.hop(from: origin, to: destination)))
      }
    }
  }

  private func settle(_ name: String, in zones: [String]) {
    guard !zones.isEmpty else { return }
    let number = station(name)
    // Processes of a balancer in several zones are so many machines.
    if plan.words[number] == "balancer", zones.count > 1 { plan.stations[number].processes = 1 }
    for machine in 0..<plan.stations[number].machineCount {
      let zone = zone(zones[machine % zones.count])
      for process in plan.stations[number].processes(of: machine) {
        plan.zones.ofInstances[process] = Int16(zone)
      }
    }
  }

  /// What is part of an instance stands where that does.
  private func settle(_ part: Int, with owner: Int) {
    let (own, all) = (plan.stations[part], plan.stations[owner])
    for (offset, instance) in own.instances.enumerated() {
      let host = all.firstInstance + offset * all.instanceCount / max(1, own.instanceCount)
      plan.zones.ofInstances[instance] = plan.zones.ofInstances[host]
    }
  }

  private func zone(_ name: String) -> Int {
    guard let number = plan.zones.names.firstIndex(of: name) else {
      preconditionFailure("nobody stands in zone '\(name)'; was the model validated?")
    }
    return number
  }

  private func hop(_ hop: Network.Zones.Hop) -> ZonePlan.Hop {
    var result = ZonePlan.Hop(loss: hop.loss.map { Probability($0) })
    switch hop.latency {
    case nil: break
    case .constant(let span): (result.latency, result.usual) = (span, span)
    case .some(let drawn):
      result.sampler = sampler(drawn)
      result.usual = TimeSpan(roundingNanoseconds: drawn.mean)
    }
    return result
  }

  /// Whether both ends of a hop stand in zones.
  func isZoned(from caller: Int, to target: Int) -> Bool {
    guard !plan.zones.names.isEmpty else { return false }
    return [caller, target].allSatisfy {
      plan.zones.ofInstances[plan.stations[$0].firstInstance] >= 0
    }
  }

  // MARK: Balancers

  /// Where each target stands, and how each process of the balancer prefers its own zone.
  func addZones(of balancer: Balancer, _ number: Int) {
    guard case .balancer(let first) = plan.stations[number].role,
      let preference = balancer.zoneRouting, !plan.zones.names.isEmpty
    else { return }
    let own = plan.stations[number].instances.map { Int(plan.zones.ofInstances[$0]) }
    var callers = plan.zones.names.map { _ in 0 }
    for zone in own { callers[zone] += 1 }
    let targets = plan.balancers[first].targets.map { zone(of: $0) }
    for (worker, zone) in own.prefix(plan.stations[number].stateCount).enumerated() {
      plan.balancers[first + worker].router = ZoneRouter(preference, from: zone, callers: callers)
      plan.balancers[first + worker].zonesOfTargets = targets
    }
  }

  /// Where a target stands; negative if that is not one place.
  private func zone(of target: BalancerPlan.Target) -> Int {
    let station = plan.stations[plan.sites[target.site].target]
    guard target.instance == Call.anyInstance else {
      return Int(plan.zones.ofInstances[station.processes(of: Int(target.instance)).lowerBound])
    }
    let zone = plan.zones.ofInstances[station.firstInstance]
    return station.instances.allSatisfy { plan.zones.ofInstances[$0] == zone } ? Int(zone) : -1
  }

  // MARK: Faults

  /// Adds what strikes a zone.
  func addZoneFault(_ fault: Fault, _ number: Int, _ crews: Int) {
    let name = "fault \(number)/0"
    let zone = zone(fault.target)
    let leader = plan.faults.count
    if case .zonePartition(let way, _) = fault.effect {
      var one = faultPlan(fault, at: victims(in: zone).first ?? (0, 0), name, crews)
      one.instance = nil
      one.hops = hops(of: zone, fault.caller.map { self.zone($0) }, way)
      plan.faults.append(one)
    } else {
      for (ordinal, victim) in victims(in: zone).enumerated() {
        var one = faultPlan(fault, at: victim, name, crews)
        one.effect = .crash
        one.isCompanion = ordinal > 0
        one.isSilent = ordinal > 0
        if ordinal > 0 {
          one.recurrence = nil
          plan.faults[leader].companions.append(plan.faults.count)
        }
        plan.stations[victim.station].watchesAvailability = true
        plan.faults.append(one)
      }
    }
    guard let trigger = fault.trigger, leader < plan.faults.count else { return }
    plan.faults[leader].trigger = TriggerPlan(trigger, of: station(trigger.subject))
    plan.triggered.append(leader)
  }

  private func faultPlan(
    _ fault: Fault, at victim: (station: Int, machine: Int), _ name: String, _ crews: Int
  ) -> FaultPlan {
    var one = FaultPlan(
      title: fault.title, effect: fault.effect, station: victim.station,
      instance: victim.machine, start: fault.start, duration: fault.duration,
      isInstantaneous: false, recurrence: fault.recurrence.map { recurrence($0, of: name, crews) })
    one.place = fault.target
    one.purpose = StreamName("\(name)/\(fault.target)").id
    return one
  }

  /// Every instance that stands in a zone and can crash; what is part of one crashes with it.
  private func victims(in zone: Int) -> [(station: Int, machine: Int)] {
    plan.stations.indices.flatMap { number -> [(station: Int, machine: Int)] in
      let station = plan.stations[number]
      guard plan.words[number] != "client", station.owner < 0 else { return [] }
      return (0..<station.machineCount).filter {
        Int(plan.zones.ofInstances[station.processes(of: $0).lowerBound]) == zone
      }.map { (number, $0) }
    }
  }

  /// The hops that a partition cuts.
  private func hops(of zone: Int, _ other: Int?, _ way: Fault.Way) -> [Int] {
    let others = other.map { [$0] } ?? plan.zones.names.indices.filter { $0 != zone }
    let there = others.map { plan.zones.hop(from: $0, to: zone) }
    let back = others.map { plan.zones.hop(from: zone, to: $0) }
    switch way {
    case .there: return there
    case .back: return back
    case .both: return there + back
    }
  }
}
