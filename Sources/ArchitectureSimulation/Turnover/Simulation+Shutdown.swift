import ArchitectureModel
import EventEngine
import Resilience
import RunStatistics
import TimeBase

/// An instance ends because it is told to, and another begins in its place.
///
///     serving ─ decided ─▶ leaving ─ told ─▶ draining ─ empty, or the grace is over ─▶ absent
///        ▲                                                                              │
///        └──────────── ready ◀── readiness ◀── listens ◀── boot ◀── starting ◀──────────┘
///
/// What is due at once is done at once, except to be ready: a deploy that nothing delays is a chain of
/// events and no recursion.
///
/// From the moment it is told to end an instance refuses what comes; a balancer that has not heard of it
/// by then sends to it in vain.
extension Simulation {
  /// The first of an instance's processes and the ones after.
  mutating func processes(ofMachine machine: Int) -> Range<Int> {
    let station = plan.machineStations[machine]
    return plan.stations[station].processes(of: machine - plan.stations[station].firstMachine)
  }

  /// - Parameters:
  ///   - comesBack: Whether it is started again.
  ///   - rollout: The deploy that waits for that; negative for none.
  mutating func beginShutdown(of machine: Int, comesBack: Bool, rollout: Int = -1) {
    let shutdown = plan.stations[plan.machineStations[machine]].shutdown
    machines[machine].phase = .leaving
    machines[machine].comesBack = comesBack
    machines[machine].rollout = rollout
    machines[machine].epoch &+= 1
    countReady(at: plan.machineStations[machine], -1)
    take(.unlist, of: machine, after: shutdown.deregister)
    if shutdown.grace > shutdown.preStop { schedule(.cutOff, of: machine, after: shutdown.grace) }
    take(.tell, of: machine, after: shutdown.preStop)
  }

  /// Does a step now or later.
  private mutating func take(_ step: MachineStep, of machine: Int, after span: TimeSpan) {
    guard span == .zero else {
      schedule(step, of: machine, after: span)
      return
    }
    carryOut(step, of: machine)
  }

  private mutating func schedule(_ step: MachineStep, of machine: Int, after span: TimeSpan) {
    timeline.schedule(
      Event(
        .machine, place: machines[machine].epoch << 2 | step.rawValue,
        subject: UInt32(truncatingIfNeeded: machine)),
      at: now + span, phase: .fault)
  }

  /// A step that was due later is due.
  mutating func machineStepIsDue(_ event: Event) {
    let machine = Int(event.subject)
    guard machines[machine].epoch & (UInt16.max >> 2) == event.place >> 2,
      let step = MachineStep(rawValue: event.place & 3)
    else { return }
    carryOut(step, of: machine)
  }

  private mutating func carryOut(_ step: MachineStep, of machine: Int) {
    switch step {
    case .unlist: list(machine, false)
    case .tell: isToldToEnd(machine)
    case .cutOff: cutOff(machine)
    case .ready: isReady(machine)
    }
  }

  // MARK: The end

  private mutating func isToldToEnd(_ machine: Int) {
    let station = plan.machineStations[machine]
    let shutdown = plan.stations[station].shutdown
    var count = 0
    for instance in processes(ofMachine: machine) {
      instances[instance].crashes += 1
      count += Int(recorder.instances[instance].inSystem.level)
    }
    machines[machine].isTold = true
    let grace = shutdown.manner == .drain ? shutdown.grace - shutdown.preStop : .zero
    machines[machine].drain = GracefulDrain(.init(grace: grace))
    let isEmpty = machines[machine].drain.drain(count, at: now)
    queuesAreTold(of: machine)
    if stationPlans[station].watchesAvailability { lookAtAvailability(of: station) }
    if isEmpty, grace == .zero || !awaitsJobs(machine) {
      hasEnded(machine)
    } else if grace == .zero {
      cutOff(machine)
    }
  }

  /// A call has left an instance, perhaps the last for which one waited that ends.
  mutating func drainLearns(of call: CallID, at instance: Int) {
    let station = Int(calls[call].station)
    let machine =
      stationPlans[station].firstMachine
      + (instance - stationPlans[station].firstInstance) / stationPlans[station].processes
    guard machines[machine].isTold, machines[machine].drain.phase != .drained else { return }
    if machines[machine].drain.complete() { endIfNothingIsLeft(machine) }
  }

  /// An instance that is told to end has ended when neither requests nor jobs hold it.
  mutating func endIfNothingIsLeft(_ machine: Int) {
    guard machines[machine].isTold, machines[machine].drain.phase == .drained,
      !awaitsJobs(machine)
    else { return }
    hasEnded(machine)
  }

  /// The grace is over.
  private mutating func cutOff(_ machine: Int) {
    guard machines[machine].isTold else { return }
    let station = plan.machineStations[machine]
    let lost = machines[machine].drain.cutOff(at: now)
    turnovers[station].killed += UInt64(lost)
    let jobs = jobCount(awaitedBy: machine)
    note(
      "instance is killed with \(lost) \(lost == 1 ? "request" : "requests") inside"
        + (jobs > 0 ? " and \(jobs) \(jobs == 1 ? "job" : "jobs") left" : ""), at: station,
      instance: machine - plan.stations[station].firstMachine)
    breakOffAll(in: processes(ofMachine: machine))
    hasEnded(machine)
  }

  private mutating func hasEnded(_ machine: Int) {
    let station = plan.machineStations[machine]
    machines[machine].isTold = false
    turnovers[station].stopped += 1
    let range = processes(ofMachine: machine)
    for instance in range {
      instances[instance].servedCount = 0
      forgetsCounts(instance)
    }
    emptyPrivateCaches(of: range, station)
    emptyStores(of: range, station)
    loseBufferedWrites(of: range, station)
    connectionsHaveCrashed(with: range)
    queuesHaveCrashed(with: range, of: station)
    machines[machine].phase = .absent
    if machines[machine].comesBack { beginStart(of: machine) }
  }

  // MARK: The beginning

  mutating func beginStart(of machine: Int) {
    machines[machine].phase = .starting
    machines[machine].isUnwanted = false
    for instance in processes(ofMachine: machine) { boot(instance) }
  }

  /// A process listens; its instance is ready some time after the last of them.
  mutating func processHasStarted(_ instance: Int) {
    let station = plan.stations[instances[instance].station]
    guard station.firstMachine >= 0 else { return }
    let machine =
      station.firstMachine + (instance - station.firstInstance) / station.processes
    guard machines[machine].phase == .starting, allListen(in: machine) else { return }
    // Who is still listed has not been missed: what was to unlist it comes too late.
    machines[machine].epoch &+= 1
    schedule(.ready, of: machine, after: station.readiness)
  }

  private mutating func allListen(in machine: Int) -> Bool {
    for instance in processes(ofMachine: machine) where instances[instance].crashes > 0 {
      return false
    }
    return true
  }

  private mutating func isReady(_ machine: Int) {
    // Whoever has crashed again meanwhile is ready only after another start.
    guard allListen(in: machine) else { return }
    let station = plan.machineStations[machine]
    machines[machine].phase = .serving
    turnovers[station].started += 1
    countReady(at: station, 1)
    if stationPlans[station].watchesAvailability { lookAtAvailability(of: station) }
    list(machine, true)
    note("instance is ready", at: station, instance: machine - plan.stations[station].firstMachine)
    let rollout = machines[machine].rollout
    machines[machine].rollout = -1
    if machines[machine].isUnwanted { beginShutdown(of: machine, comesBack: false) }
    if rollout >= 0 { rolloutGoesOn(rollout) }
  }

  private mutating func countReady(at station: Int, _ difference: Int64) {
    turnovers[station].ready.change(by: difference, at: now)
  }

  /// Lets others send to an instance, or not.
  mutating func list(_ machine: Int, _ isListed: Bool) {
    guard machines[machine].isListed != isListed else { return }
    machines[machine].isListed = isListed
    for listing in plan.listings[machine] {
      let begins = balancers[listing.balancer].list(listing.target, isListed, at: now)
      if begins { scheduleCheck(of: listing.target, by: listing.balancer, at: now) }
      if isListed { balancers[listing.balancer].welcome(listing.target, at: now) }
    }
  }
}
