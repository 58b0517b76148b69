import EventEngine
import Resilience
import TimeBase

/// How a call leaves its component, and with whom its worker goes on.
extension Simulation {
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
    leave(call, outcome, Int(calls[call].station), instance(of: call))
  }

  /// A call leaves its component for its caller.
  private mutating func leave(_ call: CallID, _ outcome: Outcome, _ number: Int, _ instance: Int) {
    if calls[call].parent == .none || recorder.firstNames[number] >= 0 {
      recorder.complete(calls[call], at: number, instance, outcome, now)
    } else {
      recorder.complete(
        since: calls[call].arrived, at: number, instance,
        inBackground: calls[call].flags.contains(.background), isSuccess: outcome.isSuccess, now)
    }
    answer(call, outcome)
  }

  /// The worker has done all it will do for the call.
  mutating func end(_ call: CallID, _ outcome: Outcome) {
    let number = Int(calls[call].station)
    guard stationPlans[number].isPlain, !stations[number].isDisturbed, !isLoading(call),
      calls[call].flags.isDisjoint(with: [.branch, .job])
    else {
      endElsewhere(call, outcome)
      return
    }
    let instance = self.instance(of: call)
    freeWorker(of: call, at: instance)
    leave(call, outcome, number, instance)
  }

  /// The same where there may be more to do than that.
  @inline(never)
  private mutating func endElsewhere(_ call: CallID, _ outcome: Outcome) {
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
    // Whoever looks at drains sees the call recorded and not yet answered.
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
}
