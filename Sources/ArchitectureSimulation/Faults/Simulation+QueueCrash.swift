import ArchitectureModel
import EventEngine
import Resilience
import TimeBase

/// Queues that crash, or whose process does: what was in memory is lost, and what was not is there
/// again afterwards.
extension Simulation {
  /// Some instances of a station have crashed, and the queues that live in them with them.
  mutating func queuesHaveCrashed(with affected: Range<Int>, of owner: Int) {
    guard plan.hasOwnedQueues else { return }
    for station in plan.queues where plan.stations[station].owner == owner {
      let queues = self.queues(of: station, in: affected, owner)
      for queue in queues { instances[queue].crashes += 1 }
      queueHasCrashed(queues)
      connectionsHaveCrashed(with: queues)
      if plan.awaitsJobs { for queue in queues { shutdownLearns(ofJobAt: queue) } }
    }
  }

  /// A process listens again, and its queues are there again.
  mutating func queuesAreBack(with instance: Int) {
    let owner = instances[instance].station
    guard plan.hasOwnedQueues else { return }
    for station in plan.queues where plan.stations[station].owner == owner {
      for queue in queues(of: station, in: instance..<instance + 1, owner) {
        instances[queue].crashes -= 1
        queueIsBack(queue)
        connectionsAreBack(at: queue)
      }
    }
  }

  /// The instances of a private queue that belong to some of its owner's.
  mutating func queues(
    of station: Int, in affected: Range<Int>, _ owner: Int
  ) -> Range<Int> {
    let first = plan.stations[station].firstInstance
    let (base, sharers) = (plan.stations[owner].firstInstance, plan.stations[station].sharers)
    // A queue of an instance comes and goes with the first of its processes: they crash together.
    let lower = (affected.lowerBound - base + sharers - 1) / sharers
    let upper = (affected.upperBound - base + sharers - 1) / sharers
    return first + lower..<first + max(lower, upper)
  }

  /// What becomes of the jobs of queues that are down from now on.
  mutating func queueHasCrashed(_ affected: Range<Int>) {
    guard let first = affected.first, stationPlans[instances[first].station].isQueue else { return }
    guard stationPlans[instances[first].station].keepsJobs else {
      // Of a process the log has said as much.
      if stationPlans[instances[first].station].owner >= 0 {
        breakOffAll(in: affected)
      } else {
        crash(affected)
      }
      return
    }
    for instance in affected {
      let station = instances[instance].station
      if stationPlans[station].workers != nil { resizePool(at: instance, to: 0) }
      if stationPlans[station].broker >= 0 {
        workersHaveCrashed(at: instance)
        continue
      }
      for job in jobsInProgress(at: instance) {
        if stationPlans[station].runsAgain {
          setAside(job, at: instance)
        } else {
          kill(job, .crashed)
        }
      }
    }
  }

  mutating func queueIsBack(_ instance: Int) {
    let station = instances[instance].station
    guard stationPlans[station].isQueue, instances[instance].crashes == 0,
      stationPlans[station].keepsJobs || stationPlans[station].onShutdown == .finish
    else { return }
    if let workers = stationPlans[station].workers {
      resizePool(at: instance, to: max(0, workers - instances[instance].missing))
    }
    // Those that were worked on go first: they came first.
    let displaced = instances[instance].displaced
    instances[instance].displaced = []
    for job in displaced { redeliver(job) }
    startWaiting(at: instance)
  }

  mutating func jobsInProgress(at instance: Int) -> [CallID] {
    jobs(at: instance).filter { calls[$0].flags.contains(.holdsWorker) }
  }

  /// All jobs of a queue: those that wait, are worked on, or will be delivered again.
  mutating func jobs(at instance: Int) -> [CallID] {
    let station = instances[instance].station
    let number = instance - stationPlans[station].firstInstance
    var found: [CallID] = []
    for address in 0..<calls.addressLimit {
      let call = CallID(index: UInt32(truncatingIfNeeded: address))
      guard Int(calls[call].station) == station, Int(calls[call].instance) == number,
        calls[call].flags.contains(.job)
      else { continue }
      switch calls[call].state {
      case .dead, .vacant: continue
      case .travelling, .waiting, .hung, .processing, .calling, .working, .backingOff,
        .awaitingRedelivery, .coalesced, .joining, .frozen, .held, .lost, .returning:
        found.append(call)
      }
    }
    return found
  }

  /// Drops what was being done for a job, which will be done anew.
  private mutating func setAside(_ job: CallID, at instance: Int) {
    freeWorker(of: job, at: instance)
    // The same job in a record of its own, which no event mentions.
    var anew = calls[job]
    anew.child = .none
    anew.deadline = DeadlineLanes.noDeadline
    anew.pendingEvents = 0
    anew.flags = [.job, .background]
    anew.state = .awaitingRedelivery
    instances[instance].displaced.append(CallID(index: calls.insert(anew)))
    // What is left is a part of the job that the books do not know.
    calls[job].flags = [.branch, .background]
    kill(job, .crashed)
  }
}
