import EventEngine
import Resilience
import RunStatistics
import TimeBase

/// How a call goes out, comes back, and what its caller does then.
extension Simulation {
  /// Sends a call through a site; its outcome will resume `caller`.
  ///
  /// - Parameter instance: The target's instance, if a balancer has chosen one.
  mutating func place(_ caller: CallID, instance: UInt16 = Call.anyInstance) {
    let site = Int(calls[caller].site)
    if sites[site].retrier >= 0 { retrierLearnsOfRequest(caller, at: site) }
    calls[caller].state = .calling
    calls[caller].attempt &+= 1
    recorder.siteCalls[site].made &+= 1
    let background = calls[caller].flags.intersection(.background)
    if calls[caller].flags.isDisjoint(with: .unseen) {
      recorder.calling[sites[site].caller].change(by: 1, at: now)
    }
    guard sites[site].isPlain || isLetOut(caller, at: site) else {
      calls[caller].isMentioned()
      ready.append(.resume, caller)
      return
    }
    let siblings = calls[caller].children
    calls[caller].children = siblings &+ 1
    let (origin, name) = (calls[caller].origin, calls[caller].request)
    let request = sites[site].request
    let child = CallID(
      index: calls.insert(
        Call(
          parent: caller,
          draws: calls[caller].draws.child(siblings, isOnLoop: sites[site].isOnLoop),
          arrived: now, since: now,
          origin: origin, station: UInt16(truncatingIfNeeded: sites[site].target),
          instance: instance, request: request == CallSite.keepsName ? name : request,
          state: .travelling, flags: background.union(sites[site].flags))))
    calls[caller].child = child
    guard sites[site].isPlain else {
      departsElsewhere(child, for: caller, at: site)
      return
    }
    if sites[site].timeoutLane >= 0 { startTimeout(of: caller, at: site) }
    depart(child, after: sites[site].latency)
  }

  @inline(__always)
  mutating func startTimeout(of caller: CallID, at site: Int) {
    calls[caller].deadline = deadlines.set(
      sites[site].timeoutLane, for: caller, at: now, in: &timeline)
  }

  @inline(__always)
  mutating func depart(_ child: CallID, after latency: TimeSpan) {
    if latency > .zero {
      schedule(.delivery, child, after: latency, phase: .arrival)
    } else {
      arrivesAtOnce(child)
    }
  }

  /// Sends a call to its component within this instant, in which it may still be broken off.
  @inline(__always)
  mutating func arrivesAtOnce(_ call: CallID) {
    calls[call].isMentioned()
    ready.append(.arrive, call)
  }

  /// A call that was sent at this instant reaches its component.
  mutating func hasArrivedAtOnce(_ call: CallID) {
    calls[call].isForgotten()
    guard calls[call].state != .dead else {
      if calls[call].pendingEvents == 0 { vacate(call) }
      return
    }
    arrive(call)
  }

  /// Lets go of a call that has left its component, towards its caller if somebody still waits.
  @inline(__always)
  mutating func answer(_ call: CallID, _ outcome: Outcome) {
    let caller = calls[call].parent
    calls[call].outcome = outcome
    guard caller != .none else {
      release(call)
      return
    }
    calls[call].state = .returning
    let site = Int(calls[caller].site)
    guard sites[site].isPlain || isSentBack(call, at: site) else { return }
    if sites[site].latency > .zero {
      schedule(.response, call, after: sites[site].latency, phase: .completion)
    } else {
      ready.append(.deliver, call)
    }
  }

  /// Hands the outcome of a call to its caller.
  mutating func deliver(_ call: CallID) {
    let caller = calls[call].parent
    let outcome = calls[call].outcome
    if answersBringMore, caller != .none { unpackAnswer(call, for: caller) }
    release(call)
    guard caller != .none else { return }
    calls[caller].child = .none
    calls[caller].outcome = outcome
    cancelDeadline(of: caller)
    learnsOutcome(caller)
  }

  /// A caller that was turned away at this instant learns the outcome that stands in it.
  mutating func resumesAtOnce(_ caller: CallID) {
    calls[caller].isForgotten()
    guard calls[caller].state != .dead else {
      if calls[caller].pendingEvents == 0 { vacate(caller) }
      return
    }
    // Broken off since it was turned away, and on its way back.
    guard calls[caller].state == .calling else { return }
    learnsOutcome(caller)
  }

  /// Continues a caller whose call has ended with the outcome that stands in it.
  @inline(__always)
  private mutating func learnsOutcome(_ caller: CallID) {
    let site = Int(calls[caller].site)
    let outcome = calls[caller].outcome
    if calls[caller].flags.isDisjoint(with: .unseen) {
      recorder.calling[sites[site].caller].change(by: -1, at: now)
    }
    if !outcome.isSuccess { recorder.siteCalls[site].failed &+= 1 }
    if !sites[site].isPlain { guardsLearn(caller, at: site, outcome) }
    if sites[site].retrier >= 0, isTriedAgain(caller, at: site, outcome) { return }
    callHasEnded(caller)
  }

  /// The caller stops waiting: the tie is cut, and the callee goes on or is told to stop.
  mutating func giveUp(_ caller: CallID) {
    let child = calls[caller].child
    let site = Int(calls[caller].site)
    calls[caller].child = .none
    calls[caller].outcome = .failure(.timeout, at: UInt16(truncatingIfNeeded: sites[site].target))
    if sites[site].wire >= 0 { noteUnsent(caller, child) }
    if child != .none { abandon(child, cancelling: sites[site].cancelsAfterTimeout) }
    if plan.marksAnswers { forgetHeaders(of: caller) }
    learnsOutcome(caller)
    wires.unsent = .none
  }

  /// Leaves a call without a caller.
  mutating func abandon(_ call: CallID, cancelling: Bool) {
    calls[call].parent = .none
    guard calls[call].state != .lost else {
      release(call)
      return
    }
    moveToBackground(call)
    if cancelling || calls[call].state == .hung {
      kill(call, .cancelled)
    }
  }

  /// From now on nobody waits for the call, nor for anything that it waits for.
  mutating func moveToBackground(_ call: CallID) {
    var next = call
    // Branches of calls on the way, of which there may be any number; without any, nothing is kept.
    var others: [CallID] = []
    while true {
      while next != .none, !calls[next].flags.contains(.background) {
        next = turnToBackground(next, &others)
      }
      guard let other = others.popLast() else { return }
      next = other
    }
  }

  /// Marks one call, adds its branches to `others`, and returns the call that it waits for.
  private mutating func turnToBackground(_ call: CallID, _ others: inout [CallID]) -> CallID {
    let isBranch = calls[call].flags.contains(.branch)
    calls[call].flags.insert(.background)
    let station = Int(calls[call].station)
    switch calls[call].state {
    case .travelling, .returning, .lost, .vacant, .dead:
      return .none
    case .calling:
      if !isBranch { recorder.calling[station].change(by: -1, at: now) }
    case .joining:
      if !isBranch { recorder.calling[station].change(by: -1, at: now) }
      others += branches(of: call)
    case .waiting, .working, .processing, .backingOff, .awaitingRedelivery, .coalesced, .hung,
      .frozen, .held:
      break
    }
    if !isBranch { recorder.background[station].change(by: 1, at: now) }
    if plan.hasPools { others += holdings(of: call) }
    return calls[call].child
  }

  @inline(__always)
  mutating func cancelDeadline(of call: CallID) {
    guard calls[call].deadline != DeadlineLanes.noDeadline else { return }
    deadlines.cancel(calls[call].deadline)
    calls[call].deadline = DeadlineLanes.noDeadline
  }

  /// Ends the record of a call, now or as soon as no event mentions it any more.
  @inline(__always)
  mutating func release(_ call: CallID) {
    if calls[call].pendingEvents == 0 {
      vacate(call)
    } else {
      calls[call].state = .dead
    }
  }

  /// Gives the place of a call that is over to others.
  @inline(__always)
  mutating func vacate(_ call: CallID) {
    calls[call].state = .vacant
    if plan.tracksVersions { luggage.clear(call) }
    calls.remove(call.index)
  }

  /// A deadline of the call has come: its call takes too long, or it waits too long in line.
  mutating func deadlineHasCome(_ call: CallID) {
    if calls[call].state == .calling {
      giveUp(call)
    } else if calls[call].state == .joining {
      hedgeIsDue(call)
    } else if calls[call].state == .coalesced {
      lockIsTooLate(call)
    } else {
      leaveLine(call, lateCause(of: call))
    }
  }
}
