import ArchitectureModel
import EventEngine

/// What breaks, and when.
extension PlanBuilder {
  func add(_ fault: Fault, _ number: Int) {
    var crews = -1
    if let count = fault.recurrence?.crews {
      crews = plan.crews.count
      plan.crews.append(count)
    }
    switch fault.effect {
    case .zoneOutage, .zonePartition:
      addZoneFault(fault, number, crews)
      return
    case .outage, .lock, .readOnly, .crash, .slow, .errors, .quickErrors, .flush, .partialFlush,
      .delay, .partition, .loss, .freeze, .brownout, .deploy, .stall, .herd, .skew,
      .slowNames, .unresolved:
      break
    }
    guard fault.isEach else {
      addGroup(fault, fault.instance, "fault \(number)/\(fault.instance ?? 0)", crews)
      return
    }
    for instance in 0..<plan.stations[station(fault.target)].machineCount {
      addGroup(fault, instance, "fault \(number)/\(instance)", crews)
    }
  }

  /// Adds what befalls one target or several at the same times: the first has the clock of all.
  private func addGroup(_ fault: Fault, _ instance: Int?, _ name: String, _ crews: Int) {
    let leader = plan.faults.count
    for (ordinal, target) in ([fault.target] + fault.others).enumerated() {
      let isCompanion = ordinal > 0
      if isCompanion { plan.faults[leader].companions.append(plan.faults.count) }
      let isTimed = fault.recurrence != nil && !isCompanion
      plan.faults.append(
        faultPlan(
          fault, at: target, instance, name,
          isTimed ? fault.recurrence.map { recurrence($0, of: name, crews) } : nil))
      plan.faults[plan.faults.count - 1].isCompanion = isCompanion
      note(fault.effect, at: station(target))
    }
    if let trigger = fault.trigger {
      plan.faults[leader].trigger = TriggerPlan(trigger, of: station(trigger.subject))
      plan.triggered.append(leader)
    }
  }

  private func faultPlan(
    _ fault: Fault, at target: String, _ instance: Int?, _ name: String,
    _ recurrence: RecurrencePlan?
  ) -> FaultPlan {
    var one = fault
    one.instance = instance
    var plan = FaultPlan(
      title: fault.name ?? one.title(at: target), effect: fault.effect, station: station(target),
      instance: instance, start: fault.start, duration: fault.duration,
      isInstantaneous: fault.effect.isInstantaneous, recurrence: recurrence)
    plan.process = fault.process
    plan.links = links(of: fault, to: station(target))
    if case .loss = fault.effect { addLoss(to: plan.links) }
    plan.purpose = StreamName("\(name)/\(target)").id
    return plan
  }

  /// The sites whose messages a fault of the network is about.
  private func links(of fault: Fault, to target: Int) -> [Int] {
    switch fault.effect {
    case .delay, .partition, .loss:
      let caller = fault.caller.map(station)
      return plan.sites.indices.filter {
        plan.sites[$0].target == target && (caller == nil || plan.sites[$0].caller == caller)
      }
    case .outage, .lock, .readOnly, .crash, .slow, .errors, .quickErrors, .flush, .partialFlush,
      .freeze, .brownout, .deploy, .stall, .herd, .skew, .slowNames, .unresolved,
      .zoneOutage, .zonePartition:
      return []
    }
  }

  func recurrence(
    _ recurrence: Fault.Recurrence, of name: String, _ crews: Int
  ) -> RecurrencePlan {
    RecurrencePlan(
      up: sampler(recurrence.up), down: sampler(recurrence.down),
      upPurpose: StreamName("\(name)/up").id, downPurpose: StreamName("\(name)/down").id,
      crews: crews)
  }

  private func note(_ effect: Fault.Effect, at station: Int) {
    switch effect {
    case .outage, .crash, .deploy:
      plan.stations[station].watchesAvailability = true
    case .freeze, .brownout:
      plan.stations[station].watchesAvailability = true
      plan.changesPace = true
    case .slow:
      plan.changesPace = true
    case .delay, .partition, .loss:
      plan.changesLinks = true
    case .skew:
      plan.skewsClocks = true
    case .lock, .readOnly, .errors, .quickErrors, .flush, .partialFlush, .stall, .herd,
      .slowNames, .unresolved, .zoneOutage, .zonePartition:
      break
    }
  }
}
