import EventEngine
import Resilience
import TimeBase

/// Servers: gateways, services, caches, queues and databases all give a call a worker, or a place in
/// line, and run its program.
extension Simulation {
  /// A call reaches its component.
  mutating func arrive(_ call: CallID) {
    let number = Int(calls[call].station)
    if calls[call].flags.contains(.statement), !findsTransaction(call) { return }
    if calls[call].instance == Call.anyInstance { chooseInstance(for: call, of: number) }
    if stationPlans[number].processes > 1 { chooseProcess(for: call, of: number) }
    let instance = self.instance(of: call)
    calls[call].arrived = now
    calls[call].since = now
    recorder.arrive(
      at: number, instance, inBackground: calls[call].flags.contains(.background), now)
    if stations[number].refusals > 0
      || instances[instance].crashes > 0 && stationPlans[number].broker < 0
    {
      turnAway(call, .failure(.refused, at: UInt16(truncatingIfNeeded: number)))
      return
    }
    if stations[number].hangs > 0 {
      calls[call].state = .hung
      if stationPlans[number].isQueue {
        recorder.jobs[stationPlans[number].jobs].counts.hanging += 1
      }
      return
    }
    if stations[number].isDegraded, let failure = drawnQuickFailure(of: call, number, instance) {
      recorder.complete(calls[call], at: number, instance, failure, now)
      answer(call, failure)
      return
    }
    switch stationPlans[number].role {
    case .balancer(let balancer):
      balance(call, balancer + stationPlans[number].state(of: calls[call].instance))
    case .server:
      if stationPlans[number].hasDoor, !isLetIn(call, at: instance) {
        turnAway(call, .failure(.rejected, at: calls[call].station, status: 503))
      } else if stationPlans[number].isQueue {
        acceptJob(call, at: instance)
      } else if calls[call].flags.contains(.statement) {
        startStatement(call)
      } else {
        standInLine(call, at: instance)
      }
    case .client:
      preconditionFailure("nobody calls a client")
    }
  }

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

  /// A call leaves without having been worked on.
  mutating func turnAway(_ call: CallID, _ outcome: Outcome) {
    let number = Int(calls[call].station)
    if stationPlans[number].retryAfter > .zero, outcome.status == 503 {
      saysRetryAfter(call, stationPlans[number].retryAfter)
    }
    let instance = self.instance(of: call)
    if plan.hasDoors { leaves(call, at: instance, outcome) }
    recorder.turnAway(calls[call], at: number, instance, now)
    // Who was refused has not been inside.
    if stationPlans[number].firstMachine >= 0, outcome.cause != FailureCause.refused.rawValue {
      drainLearns(of: call, at: instance)
    }
    answer(call, outcome)
  }

  /// A call leaves a balancer.
  mutating func leave(_ call: CallID, _ outcome: Outcome) {
    let number = Int(calls[call].station)
    recorder.complete(calls[call], at: number, instance(of: call), outcome, now)
    answer(call, outcome)
  }

  /// The worker has done all it will do for the call.
  mutating func end(_ call: CallID, _ outcome: Outcome) {
    if plan.servesInsteadOfErrors, !outcome.isSuccess, isServedInsteadOfError(call, outcome) {
      return
    }
    if plan.hasHolds { letGoOfSteps(call) }
    guard !calls[call].flags.contains(.branch) else {
      branchHasEnded(call, outcome)
      return
    }
    var outcome = outcome
    let number = Int(calls[call].station)
    let instance = self.instance(of: call)
    if stations[number].isDegraded, outcome.isSuccess,
      let failure = drawnFailure(of: call, number, instance)
    {
      outcome = failure
    }
    if stationPlans[number].warmUpRequests > 0 { instances[instance].servedCount &+= 1 }
    if isLoading(call) { loadsHaveEnded(call, outcome) }
    if plan.hasPools { letGoOfAll(call) }
    if plan.hasRequestQueues { loseJobs(of: call) }
    freeWorker(of: call, at: instance)
    if plan.hasTransactions { statementHasEnded(call, outcome) }
    if calls[call].flags.contains(.job) {
      jobHasEnded(call, outcome, at: instance)
      return
    }
    if plan.hasDoors { leaves(call, at: instance, outcome) }
    recorder.complete(calls[call], at: number, instance, outcome, now)
    if stationPlans[number].firstMachine >= 0 { drainLearns(of: call, at: instance) }
    answer(call, outcome)
  }

  /// Frees the worker of a call and gives it to the next in line.
  @inline(__always)
  mutating func freeWorker(of call: CallID, at instance: Int) {
    guard calls[call].flags.contains(.holdsWorker) else { return }
    calls[call].flags.remove(.holdsWorker)
    recorder.stop(
      elapsed(since: calls[call].since), at: Int(calls[call].station), instance, now)
    guard instances[instance].hasLine else { return }
    handOver(of: call, at: instance)
    if !instances[instance].interrupted.isEmpty { resumeInterrupted(at: instance) }
  }

  /// Gives the worker that a call has had to whose turn it is.
  @inline(__always)
  mutating func handOver(of call: CallID, at instance: Int) {
    if instances[instance].scheduled >= 0 {
      workerIsFree(of: call, at: instance)
    } else if let next = instances[instance].pool.finish() {
      callUp(next)
    }
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
