import ArchitectureModel
import EventEngine

/// What breaks, and when.
extension PlanBuilder {
  func add(_ fault: Fault, _ number: Int) {
    let station = station(fault.target)
    var crews = -1
    if let count = fault.recurrence?.crews {
      crews = plan.crews.count
      plan.crews.append(count)
    }
    let instances: [Int?] =
      fault.isEach ? (0..<plan.stations[station].instanceCount).map { $0 } : [fault.instance]
    for instance in instances {
      var one = fault
      one.instance = instance
      plan.faults.append(
        FaultPlan(
          title: one.title, effect: fault.effect, station: station, instance: instance,
          start: fault.start, duration: fault.duration,
          isInstantaneous: isInstantaneous(fault.effect),
          recurrence: fault.recurrence.map {
            recurrence($0, of: "fault \(number)/\(instance ?? 0)", crews)
          }))
    }
    note(fault.effect, at: station)
  }

  private func isInstantaneous(_ effect: Fault.Effect) -> Bool {
    if case .flush = effect { true } else { false }
  }

  private func recurrence(
    _ recurrence: Fault.Recurrence, of name: String, _ crews: Int
  ) -> RecurrencePlan {
    RecurrencePlan(
      up: sampler(recurrence.up), down: sampler(recurrence.down),
      upPurpose: StreamName("\(name)/up").id, downPurpose: StreamName("\(name)/down").id,
      crews: crews)
  }

  private func note(_ effect: Fault.Effect, at station: Int) {
    switch effect {
    case .outage, .crash:
      plan.stations[station].watchesAvailability = true
    case .freeze, .brownout:
      plan.stations[station].watchesAvailability = true
      plan.changesPace = true
    case .slow:
      plan.changesPace = true
    case .errors, .flush:
      break
    }
  }
}
