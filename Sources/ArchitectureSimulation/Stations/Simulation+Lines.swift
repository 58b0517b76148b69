import ArchitectureModel
import EventEngine
import Resilience
import TimeBase

extension InstancePlan {
  /// How those who wait are served, if not simply in the order in which they came.
  var schedule: ScheduledWorkerPool<CallID>.Policy? {
    guard line != .plain, workers != nil else { return nil }
    return .init(
      workers: workers,
      queue: QueuePolicy(
        discipline: line.discipline, capacity: backlog, whenFull: line.whenFull,
        delayControl: line.delayControl, dropsExpired: line.dropsExpired))
  }
}

/// Lines in which others are served first than those who came first.
///
/// Plain lines do not come here: they are served by a pool that asks for neither time nor attributes.
extension Simulation {
  /// Gives a call a worker, a place in line, perhaps that of another one, or a refusal.
  mutating func join(_ call: CallID, at instance: Int, isKnown: Bool = false) {
    guard stationPlans[instances[instance].station].connector < 0 else {
      borrow(call, at: instance)
      return
    }
    let line = instances[instance].scheduled
    let attributes = attributes(of: call)
    let arrival = scheduledPools[line].arrive(
      call, attributes, beyondCapacity: isKnown, at: now)
    switch arrival {
    case .starts: start(call)
    case .waits(let ticket): waitInLine(call, ticket.index, at: instance)
    case .displaces(let other, let ticket):
      waitInLine(call, ticket.index, at: instance)
      leavesFront(other, .rejected, at: instance)
    case .rejected where calls[call].flags.contains(.job):
      // Whoever has put it is gone; all who wait come before it.
      jobIsDropped(call, .rejected, at: instance)
    case .rejected:
      overflows(call, at: instance)
    }
    startNext(at: instance)
  }

  /// The worker of a call is free.
  mutating func workerIsFree(of call: CallID, at instance: Int) {
    guard stationPlans[instances[instance].station].connector < 0 else {
      giveBack(call, at: instance)
      return
    }
    scheduledPools[instances[instance].scheduled].finish()
    startNext(at: instance)
  }

  /// Gives free workers to those whose turn it is; some may be dropped on the way.
  mutating func startNext(at instance: Int) {
    let line = instances[instance].scheduled
    while let exit = scheduledPools[line].startNext(at: now, word: turn(at: instance)) {
      switch exit {
      case .served(let next): callUp(next)
      case .dropped(let call, .pastDeadline): leavesFront(call, .queueTimeout, at: instance)
      case .dropped(let call, .delayControl): leavesFront(call, .rejected, at: instance)
      }
    }
  }

  /// Who is next of an instance's line, where anybody may be; `nil` where nobody asks.
  private mutating func turn(at instance: Int) -> UInt64? {
    let line = instances[instance].scheduled
    guard scheduledPools[line].policy.queue.discipline == .siro else { return nil }
    // What nobody is chosen by is not drawn.
    guard scheduledPools[line].idleCount != 0, scheduledPools[line].waitingCount > 0 else {
      return 0
    }
    let station = instances[instance].station
    let number = UInt64(instance - stationPlans[station].firstInstance)
    instances[instance].turns &+= 1
    return random.word(
      component: stationPlans[station].id, purpose: Purpose.turn,
      index: number << 40 | instances[instance].turns)
  }

  /// Whether a job would find a worker or a place.
  mutating func hasRoom(at instance: Int) -> Bool {
    let line = instances[instance].scheduled
    if stationPlans[instances[instance].station].broker >= 0 {
      return hasRoomForMessage(at: instance)
    }
    guard line >= 0 else { return instances[instance].pool.hasRoom }
    guard scheduledPools[line].idleCount == 0,
      let capacity = scheduledPools[line].policy.queue.capacity
    else { return true }
    return scheduledPools[line].waitingCount < capacity
      || scheduledPools[line].policy.queue.whenFull == .displaces && capacity > 0
  }

  /// A call has been taken out of the line without being served.
  private mutating func leavesFront(_ call: CallID, _ cause: FailureCause, at instance: Int) {
    if witness != nil { touch(call) }
    recorder.instances[instance].leaveQueue(after: elapsed(since: calls[call].since), at: now)
    cancelDeadline(of: call)
    if calls[call].flags.contains(.job) {
      jobIsDropped(call, cause, at: instance)
    } else {
      turnAway(call, .failure(cause, at: calls[call].station, status: 503))
    }
  }

  /// What the order of a line may go by.
  private mutating func attributes(of call: CallID) -> QueueAttributes {
    QueueAttributes(
      priority: -Int32(clamping: priority(of: call)), deadline: deadline(of: call),
      tenant: tenant(of: call))
  }

  /// When the first of those who wait for a call gives up.
  private mutating func deadline(of call: CallID) -> Instant {
    var earliest = Instant.distantFuture
    var caller = calls[call].parent
    while caller != .none {
      if calls[caller].deadline != DeadlineLanes.noDeadline {
        earliest = min(earliest, deadlines.time(of: calls[caller].deadline))
      }
      caller = calls[caller].parent
    }
    return earliest
  }
}
