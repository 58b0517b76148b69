import EventEngine
import Resilience
import RunStatistics
import TimeBase

/// Ending calls from outside: because their instance crashed, or because they were cancelled.
extension Simulation {
  /// Everything on an instance is lost, in the order of addresses, and every caller learns it.
  mutating func crash(_ instance: Int) {
    let station = instances[instance].station
    let number = UInt16(instance - plan.stations[station].firstInstance)
    note("instance crashes", at: station, instance: Int(number))
    // The line first: no worker that the crash frees may find somebody to take.
    for isWaiting in [true, false] {
      for address in 0..<calls.addressLimit {
        let call = CallID(index: UInt32(truncatingIfNeeded: address))
        guard Int(calls[call].station) == station, calls[call].instance == number,
          (calls[call].state == .waiting) == isWaiting
        else { continue }
        switch calls[call].state {
        case .travelling, .returning, .dead, .vacant:
          break
        case .waiting, .working, .processing, .calling, .backingOff, .awaitingRedelivery,
          .coalesced, .hung:
          kill(call, .crashed)
        }
      }
    }
  }

  /// Breaks a call off wherever it stands, frees what it holds, and answers whoever waits for it.
  ///
  /// Its own callee is abandoned when its caller crashed and told to stop when it was cancelled.
  mutating func kill(_ call: CallID, _ cause: FailureCause) {
    let station = Int(calls[call].station)
    let instance = plan.stations[station].firstInstance + Int(calls[call].instance)
    let outcome = Outcome.failure(cause, at: UInt16(truncatingIfNeeded: station))
    switch calls[call].state {
    case .dead, .vacant, .returning:
      return
    case .travelling:
      // It never arrives: its event finds it dead.
      release(call)
      return
    case .waiting:
      leaveLine(call, cause)
      return
    case .hung:
      turnAway(call, outcome)
      return
    case .processing:
      instances[instance].processor.withdraw(call, at: now)
      // Whoever is left is done earlier now; a crash leaves nobody.
      if cause != .crashed { armProcessor(instance) }
    case .calling:
      cancelDeadline(of: call)
      let child = calls[call].child
      calls[call].child = .none
      if !calls[call].flags.contains(.background) {
        recorder.calling[station].change(by: -1, at: now)
      }
      breakerLearns(call, .ignored)
      if child != .none { abandon(child, cancelling: cause == .cancelled) }
    case .working, .backingOff, .awaitingRedelivery, .coalesced:
      break
    }
    if isLoading(call) { loadsHaveEnded(call, outcome) }
    if case .balancer(let number) = plan.stations[station].role {
      leaveTarget(call, number)
      leave(call, outcome)
      return
    }
    freeWorker(of: call, at: instance)
    recorder.complete(calls[call], at: station, instance, outcome, now)
    if calls[call].flags.contains(.job) {
      recorder.deadLettered[station] &+= 1
      release(call)
    } else {
      answer(call, outcome)
    }
  }
}
