import EventEngine
import Resilience
import TimeBase

/// Running the program of a call, from one step that takes time to the next.
extension Simulation {
  /// Carries on at the call's counter until a step takes time or the program ends.
  ///
  /// What nearly every handler does stands here, and everything else in `carriesOut`, so that a call
  /// that goes on with a plain step is not made ready for all that there could be.
  mutating func proceed(_ call: CallID) {
    if plan.changesPace, standsStill(call, .program) { return }
    while true {
      let counter = Int(calls[call].counter)
      switch program[counter].operation {
      case .compute, .wait:
        if takesTime(call, counter) { return }
        calls[call].counter &+= 1
      case .call, .lookUp, .enqueue, .ask:
        calls[call].site = UInt16(truncatingIfNeeded: program[counter].operand)
        calls[call].attempt = 0
        place(call)
        return
      // What a proxy has got from its upstream.
      case .passOn:
        end(call, calls[call].outcome)
        return
      case .end:
        end(call, .success())
        return
      case .find:
        end(call, find(call, counter))
        return
      case .limit:
        guard passes(call, program[counter].operand) else { return }
        calls[call].counter &+= 1
      case .authorise where program[counter].letsAllThrough:
        calls[call].counter &+= 1
      case .fill, .secure, .crossOrigin, .serve, .health, .respond, .fail, .chance, .jump,
        .limitChain, .authorise, .writeLimit, .turnAway, .limitBody, .dispatch, .enter, .agree,
        .release, .fork, .grant, .takeLoop, .store, .giveLoop, .lock, .unlock, .select, .count,
        .refuse, .unresolved, .carryOut, .lookUpName, .learnName, .refuseNameless, .readFile,
        .reserveFile, .commitFile, .leaveFile, .begin, .commit, .settle, .takeDisk, .leaveDisk,
        .mayWrite, .checkpoint, .renew, .readVersion, .writeVersion, .buffer:
        guard carriesOut(call, counter) else { return }
      }
    }
  }

  /// A timer of the call's own has rung: the step is done.
  mutating func workIsDone(_ call: CallID) {
    calls[call].counter &+= 1
    proceed(call)
  }

  /// A call that the program made has ended.
  mutating func programResumes(_ call: CallID) {
    if plan.changesPace, standsStill(call, .outcome) { return }
    let counter = Int(calls[call].counter)
    let outcome = calls[call].outcome
    switch program[counter].operation {
    case .lookUp:
      cacheHasAnswered(call, counter, outcome)
    case .ask:
      cacheHasOperated(call, counter, outcome)
    case .call, .enqueue, .fork:
      if outcome.isSuccess {
        calls[call].counter &+= 1
        proceed(call)
      } else if program[counter].target != Instruction.noTarget {
        calls[call].counter = program[counter].target
        proceed(call)
      } else {
        let isProxy = stationPlans[Int(calls[call].station)].isProxy
        end(call, isProxy ? outcome.asProxyAnswer : outcome.asServiceAnswer)
      }
    default:
      preconditionFailure("a step that calls nobody cannot be resumed by an answer")
    }
  }

  /// A failure that a fault draws for a call that went well.
  mutating func drawnFailure(of call: CallID, _ number: Int, _ instance: Int) -> Outcome? {
    let station = stations[number]
    let ofInstance = instances[instance].errorShare
    var draws = self.draws(for: call, Purpose.faultError)
    if draws.happens(station.errorShare) {
      return .failure(.error, at: UInt16(truncatingIfNeeded: number), status: station.errorStatus)
    }
    if draws.happens(ofInstance) {
      return .failure(
        .error, at: UInt16(truncatingIfNeeded: number), status: instances[instance].errorStatus)
    }
    return nil
  }
}

/// Continuing whoever waited for a call.
extension Simulation {
  /// The caller's call has ended for good: no further attempt.
  @inline(__always)
  mutating func callHasEnded(_ caller: CallID) {
    guard !calls[caller].flags.contains(.branch) else {
      // A balancer has no program, and what else it begins by itself is checks.
      if stationPlans[Int(calls[caller].station)].isBalancer {
        checkHasEnded(caller)
      } else {
        programResumes(caller)
      }
      return
    }
    switch stationPlans[Int(calls[caller].station)].role {
    case .client:
      clientPlans[Int(calls[caller].station)].fetch < 0
        ? requestHasEnded(caller) : fetchHasEnded(caller)
    case .balancer(let number):
      let station = Int(calls[caller].station)
      targetHasAnswered(caller, number + stationPlans[station].state(of: calls[caller].instance))
    case .server: programResumes(caller)
    }
  }
}
