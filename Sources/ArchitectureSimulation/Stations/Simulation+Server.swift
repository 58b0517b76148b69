import EventEngine
import Resilience
import TimeBase

/// Servers: gateways, services, caches, queues and databases all give a call a worker, or a place in
/// line, and run its program.
extension Simulation {
  /// Gives a call a worker of its instance, a place in line, or a refusal.
  @inline(__always)
  mutating func standInLine(_ call: CallID, at instance: Int) {
    guard instances[instance].hasLine else {
      start(call)
      return
    }
    guard instances[instance].scheduled < 0 else {
      join(call, at: instance)
      return
    }
    switch instances[instance].pool.arrive(call) {
    case .starts:
      start(call)
    case .waits(let ticket):
      waitInLine(call, ticket.index, at: instance)
    case .rejected:
      overflows(call, at: instance)
    }
  }

  mutating func waitInLine(_ call: CallID, _ ticket: UInt32, at instance: Int) {
    let number = Int(calls[call].station)
    calls[call].ticket = ticket
    calls[call].state = .waiting
    calls[call].since = now
    recorder.instances[instance].enqueue(at: now)
    if stationPlans[number].queueTimeoutLane >= 0 {
      calls[call].deadline = deadlines.set(
        stationPlans[number].queueTimeoutLane, for: call, at: now, in: &timeline)
    }
    if stationPlans[number].patience >= 0 {
      var draws = self.draws(for: call, Purpose.patience)
      let patience = samplers[stationPlans[number].patience].sample(&draws)
      schedule(.impatience, call, after: patience, phase: .timer)
    }
  }

  /// A worker takes the call.
  mutating func start(_ call: CallID) {
    let number = Int(calls[call].station)
    let instance = self.instance(of: call)
    var wait = TimeSpan.zero
    if calls[call].state == .waiting {
      wait = elapsed(since: calls[call].since)
      recorder.instances[instance].leaveQueue(after: wait, at: now)
      cancelDeadline(of: call)
    }
    calls[call].state = .working
    calls[call].flags.insert(.holdsWorker)
    calls[call].since = now
    recorder.start(wait, at: number, instance, now)
    if recorder.firstNames[number] >= 0, stationPlans[number].workers != nil {
      recorder.noteWait(wait, of: calls[call])
    }
    let entry = self.entry(of: Int(calls[call].request), at: number)
    guard entry != Instruction.noTarget else {
      end(call, .failure(.error, at: UInt16(truncatingIfNeeded: number), status: 404))
      return
    }
    let agrees = plan.handshake != Instruction.noTarget && needsHandshake(call)
    calls[call].counter = agrees ? plan.handshake : entry
    proceed(call)
  }

  /// A call's own patience has ended; it leaves if it still waits.
  mutating func patienceHasEnded(_ call: CallID) {
    if plan.stations[Int(calls[call].station)].isClient {
      clientGivesUp(call)
    } else if calls[call].state == .waiting {
      leaveLine(call, .impatience)
    }
  }

  /// A waiting call leaves unserved.
  mutating func leaveLine(_ call: CallID, _ cause: FailureCause) {
    withdraw(call)
    turnAway(call, .failure(cause, at: calls[call].station, status: 503))
  }

  private mutating func withdraw(_ call: CallID) {
    let instance = self.instance(of: call)
    let ticket = QueueTicket(index: calls[call].ticket)
    if calls[call].ticket == Self.calledUp {
      // Its worker was free for it already.
      handOver(of: call, at: instance)
    } else if stationPlans[Int(calls[call].station)].connector >= 0 {
      withdrawFromPool(call)
    } else if instances[instance].scheduled >= 0 {
      scheduledPools[instances[instance].scheduled].withdraw(ticket)
    } else {
      instances[instance].pool.withdraw(ticket)
    }
    recorder.instances[instance].leaveQueue(after: elapsed(since: calls[call].since), at: now)
    cancelDeadline(of: call)
  }

  /// What the ticket of a call says that has left the line and is about to start.
  private static var calledUp: UInt32 { .max }

  /// Lets a call start that has left the line; it may still be broken off before it does.
  mutating func callUp(_ call: CallID) {
    calls[call].ticket = Self.calledUp
    calls[call].pendingEvents &+= 1
    ready.append(.start, call)
  }

  mutating func startsCalledUp(_ call: CallID) {
    calls[call].pendingEvents &-= 1
    if calls[call].state == .waiting {
      start(call)
    } else if calls[call].state == .dead, calls[call].pendingEvents == 0 {
      vacate(call)
    }
  }

  /// The draws of a call for one purpose at its own component.
  mutating func draws(for call: CallID, _ purpose: UInt64) -> Draws {
    Draws(
      random, component: stationPlans[Int(calls[call].station)].id, purpose: purpose,
      index: calls[call].draws.index, attempt: repetition(of: call))
  }

  /// The first of these draws, for what takes no more of them.
  mutating func word(for call: CallID, _ purpose: UInt64) -> UInt64 {
    let component = stationPlans[Int(calls[call].station)].id
    let repetition = repetition(of: call)
    guard repetition == 0 else {
      return random.block(
        component: component, purpose: purpose, index: calls[call].draws.index,
        attempt: repetition
      ).first
    }
    return random.word(component: component, purpose: purpose, index: calls[call].draws.index)
  }

  /// The first attempt of what is drawn for a call: a job that comes back is another try, which may go
  /// otherwise. Its deliveries are further apart than the attempts of any variate.
  @inline(__always)
  mutating func repetition(of call: CallID) -> UInt64 {
    guard calls[call].flags.contains(.job), calls[call].deliveries > 0 else { return 0 }
    // A message that is in line waits for its next delivery; whoever has one counts that already.
    let earlier = isMessage(call) ? calls[call].deliveries : calls[call].deliveries - 1
    return UInt64(earlier) << 32
  }
}
