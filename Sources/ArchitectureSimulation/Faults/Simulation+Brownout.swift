import EventEngine
import Resilience
import TimeBase

/// Workers that are missing: what they worked on is resumed by others, before anybody in the line.
///
/// Only work is interrupted. Who waits for somebody else's answer uses no worker that could be
/// missed, and goes on.
extension Simulation {
  mutating func changeMissingWorkers(of instance: Int, by count: Int) {
    instances[instance].missing += count
    guard let workers = stationPlans[instances[instance].station].workers,
      instances[instance].crashes == 0 || !stationPlans[instances[instance].station].keepsJobs
    else { return }
    resizePool(at: instance, to: handedOut(at: instance, of: workers))
    interruptWork(at: instance)
    resumeInterrupted(at: instance)
    startWaiting(at: instance)
  }

  /// While a pool stalls, who has something of it keeps it and nobody gets anything.
  mutating func changeStalls(of instance: Int, by step: Int) {
    instances[instance].stalls += step
    guard let workers = stationPlans[instances[instance].station].workers else { return }
    resizePool(at: instance, to: handedOut(at: instance, of: workers))
    startWaiting(at: instance)
  }

  /// How many of the workers may be handed out.
  private mutating func handedOut(at instance: Int, of workers: Int) -> Int {
    instances[instance].stalls > 0 || beginsNothing(instance)
      ? 0 : max(0, workers - instances[instance].missing)
  }

  /// Gives workers that have become free to those who wait.
  mutating func startWaiting(at instance: Int) {
    if stationPlans[instances[instance].station].broker >= 0 {
      handOut(at: instance)
    } else if instances[instance].scheduled >= 0 {
      startNext(at: instance)
    } else {
      while let next = instances[instance].pool.startNext() { callUp(next) }
    }
  }

  mutating func resizePool(at instance: Int, to workers: Int) {
    let line = instances[instance].scheduled
    if line >= 0 {
      scheduledPools[line].resize(workers: workers)
    } else {
      instances[instance].pool.resize(workers: workers)
    }
  }

  /// Workers that are there.
  private mutating func workerCount(at instance: Int) -> Int {
    guard let workers = stationPlans[instances[instance].station].workers else { return .max }
    return max(0, workers - instances[instance].missing)
  }

  /// Those who began last are interrupted first.
  private mutating func interruptWork(at instance: Int) {
    var excess = runningCount(at: instance) - workerCount(at: instance)
    guard excess > 0 else { return }
    var running = working(at: instance) + computing(at: instance)
    running.sort { (calls[$0].since, $0.index) < (calls[$1].since, $1.index) }
    while excess > 0, let call = running.popLast() {
      excess -= 1
      instances[instance].interrupted.append(interrupt(call, at: instance))
    }
    armProcessor(instance + stationPlans[instances[instance].station].hostOffset)
  }

  /// Calls of an instance that compute: on its own processor, or on that of the process it is part of.
  private mutating func computing(at instance: Int) -> [CallID] {
    let station = instances[instance].station
    let host = instance + stationPlans[station].hostOffset
    return instances[host].processor.calls.filter { Int(calls[$0].station) == station }
  }

  private mutating func interrupt(_ call: CallID, at instance: Int) -> Suspended {
    guard calls[call].state == .processing else { return suspend(call) }
    let left = instances[host(of: call)].processor.withdraw(call, at: now)
    if program[Int(calls[call].counter)].operation == .takeLoop { return putAside(call, .program) }
    return putAside(call, .work(left))
  }

  /// Gives workers that are free to those whose work was interrupted.
  mutating func resumeInterrupted(at instance: Int) {
    while !instances[instance].interrupted.isEmpty,
      runningCount(at: instance) < workerCount(at: instance)
    {
      let next = instances[instance].interrupted.removeFirst()
      if stationPlans[instances[instance].station].hasProcessor, calls[next.call].state == .frozen,
        case .work(let left) = next.continuation
      {
        calls[next.call].pendingEvents &-= 1
        process(next.call, for: left, at: host(of: next.call))
      } else {
        resume(next)
      }
    }
  }

  /// Calls that have a worker and are not interrupted.
  private mutating func runningCount(at instance: Int) -> Int {
    // What was broken off while it was interrupted has given its worker back.
    for index in instances[instance].interrupted.indices.reversed() {
      let call = instances[instance].interrupted[index].call
      guard calls[call].state != .frozen else { continue }
      instances[instance].interrupted.remove(at: index)
      calls[call].pendingEvents &-= 1
      if calls[call].state == .dead, calls[call].pendingEvents == 0 { vacate(call) }
    }
    let line = instances[instance].scheduled
    let busy = line >= 0 ? scheduledPools[line].busyCount : instances[instance].pool.busyCount
    return busy - instances[instance].interrupted.count
  }
}
