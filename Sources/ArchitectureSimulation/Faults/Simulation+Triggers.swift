import ArchitectureModel
import EventEngine
import RunStatistics
import TimeBase

/// Levels that start faults.
///
/// A number of calls is looked at after each event, when all that the event brought about has
/// happened, and a mean at times that are known before; only runs with such faults look at all.
extension Simulation {
  mutating func pullTriggers() {
    for number in armedTriggers {
      guard let trigger = plan.faults[number].trigger else { continue }
      let station = plan.stations[trigger.station]
      switch trigger.metric {
      case .queue: judge(number, trigger, Double(recorder.queued(at: station)))
      case .inFlight: judge(number, trigger, Double(recorder.inSystem(at: station)))
      case .utilisation, .errors: break
      }
    }
  }

  /// The first look at a mean; numbers are looked at anyway.
  mutating func scheduleLook(for number: Int) {
    guard let trigger = plan.faults[number].trigger, trigger.metric.isMean else { return }
    scheduleLook(for: number, after: trigger.interval)
  }

  private mutating func scheduleLook(for number: Int, after span: TimeSpan) {
    timeline.schedule(
      Event(.look, subject: UInt32(truncatingIfNeeded: number)), at: now + span, phase: .fault)
  }

  /// It is time to look at a mean, or a number has been too high for so long: `pullTriggers` sees to
  /// that after this event as after any other.
  mutating func lookIsDue(_ number: Int) {
    guard let trigger = plan.faults[number].trigger, trigger.metric.isMean,
      armedTriggers.contains(number)
    else { return }
    scheduleLook(for: number, after: trigger.interval)
    guard let share = triggerStates[number].share(upTo: sums(of: trigger)) else { return }
    judge(number, trigger, share)
  }

  private mutating func sums(of trigger: TriggerPlan) -> TriggerState.Sums {
    let station = plan.stations[trigger.station]
    var sums = TriggerState.Sums()
    for instance in station.instances {
      let books = recorder.instances[instance]
      if trigger.metric == .utilisation {
        sums.part += Double(books.busy.area(until: now))
        sums.whole += Double(station.workers ?? 0) * Double(now.nanoseconds)
      } else {
        sums.part += Double(books.failures + books.turnedAway)
        sums.whole += Double(books.completions + books.turnedAway)
      }
    }
    return sums
  }

  private mutating func judge(_ number: Int, _ trigger: TriggerPlan, _ level: Double) {
    guard triggerStates[number].isArmed else {
      if let rearm = trigger.rearm, level <= rearm, !faultStates[number].isDue,
        !activeFaults.contains(number)
      {
        triggerStates[number].isArmed = true
      }
      return
    }
    guard level > trigger.limit else {
      triggerStates[number].since = nil
      return
    }
    let since = triggerStates[number].since ?? now
    if triggerStates[number].since == nil {
      triggerStates[number].since = now
      if trigger.hold > .zero, !trigger.metric.isMean {
        scheduleLook(for: number, after: trigger.hold)
      }
    }
    guard now - since >= trigger.hold else { return }
    start(number, trigger)
  }

  private mutating func start(_ number: Int, _ trigger: TriggerPlan) {
    let fault = plan.faults[number]
    triggerStates[number].isArmed = false
    triggerStates[number].since = nil
    if trigger.rearm == nil { armedTriggers.removeAll { $0 == number } }
    note(
      "starts \(fault.title): \(trigger.metric) above \(trigger.limitText)", at: trigger.station)
    faultStates[number].isDue = true
    scheduleStart(of: number, at: now + fault.start)
  }
}
