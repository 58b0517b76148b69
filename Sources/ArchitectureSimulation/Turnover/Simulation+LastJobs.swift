import ArchitectureModel
import EventEngine
import Resilience
import TimeBase

/// What the workers of private queues do when the instance that they are part of is told to end.
///
/// By then nobody sends requests to it any more. It has ended when those inside are answered and its
/// workers have done what they do before their end, or when its grace is over.
extension Simulation {
  /// Whoever finishes only what he has begun takes nothing else from now on.
  mutating func queuesAreTold(of machine: Int) {
    guard plan.awaitsJobs else { return }
    for queue in closingQueues(of: machine) where beginsNothing(queue) {
      resizePool(at: queue, to: 0)
    }
  }

  /// Whether an instance that is told to end has to wait for jobs.
  mutating func awaitsJobs(_ machine: Int) -> Bool { jobCount(awaitedBy: machine) > 0 }

  /// Jobs that an instance that is told to end waits for.
  mutating func jobCount(awaitedBy machine: Int) -> Int {
    guard plan.awaitsJobs else { return 0 }
    var count = 0
    for queue in closingQueues(of: machine) where instances[queue].crashes == 0 {
      switch stationPlans[instances[queue].station].onShutdown {
      case .cancel: continue
      case .finish: count += workingCount(at: queue)
      case .drain:
        // What goes on without the job that began it holds nobody up.
        count += jobs(at: queue).count { !calls[$0].flags.contains(.branch) }
      }
    }
    return count
  }

  /// A job has left a queue, or its worker has left it, perhaps the last for which an instance waited.
  mutating func shutdownLearns(ofJobAt queue: Int) {
    guard let machine = machine(ofQueue: queue) else { return }
    endIfNothingIsLeft(machine)
  }

  /// Whether the workers of a queue are about to end and take nothing from it.
  mutating func beginsNothing(_ queue: Int) -> Bool {
    guard plan.awaitsJobs, stationPlans[instances[queue].station].onShutdown == .finish,
      let machine = machine(ofQueue: queue)
    else { return false }
    return machines[machine].isTold
  }

  /// Workers of a queue that have a job, or are about to begin one.
  private mutating func workingCount(at queue: Int) -> Int {
    let line = instances[queue].scheduled
    if line >= 0 { return scheduledPools[line].busyCount }
    return instances[queue].hasLine
      ? instances[queue].pool.busyCount : jobsInProgress(at: queue).count
  }

  /// The private queues of an instance.
  private mutating func closingQueues(of machine: Int) -> [Int] {
    let owner = plan.machineStations[machine]
    let affected = processes(ofMachine: machine)
    return plan.queues.filter { plan.stations[$0].owner == owner }
      .flatMap { queues(of: $0, in: affected, owner) }
  }

  /// The instance that a private queue is part of, if instances of that service come and go.
  private mutating func machine(ofQueue queue: Int) -> Int? {
    let station = instances[queue].station
    let owner = stationPlans[station].owner
    guard owner >= 0, stationPlans[owner].firstMachine >= 0 else { return nil }
    let process = (queue - stationPlans[station].firstInstance) * stationPlans[station].sharers
    return stationPlans[owner].firstMachine + process / stationPlans[owner].processes
  }
}
