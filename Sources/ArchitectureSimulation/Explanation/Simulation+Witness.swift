import EventEngine
import TimeBase

/// Telling the witness whom an action is about.
extension Simulation {
  /// An event is about to be handled.
  mutating func announce(_ event: Event) {
    guard let witness else { return }
    witness.action &+= 1
    witness.books.advance(to: now)
    switch event.kind {
    case .delivery, .work, .response, .retry, .impatience, .handshake, .resend, .deadlock:
      touch(CallID(index: event.subject))
    case .deadline:
      if let call = deadlines.front(of: Int(event.subject)) { touch(call) }
    case .arrival, .think, .processor, .look, .flush, .check, .loadProbe, .loadAnswer, .connection:
      // Requests that begin are found when something happens to them; computations that end are
      // announced one by one.
      break
    case .pauseStart, .pauseEnd:
      // Those that stand still or go on are announced one by one: a process may pause again and again
      // while thousands of requests wait, and to look at all of them each time would take longer than
      // everything else.
      break
    case .faultStart, .faultEnd, .booted, .machine, .rollout, .autoscale, .promote:
      witness.isShaken = true
    }
  }

  /// Something is about to happen to a call at once.
  mutating func announce(_ entry: ReadyLine.Entry) {
    guard let witness else { return }
    witness.action &+= 1
    touch(entry.call)
  }

  /// Notes that the present action is about a call, and so about all that wait for it.
  mutating func touch(_ call: CallID) {
    guard let witness, calls[call].state != .dead, calls[call].state != .vacant else { return }
    var top = call
    while calls[top].parent != .none { top = calls[top].parent }
    if let number = left(top) {
      // Nobody has waited for it since earlier in this action, which a look at its trace will find.
      witness.pending.append(number)
      return
    }
    // A message only waits, and may end unannounced; who works on it has a record of its own.
    guard !isMessage(top) else { return }
    let number = followed(top) ?? follow(top)
    if witness.pending.last != number { witness.pending.append(number) }
    guard var trace = witness.take(number) else { return }
    if isClientRequest(top) {
      trace.successes = recorder.requests[Int(trace.origin)].counts.succeeded
    }
    var next = call
    while next != .none, !trace.isTooLong {
      if let index = witness.index(of: next, in: trace, number) {
        trace.watched[index].touched = witness.action
      }
      next = calls[next].parent
    }
    witness.put(trace, back: number)
  }

  /// Looks at all that the present action was about.
  mutating func lookAround() {
    guard let witness else { return }
    if witness.isShaken {
      witness.isShaken = false
      witness.pending = witness.live
    }
    while let number = witness.pending.popLast() { look(at: number) }
    // Between two actions of one instant nothing has to be noticed: no time passes.
    guard witness.isThorough, ready.isEmpty else { return }
    for number in witness.live {
      let before = witness.trace(number)?.spans.count
      look(at: number)
      if witness.trace(number)?.spans.count != before { witness.missedChanges += 1 }
    }
  }

  private mutating func isClientRequest(_ call: CallID) -> Bool {
    plan.stations[Int(calls[call].station)].isClient && !calls[call].flags.contains(.branch)
  }

  /// The trace that has this call as its root already.
  private mutating func followed(_ top: CallID) -> Int32? {
    guard let witness else { return nil }
    let number = witness.place(of: top).trace
    guard number != Witness.nowhere, let trace = witness.trace(number), trace.root == top,
      let root = trace.watched.first, isStill(root)
    else { return nil }
    return number
  }

  /// The trace that a call is still part of, although it has lost its caller.
  private mutating func left(_ top: CallID) -> Int32? {
    guard let witness else { return nil }
    let (number, index) = witness.place(of: top)
    guard number != Witness.nowhere, let trace = witness.trace(number), trace.root != top,
      isStill(trace.watched[index])
    else { return nil }
    return number
  }

  /// Begins to follow a request, or a job.
  private mutating func follow(_ top: CallID) -> Int32 {
    guard let witness else { return Witness.nowhere }
    let number = witness.insert(
      GrowingTrace(
        root: top, calls[top].draws, subject: isClientRequest(top) ? .request : .job,
        origin: calls[top].origin))
    look(at: number)
    return number
  }

  /// Whether the call that a trace watches is still the one in its place.
  mutating func isStill(_ watched: WatchedCall) -> Bool {
    let call = calls[watched.call]
    return call.state != .dead && call.state != .vacant && call.draws == watched.draws
      && call.station == watched.station
  }

  /// What a call spends its time on itself; `nil` while it waits for another call.
  mutating func occupation(of call: CallID) -> GrowingSpan.Kind? {
    let record = calls[call]
    let station = plan.stations[Int(record.station)]
    switch record.state {
    case .travelling, .returning: return .time(.network)
    case .waiting:
      let isPool = station.isPool || plan.words[Int(record.station)] == "database"
      return .time(isPool ? .poolWait : .queue)
    case .working:
      guard case .server = station.role else { return .time(.service) }
      switch program[Int(record.counter)].operation {
      case .limit, .limitChain: return .time(.limit)
      default: return .time(.service)
      }
    case .processing:
      let isTaking = program[Int(record.counter)].operation == .takeLoop
      return .time(isTaking ? .queue : .service)
    case .calling: return record.child == .none ? .time(.network) : nil
    case .joining: return .fork
    case .backingOff, .awaitingRedelivery: return .time(.backoff)
    case .coalesced:
      switch program[Int(record.counter)].operation {
      case .lock: return .time(.lock)
      case .takeDisk: return .time(.queue)
      default: return .time(.sharedLoad)
      }
    case .frozen: return .time(.pause)
    case .hung, .lost: return .time(.unanswered)
    case .held, .vacant, .dead: return nil
    }
  }
}
