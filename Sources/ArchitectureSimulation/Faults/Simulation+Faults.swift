import ArchitectureModel
import EventEngine
import Resilience
import TimeBase

/// Faults begin and end; overlapping ones of one component add up and come apart again.
extension Simulation {
  /// Windows of faults that are kept; those of faults that come again and again are many.
  private static var windowLimit: Int { 1_000 }

  mutating func scheduleFirst(fault number: Int) {
    guard !plan.faults[number].isCompanion else { return }
    guard plan.faults[number].trigger == nil else {
      scheduleLook(for: number)
      return
    }
    guard let recurrence = plan.faults[number].recurrence else {
      scheduleStart(of: number, at: .zero + plan.faults[number].start)
      return
    }
    let up = drawn(recurrence.up, recurrence.upPurpose, number)
    scheduleStart(of: number, at: .zero + up)
  }

  mutating func scheduleStart(of number: Int, at time: Instant) {
    timeline.schedule(
      Event(.faultStart, subject: UInt32(truncatingIfNeeded: number)), at: time, phase: .fault)
  }

  private mutating func scheduleEnd(of number: Int, after span: TimeSpan) {
    timeline.schedule(
      Event(.faultEnd, subject: UInt32(truncatingIfNeeded: number)), at: now + span, phase: .fault)
  }

  /// A time of a fault that comes again, drawn for its present occurrence.
  private mutating func drawn(_ sampler: Int, _ purpose: UInt64, _ number: Int) -> TimeSpan {
    var draws = Draws(
      random, component: stationPlans[plan.faults[number].station].id, purpose: purpose,
      index: faultStates[number].occurrences)
    return samplers[sampler].sample(&draws)
  }

  mutating func beginFault(_ number: Int) {
    let fault = plan.faults[number]
    faultStates[number].isDue = false
    open(number)
    for companion in fault.companions { open(companion) }
    if fault.isInstantaneous {
      close(number)
      for companion in fault.companions { close(companion) }
      comesAgain(number)
    } else {
      awaitRepair(of: number)
    }
  }

  private mutating func open(_ number: Int) {
    let fault = plan.faults[number]
    if faultWindows.count < Self.windowLimit, !fault.isSilent {
      faultStates[number].window = faultWindows.count
      faultWindows.append(
        RunResult.FaultWindow(
          title: fault.title, target: fault.place ?? plan.names[fault.station], start: now, end: nil
        ))
    }
    if !fault.isSilent {
      note(fault.isInstantaneous ? fault.title : "\(fault.title) begins", at: fault.station)
    }
    activeFaults.append(number)
    faultStates[number].began = now
    apply(fault, number, isStart: true)
  }

  /// A fault is over at one of those whom it befell.
  mutating func repair(_ number: Int) {
    let fault = plan.faults[number]
    close(number)
    if !fault.isSilent { note("\(fault.title) ends", at: fault.station) }
    apply(fault, number, isStart: false)
  }

  /// Sees to it that the fault ends: after its time, or when a crew has repaired it.
  private mutating func awaitRepair(of number: Int) {
    let fault = plan.faults[number]
    if let recurrence = fault.recurrence {
      guard recurrence.crews < 0 || crews[recurrence.crews].call(for: number) else { return }
      scheduleEnd(of: number, after: drawn(recurrence.down, recurrence.downPurpose, number))
    } else if let duration = fault.duration {
      scheduleEnd(of: number, after: duration)
    }
  }

  mutating func endFault(_ number: Int) {
    let fault = plan.faults[number]
    repair(number)
    for companion in fault.companions { repair(companion) }
    comesAgain(number)
    guard let crew = fault.recurrence?.crews, crew >= 0, let next = crews[crew].finish(),
      let recurrence = plan.faults[next].recurrence
    else { return }
    scheduleEnd(of: next, after: drawn(recurrence.down, recurrence.downPurpose, next))
  }

  private mutating func comesAgain(_ number: Int) {
    guard let recurrence = plan.faults[number].recurrence else { return }
    faultStates[number].occurrences += 1
    scheduleStart(of: number, at: now + drawn(recurrence.up, recurrence.upPurpose, number))
  }

  private mutating func close(_ number: Int) {
    activeFaults.removeAll { $0 == number }
    let window = faultStates[number].window
    faultStates[number].window = -1
    if window >= 0 { faultWindows[window].end = now }
  }

  private mutating func apply(_ fault: FaultPlan, _ number: Int, isStart: Bool) {
    let step = isStart ? 1 : -1
    let isReplicated = fault.effect == .crash && stationPlans[fault.station].replication >= 0
    // Without a machine it strikes the primary, whoever that is.
    let strikesPrimary = isReplicated && fault.instance == nil
    let affected =
      strikesPrimary
      ? struckMachine(number, isStart: isStart, of: fault.station) : affectedInstances(fault)
    switch fault.effect {
    case .outage(.refuse):
      stations[fault.station].refusals += step
      brokerMayBeBack(fault.station)
    case .outage(.hang):
      stations[fault.station].hangs += step
      brokerMayBeBack(fault.station)
    case .lock:
      files[plan.stations[fault.station].file].intruders += step
    case .readOnly:
      stations[fault.station].readOnlys += step
    case .crash:
      applyCrash(
        of: fault.station, affected, strikesPrimary: strikesPrimary, isStart: isStart)
    case .slow, .errors, .quickErrors:
      recomputeDegradation(of: fault.station)
    case .flush:
      emptyCache(of: fault.station)
    case .partialFlush(let share):
      emptyCache(of: fault.station, share, number)
    case .delay(let span):
      for link in fault.links { links[link].delay += isStart ? span : .zero - span }
    case .partition(let way, let mode):
      for link in fault.links { links[link].cut(way, mode, by: step) }
    case .loss:
      recomputeLoss(of: fault.links)
    case .freeze:
      for instance in affected { changeFreezes(of: instance, by: step) }
    case .deploy(_, let atOnce):
      if isStart { beginRollout(number, atOnce: atOnce) }
    case .brownout(let workers):
      for instance in affected { changeMissingWorkers(of: instance, by: step * workers) }
    case .stall:
      for instance in affected { changeStalls(of: instance, by: step) }
    case .herd(let requests):
      if isStart { sendHerd(requests, from: fault.station) }
    case .skew:
      // Who looks at a clock asks which of them are on.
      if latestClocks.isEmpty { latestClocks = plan.stations.map { [now] _ in now } }
    case .zonePartition(_, let mode):
      for hop in fault.hops { wires.zones.cuts[hop].cut(mode, by: step) }
    case .slowNames, .unresolved, .zoneOutage:
      // Who looks a name up asks which of them are on; each of those whom an outage befalls crashes.
      break
    }
    if stationPlans[fault.station].watchesAvailability { lookAtAvailability(of: fault.station) }
  }

  /// Instances die, with all that they had in memory, or are started again.
  private mutating func applyCrash(
    of station: Int, _ affected: Range<Int>, strikesPrimary: Bool, isStart: Bool
  ) {
    let isReplicated = stationPlans[station].replication >= 0
    for instance in affected { isStart ? hasCrashed(instance) : boot(instance) }
    if isStart {
      if stationPlans[station].keepsJobs {
        queueHasCrashed(affected)
      } else {
        crash(affected)
      }
      transactionsHaveCrashed(with: affected)
      connectionsHaveCrashed(with: affected)
      queuesHaveCrashed(with: affected, of: station)
      connectionsHaveClosed(to: station, affected)
      emptyCache(of: station)
      emptyPrivateCaches(of: affected, station)
      emptyStores(of: affected, station)
      loseBufferedWrites(of: affected, station)
      if isReplicated, strikesPrimary || isPrimary(affected.lowerBound, of: station) {
        primaryHasCrashed(of: station)
      }
    } else if isReplicated {
      machineIsBack(affected.lowerBound, of: station)
    }
  }

  private mutating func emptyCache(of station: Int) {
    for cache in plan.cacheNumbers(of: station) { caches[cache].removeAll() }
  }

  /// What processes have in their own memory ends with them.
  mutating func emptyPrivateCaches(of affected: Range<Int>, _ owner: Int) {
    for station in plan.stations.indices where plan.stations[station].owner == owner {
      let numbers = plan.cacheNumbers(of: station)
      guard !numbers.isEmpty else { continue }
      for instance in affected {
        caches[numbers.lowerBound + instance - plan.stations[owner].firstInstance].removeAll()
      }
    }
  }

  /// Each entry is drawn for by its key and the occurrence of the fault, so that which entries are
  /// lost does not depend on where the cache keeps them.
  private mutating func emptyCache(of station: Int, _ share: Double, _ number: Int) {
    let (source, component) = (random, stationPlans[station].id)
    let purpose = plan.faults[number].purpose
    let occurrence = faultStates[number].occurrences
    let probability = Probability(share)
    for cache in plan.cacheNumbers(of: station) {
      caches[cache].removeAll { key in
        var draws = Draws(
          source, component: component, purpose: purpose &+ occurrence, index: key)
        return draws.happens(probability)
      }
    }
  }

  private mutating func affectedInstances(_ fault: FaultPlan) -> Range<Int> {
    let first = stationPlans[fault.station].firstInstance
    if let instance = fault.instance {
      let processes = plan.stations[fault.station].processes(of: instance)
      guard let process = fault.process else { return processes }
      return processes.lowerBound + process..<processes.lowerBound + process + 1
    }
    return first..<first + stationPlans[fault.station].instanceCount
  }

  /// Counts the instances that are up.
  mutating func lookAtAvailability(of station: Int) {
    var (up, missing) = (0, 0)
    if stations[station].refusals == 0, stations[station].hangs == 0 {
      for instance in stationPlans[station].instances where instances[instance].isUp { up += 1 }
    }
    for instance in stationPlans[station].instances {
      missing += min(instances[instance].missing, instances[instance].workers)
    }
    let wasAvailable = availability[station].isAvailable
    up /= plan.stations[station].processes
    availability[station].look(
      up, workersMissing: missing, needed: stationPlans[station].needed, at: now)
    let isAvailable = availability[station].isAvailable
    // Of a single instance the fault itself says as much.
    if wasAvailable != isAvailable, stationPlans[station].instanceCount > 1 {
      note(isAvailable ? "available again" : "unavailable", at: station)
    }
  }

  /// Works out anew how slow and how faulty a station is, from the faults that are on.
  ///
  /// Slownesses multiply. Of several error shares each hits those that the others let pass.
  private mutating func recomputeDegradation(of station: Int) {
    let range = stationPlans[station].instances
    let before = range.map { slowness(of: $0) }
    stations[station].isDegraded = activeFaults.contains { plan.faults[$0].station == station }
    stations[station].slowness = 1
    stations[station].errorShare = .never
    stations[station].quickErrorShare = .never
    for instance in range {
      instances[instance].slowness = 1
      instances[instance].errorShare = .never
      instances[instance].quickErrorShare = .never
    }
    for number in activeFaults where plan.faults[number].station == station {
      let fault = plan.faults[number]
      switch fault.effect {
      case .slow(let factor):
        if let instance = fault.instance {
          for process in plan.stations[station].processes(of: instance) {
            instances[process].slowness *= factor
          }
        } else {
          stations[station].slowness *= factor
        }
      case .errors(let share, let status):
        if let instance = fault.instance {
          for process in plan.stations[station].processes(of: instance) {
            instances[process].errorShare.join(share)
            instances[process].errorStatus = UInt16(truncatingIfNeeded: status)
          }
        } else {
          stations[station].errorShare.join(share)
          stations[station].errorStatus = UInt16(truncatingIfNeeded: status)
        }
      case .quickErrors(let share, let status):
        if let instance = fault.instance {
          for process in plan.stations[station].processes(of: instance) {
            instances[process].quickErrorShare.join(share)
            instances[process].quickErrorStatus = UInt16(truncatingIfNeeded: status)
          }
        } else {
          stations[station].quickErrorShare.join(share)
          stations[station].quickErrorStatus = UInt16(truncatingIfNeeded: status)
        }
      case .outage, .lock, .readOnly, .crash, .flush, .partialFlush, .delay, .partition, .freeze,
        .brownout, .deploy, .stall, .herd, .loss, .skew, .slowNames, .unresolved,
        .zoneOutage, .zonePartition:
        break
      }
    }
    for (instance, old) in zip(range, before) where slowness(of: instance) != old {
      changePace(of: instance, from: old)
    }
  }
}

extension Simulation {
  /// Works out anew what some links lose, from the faults that are on: each hits what the others let
  /// pass.
  private mutating func recomputeLoss(of affected: [Int]) {
    for link in affected {
      var passes = 1.0
      for number in activeFaults {
        guard case .loss(let share) = plan.faults[number].effect,
          plan.faults[number].links.contains(link)
        else { continue }
        passes *= 1 - share
      }
      links[link].loss = 1 - passes
    }
  }
}

extension Probability {
  /// Becomes the probability of this or, independently, that.
  fileprivate mutating func join(_ other: Double) {
    self = Probability(1 - (1 - value) * (1 - other))
  }
}
