import ArchitectureModel
import EventEngine
import Resilience
import TimeBase

/// Faults begin and end; overlapping ones of one component add up and come apart again.
extension Simulation {
  mutating func beginFault(_ number: Int) {
    let fault = plan.faults[number]
    faultWindows.append(
      RunResult.FaultWindow(
        title: fault.title, target: plan.names[fault.station], start: now, end: nil))
    note(fault.isInstantaneous ? fault.title : "\(fault.title) begins", at: fault.station)
    activeFaults.append(number)
    apply(fault, isStart: true)
    if let duration = fault.duration {
      timeline.schedule(
        Event(.faultEnd, subject: UInt32(truncatingIfNeeded: number)), at: now + duration,
        phase: .fault)
    }
    if fault.isInstantaneous { close(number) }
  }

  mutating func endFault(_ number: Int) {
    let fault = plan.faults[number]
    close(number)
    note("\(fault.title) ends", at: fault.station)
    apply(fault, isStart: false)
  }

  private mutating func close(_ number: Int) {
    guard let place = activeFaults.firstIndex(of: number) else { return }
    activeFaults.remove(at: place)
    // The windows that are open stand in the order of the faults that are on.
    let open = faultWindows.indices.filter { faultWindows[$0].end == nil }
    faultWindows[open[place]].end = now
  }

  private mutating func apply(_ fault: FaultPlan, isStart: Bool) {
    let step = isStart ? 1 : -1
    switch fault.effect {
    case .outage(.refuse):
      stations[fault.station].refusals += step
    case .outage(.hang):
      stations[fault.station].hangs += step
    case .crash:
      let affected = affectedInstances(fault)
      for instance in affected { instances[instance].crashes += step }
      guard isStart else { return }
      crash(affected)
      if let cache = plan.cacheNumber(of: fault.station) { caches[cache].store.removeAll() }
    case .slow, .errors:
      recomputeDegradation(of: fault.station)
    case .flush:
      if let cache = plan.cacheNumber(of: fault.station) { caches[cache].store.removeAll() }
    }
  }

  private mutating func affectedInstances(_ fault: FaultPlan) -> Range<Int> {
    let first = stationPlans[fault.station].firstInstance
    if let instance = fault.instance { return first + instance..<first + instance + 1 }
    return first..<first + stationPlans[fault.station].instanceCount
  }

  /// Works out anew how slow and how faulty a station is, from the faults that are on.
  ///
  /// Slownesses multiply. Of several error shares each hits those that the others let pass.
  private mutating func recomputeDegradation(of station: Int) {
    stations[station].isDegraded = activeFaults.contains { plan.faults[$0].station == station }
    stations[station].slowness = 1
    stations[station].errorShare = .never
    let first = stationPlans[station].firstInstance
    for instance in first..<first + stationPlans[station].instanceCount {
      instances[instance].slowness = 1
      instances[instance].errorShare = .never
    }
    for number in activeFaults where plan.faults[number].station == station {
      let fault = plan.faults[number]
      switch fault.effect {
      case .slow(let factor):
        if let instance = fault.instance {
          instances[first + instance].slowness *= factor
        } else {
          stations[station].slowness *= factor
        }
      case .errors(let share, let status):
        if let instance = fault.instance {
          instances[first + instance].errorShare.join(share)
          instances[first + instance].errorStatus = UInt16(truncatingIfNeeded: status)
        } else {
          stations[station].errorShare.join(share)
          stations[station].errorStatus = UInt16(truncatingIfNeeded: status)
        }
      case .outage, .crash, .flush:
        break
      }
    }
  }
}

extension Probability {
  /// Becomes the probability of this or, independently, that.
  fileprivate mutating func join(_ other: Double) {
    self = Probability(1 - (1 - value) * (1 - other))
  }
}
