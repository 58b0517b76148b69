import EventEngine
import Resilience
import RunStatistics
import TimeBase

/// Ending calls from outside: because their instance crashed, or because they were cancelled.
extension Simulation {
  /// Everything on some instances of a station is lost, instance by instance and there in the order
  /// of addresses, and every caller learns it.
  ///
  /// - Complexity: O(*n* + *k* log *k*), where *n* calls are alive and *k* are lost.
  mutating func crash(_ affected: Range<Int>) {
    let station = instances[affected.lowerBound].station
    breakOffAll(in: affected) { simulation, number in
      let processes = simulation.plan.stations[station].processes
      if affected.count < processes {
        simulation.note(
          "process \(number % processes) crashes", at: station, instance: number / processes)
      } else if number % processes == 0 {
        simulation.note("instance crashes", at: station, instance: number / processes)
      }
    }
  }

  /// The same, without a word of a crash.
  ///
  /// - Parameter begin: Called with each instance of the station before its calls are broken off.
  mutating func breakOffAll(
    in affected: Range<Int>, begin: (inout Simulation, Int) -> Void = { _, _ in }
  ) {
    let station = instances[affected.lowerBound].station
    let lost = callsInside(affected, of: station)
    var rest = lost[...]
    for instance in affected {
      let number = instance - stationPlans[station].firstInstance
      begin(&self, number)
      let calls = rest.prefix { $0.instance == number }
      rest = rest[calls.endIndex...]
      // The line first: no worker that the crash frees may find somebody to take.
      for isWaiting in [true, false] {
        for (_, call) in calls where isInside(call) && isInLine(call) == isWaiting {
          kill(call, .crashed)
        }
      }
    }
  }

  /// Calls that some instances have let in, by instance and address.
  private mutating func callsInside(
    _ affected: Range<Int>, of station: Int
  ) -> [(instance: Int, call: CallID)] {
    let first = stationPlans[station].firstInstance
    var found: [(instance: Int, call: CallID)] = []
    for address in 0..<calls.addressLimit {
      let call = CallID(index: UInt32(truncatingIfNeeded: address))
      guard Int(calls[call].station) == station, isInside(call), !isPartOfAnother(call) else {
        continue
      }
      let instance = Int(calls[call].instance)
      if affected.contains(first + instance) { found.append((instance, call)) }
    }
    found.sort { ($0.instance, $0.call.index) < ($1.instance, $1.call.index) }
    return found
  }

  /// Branches and what is held end with whom they belong to.
  private mutating func isPartOfAnother(_ call: CallID) -> Bool {
    calls[call].state == .held
      || calls[call].flags.contains(.branch) && calls[call].parent != .none
  }

  private mutating func isInside(_ call: CallID) -> Bool {
    switch calls[call].state {
    case .travelling, .returning, .lost, .dead, .vacant: false
    case .waiting, .working, .processing, .calling, .backingOff, .awaitingRedelivery, .coalesced,
      .hung, .joining, .frozen, .held:
      true
    }
  }

  private mutating func isInLine(_ call: CallID) -> Bool { calls[call].state == .waiting }

  /// Breaks a call off wherever it stands, and answers whoever waits for it.
  ///
  /// Its own callee is abandoned when its caller crashed. When it was cancelled, its callee is told to
  /// stop first, and the callee of that before it: down to the last of a chain that may be as long as
  /// calls may be alive, and up again by its own links.
  mutating func kill(_ call: CallID, _ cause: FailureCause) {
    guard plan.forks.isEmpty else {
      killTree(call, cause)
      return
    }
    var last = call
    var callee = stopCalling(call)
    if cause != .cancelled {
      if callee != .none { abandon(callee, cancelling: false) }
      callee = .none
    }
    while callee != .none {
      moveToBackground(callee)
      last = callee
      callee = stopCalling(last)
    }
    while last != call {
      let caller = calls[last].parent
      calls[last].parent = .none
      breakOff(last, cause)
      last = caller
    }
    breakOff(call, cause)
  }

  /// Breaks a call off with all branches, and when it was cancelled with everything that these wait
  /// for: whoever waits is told first, and ends last.
  private mutating func killTree(_ call: CallID, _ cause: FailureCause) {
    var doomed = [call]
    var next = 0
    while next < doomed.count {
      let one = doomed[next]
      next += 1
      if calls[one].state == .joining {
        let branches = closeFork(of: one)
        for branch in branches { moveToBackground(branch) }
        doomed += branches
        continue
      }
      let callee = stopCalling(one)
      guard callee != .none else { continue }
      if cause == .cancelled {
        moveToBackground(callee)
        calls[callee].parent = .none
        doomed.append(callee)
      } else {
        abandon(callee, cancelling: false)
      }
    }
    for one in doomed.reversed() { breakOff(one, cause) }
  }

  /// Ends a call's wait for another one, and returns that; `none` if it waits for none.
  private mutating func stopCalling(_ call: CallID) -> CallID {
    guard calls[call].state == .calling else { return .none }
    cancelDeadline(of: call)
    let callee = calls[call].child
    calls[call].child = .none
    if calls[call].flags.isDisjoint(with: .unseen) {
      recorder.calling[Int(calls[call].station)].change(by: -1, at: now)
    }
    breakerLearns(call, .ignored)
    return callee
  }

  /// Ends a call that waits for nobody any more, and frees what it holds.
  private mutating func breakOff(_ call: CallID, _ cause: FailureCause) {
    let station = Int(calls[call].station)
    let instance = self.instance(of: call)
    let outcome = Outcome.failure(cause, at: UInt16(truncatingIfNeeded: station))
    let isJob = calls[call].flags.contains(.job)
    switch calls[call].state {
    case .dead, .vacant, .returning:
      return
    case .travelling, .lost:
      // It never arrives: its event finds it dead.
      release(call)
      return
    case .waiting:
      if isJob { recorder.jobs[stationPlans[station].jobs].counts.lost &+= 1 }
      leaveLine(call, cause)
      return
    case .hung:
      if stationPlans[station].isQueue {
        recorder.jobs[stationPlans[station].jobs].counts.hanging -= 1
      }
      turnAway(call, outcome)
      return
    case .processing:
      let host = host(of: call)
      instances[host].processor.withdraw(call, at: now)
      // Whoever is left is done earlier now; a crash leaves nobody but on the processor of another.
      if cause != .crashed || host != instance { armProcessor(host) }
    case .calling, .working, .backingOff, .awaitingRedelivery, .coalesced, .joining, .frozen, .held:
      break
    }
    if plan.hasHolds { letGoOfSteps(call) }
    if isLoading(call) { loadsHaveEnded(call, outcome) }
    if plan.hasPools { letGoOfAll(call) }
    if plan.hasRequestQueues { loseJobs(of: call) }
    guard !calls[call].flags.contains(.branch) else {
      if calls[call].parent == .none, stationPlans[station].isBalancer {
        checkIsBrokenOff(call)
        return
      }
      if plan.tracksVersions, calls[call].parent == .none { looseBranchHasEnded(call, outcome) }
      release(call)
      return
    }
    if case .balancer(let number) = stationPlans[station].role {
      leaveTarget(call, number + stationPlans[station].state(of: calls[call].instance))
      leave(call, outcome)
      return
    }
    // Whoever was interrupted is not to be resumed with the worker that he gives back.
    if calls[call].state == .frozen { calls[call].state = .working }
    freeWorker(of: call, at: instance)
    if plan.hasTransactions { statementHasEnded(call, outcome) }
    if plan.hasDoors { leaves(call, at: instance, outcome) }
    recorder.complete(calls[call], at: station, instance, outcome, now)
    if stationPlans[station].firstMachine >= 0 { drainLearns(of: call, at: instance) }
    if isJob {
      recorder.jobs[stationPlans[station].jobs].counts.lost &+= 1
      release(call)
    } else {
      answer(call, outcome)
    }
  }
}
