import EventEngine
public import TimeBase

/// What a run tells those who wait for it, from time to time.
public struct RunProgress: Sendable {
  /// How far virtual time has come.
  public var now: Instant
  public var end: Instant
  public var events: UInt64

  public init(now: Instant, end: Instant, events: UInt64) {
    self.now = now
    self.end = end
    self.events = events
  }
}

extension Simulation {
  /// Work between two looks at the progress and at the bounds.
  private static let stride: UInt64 = 1 << 16

  /// Plays the run to its end, to a bound, or until `proceed` says no.
  ///
  /// - Returns: `false` if it was told to stop.
  mutating func play(_ proceed: (RunProgress) -> Bool) -> Bool {
    // Two loops are compiled from one: in that without a witness nothing is left of it.
    witness == nil ? play(isWatched: false, proceed) : play(isWatched: true, proceed)
  }

  @inline(__always)
  private mutating func play(isWatched: Bool, _ proceed: (RunProgress) -> Bool) -> Bool {
    scheduleStart()
    var events: UInt64 = 0
    // Events and what each of them brought about at once, of which there can be any number.
    var work: UInt64 = 0
    var nextLook = Self.stride
    playing: while true {
      guard let next = timeline.next(through: marks.horizon) else {
        guard let mark = marks.next() else { break }
        now = mark.time
        if mark.endsStep { recorder.endStep(at: now, stepCounts(), plan) }
        if mark.cuts { cutBooks() }
        continue
      }
      now = next.time
      events &+= 1
      if isWatched { announce(next.event) }
      if next.event.kind.isAboutCall {
        handle(next, of: CallID(index: next.event.subject))
      } else {
        handleOther(next)
      }
      if isWatched { lookAround() }
      work &+= 1
      // Mostly there is nothing more to see to.
      if ready.isEmpty, calls.count <= plan.inFlightLimit, work < nextLook, !hasTriggers {
        continue
      }
      repeat {
        if !ready.isEmpty { work &+= settle(isWatched: isWatched) }
        if calls.count > plan.inFlightLimit {
          stopAtBound()
          break playing
        }
        guard work >= nextLook else { continue }
        nextLook = work &+ Self.stride
        guard proceed(RunProgress(now: now, end: end, events: events)) else { return false }
        if isStuck(after: events, work: work) { break playing }
      } while !ready.isEmpty
      if !armedTriggers.isEmpty { pullTriggers() }
    }
    if ending == .completed { now = end }
    return true
  }

  private mutating func handleOther(_ next: Timeline<Event>.Scheduled) {
    let event = next.event
    switch event.kind {
    case .delivery, .work, .response, .retry, .impatience, .handshake, .resend, .deadlock:
      break
    case .arrival:
      trace.record(next, station: Int(event.place), request: 0)
      sendNext(from: Int(event.place))
    case .think:
      trace.record(next, station: Int(event.place), request: UInt64(event.subject))
      sendNext(of: Int(event.subject), from: Int(event.place))
    case .deadline:
      guard
        let call = deadlines.ring(
          Int(event.subject), sequence: next.sequence, in: &timeline)
      else { return }
      trace.record(
        next, station: Int(calls[call].station), instance: calls[call].instance,
        request: calls[call].draws.index)
      calls[call].deadline = DeadlineLanes.noDeadline
      deadlineHasCome(call)
    case .processor:
      let station = instances[Int(event.subject)].station
      let instance = Int(event.subject) - stationPlans[station].firstInstance
      trace.record(
        next, station: station, instance: UInt16(truncatingIfNeeded: instance), request: 0)
      advanceProcessor(Int(event.subject))
    case .faultStart:
      trace.record(next, station: plan.faults[Int(event.subject)].station, request: 0)
      beginFault(Int(event.subject))
    case .faultEnd:
      trace.record(next, station: plan.faults[Int(event.subject)].station, request: 1)
      endFault(Int(event.subject))
    case .pauseStart, .pauseEnd, .booted:
      let instance = Int(event.subject)
      let station = instances[instance].station
      trace.record(
        next, station: station, request: UInt64(instance - stationPlans[station].firstInstance))
      switch event.kind {
      case .pauseStart: beginPause(of: instance)
      case .pauseEnd: endPause(of: instance)
      default: hasBooted(instance)
      }
    case .look:
      let number = Int(event.subject)
      trace.record(next, station: plan.faults[number].trigger?.station ?? 0, request: 2)
      lookIsDue(number)
    case .machine, .rollout, .autoscale:
      handleTurnover(next)
    case .check, .loadProbe, .loadAnswer:
      handleBalancing(next)
    case .promote:
      let replication = Int(event.subject)
      trace.record(next, station: plan.replications[replication].station, request: 0)
      promote(replication)
    case .connection: connectionIsDue(next)
    case .flush:
      let buffer = writeBufferPlan(of: Int(event.subject))
      trace.record(
        next, station: buffer.station, request: UInt64(Int(event.subject) - buffer.first))
      flush(Int(event.subject))
    }
  }

  @inline(__always)
  private mutating func handle(_ next: Timeline<Event>.Scheduled, of call: CallID) {
    calls[call].isForgotten()
    guard calls[call].state != .dead else {
      // Whatever this was, the call it was about ended before.
      if calls[call].pendingEvents == 0 { vacate(call) }
      return
    }
    // A call that was broken off in the middle of something is on its way back already, or its
    // answer is lost.
    guard
      calls[call].state != .returning && calls[call].state != .lost
        || next.event.kind == .response || next.event.kind == .resend
    else { return }
    if plan.changesPace, next.event.kind == .work, isOvertaken(call) { return }
    trace.record(
      next, station: Int(calls[call].station), instance: calls[call].instance,
      request: calls[call].draws.index)
    switch next.event.kind {
    case .delivery: arrive(call)
    case .work: workIsDone(call)
    case .response: deliver(call)
    case .retry: attemptAgain(call)
    case .handshake: handshakeGoesOn(call)
    case .resend: isSentAgain(call)
    case .deadlock: looksForDeadlock(call)
    default: patienceHasEnded(call)
    }
  }

  /// Carries out what is due at this instant, or a stretch of it: calls that make calls in no time
  /// could go on for ever.
  ///
  /// - Returns: How much that was.
  @inline(__always)
  private mutating func settle(isWatched: Bool) -> UInt64 {
    var work: UInt64 = 0
    while work < Self.stride, calls.count <= plan.inFlightLimit, let entry = ready.next() {
      work &+= 1
      if isWatched { announce(entry) }
      switch entry.action {
      case .arrive: hasArrivedAtOnce(entry.call)
      case .start: startsCalledUp(entry.call)
      case .deliver: deliver(entry.call)
      case .resume: resumesAtOnce(entry.call)
      case .landed: loadHasLanded(entry.call)
      case .begin: branchBegins(entry.call)
      case .joined: forkHasEnded(entry.call)
      case .locked: lockIsTaken(entry.call)
      }
      if isWatched { lookAround() }
    }
    return work
  }

  /// Schedules an event that is about a call, and remembers in the call that it is.
  mutating func schedule(
    _ kind: Event.Kind, _ call: CallID, after span: TimeSpan, phase: Phase
  ) {
    calls[call].isMentioned()
    timeline.schedule(Event(kind, subject: call.index), at: now + span, phase: phase)
  }

  private mutating func scheduleStart() {
    for fault in plan.faults.indices { scheduleFirst(fault: fault) }
    for station in plan.stations.indices where plan.stations[station].pauseGap >= 0 {
      for instance in plan.stations[station].instances { schedulePause(of: instance) }
    }
    prepareTurnover()
    scheduleChecks()
    prepareConnections()
    for station in plan.stations.indices {
      if case .client = stationPlans[station].role { scheduleFirst(from: station) }
    }
  }
}

extension Slab<Call> {
  subscript(call: CallID) -> Call {
    @inline(__always) unsafeAddress { address(of: call.index) }
    @inline(__always) unsafeMutableAddress { mutableAddress(of: call.index) }
  }
}
