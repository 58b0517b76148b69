import EventEngine

/// What is due because instances come and go.
extension Simulation {
  /// Instances that an autoscaler may start are not there yet.
  mutating func prepareTurnover() {
    for station in plan.stations.indices where plan.stations[station].firstMachine >= 0 {
      let first = plan.stations[station].firstMachine
      for ordinal in plan.stations[station].firstCount..<plan.stations[station].machineCount {
        machines[first + ordinal].phase = .absent
        list(first + ordinal, false)
        for instance in plan.stations[station].processes(of: ordinal) {
          instances[instance].crashes += 1
        }
        queuesHaveCrashed(with: plan.stations[station].processes(of: ordinal), of: station)
      }
      if plan.stations[station].watchesAvailability { lookAtAvailability(of: station) }
      if plan.stations[station].autoscaler >= 0 { scheduleLook(of: station) }
    }
  }

  mutating func handleTurnover(_ next: Timeline<Event>.Scheduled) {
    let event = next.event
    switch event.kind {
    case .machine:
      let machine = Int(event.subject)
      let station = plan.machineStations[machine]
      trace.record(
        next, station: station, request: UInt64(machine - stationPlans[station].firstMachine))
      machineStepIsDue(event)
    case .rollout:
      trace.record(next, station: plan.faults[Int(event.subject)].station, request: 0)
      rolloutPauseIsOver(Int(event.subject))
    default:
      trace.record(next, station: Int(event.place), request: 0)
      autoscale(Int(event.place))
    }
  }
}
