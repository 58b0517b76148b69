import ArchitectureModel
import EventEngine
import Resilience
import RunStatistics
import TimeBase

/// Clients: where requests begin and end. A client stands at the same place among clients as among
/// stations.
extension Simulation {
  mutating func scheduleFirst(from station: Int) {
    switch clientPlans[station].load {
    case .closed: scheduleUsers(from: station)
    case .constant, .poisson, .renewal, .profile, .bursts, .replay: scheduleNext(from: station)
    }
  }

  /// Requests or sessions of an open client begin, whatever became of the ones before.
  mutating func sendNext(from station: Int) {
    let first = clients[station].sent
    let count = clientPlans[station].batch < 0 ? 1 : batchSize(from: station)
    clients[station].sent = first &+ count
    clients[station].arrivals &+= 1
    scheduleNext(from: station)
    for serial in first..<first &+ count {
      if clientPlans[station].hasSessions {
        beginSession(serial, from: station)
      } else {
        send(serial, loggedRequest(serial, from: station), from: station)
      }
    }
  }

  /// A user has thought, or a visitor within a session.
  mutating func sendNext(of user: Int, from station: Int) {
    if clientPlans[station].hasSessions {
      sendInSession(UInt32(truncatingIfNeeded: user), from: station)
    } else {
      sendAsUser(user, from: station)
    }
  }

  /// - Parameters:
  ///   - serial: Which of the client's requests it is, for its draws.
  ///   - choice: Position in the mix; `nil` if it is to be drawn.
  ///   - session: The session that it belongs to.
  @inline(__always)
  mutating func send(
    _ serial: UInt64, _ choice: Int?, inSession session: UInt32? = nil, from station: Int
  ) {
    let address = DrawAddress(request: serial, salt: clientPlans[station].salt)
    var position = choice ?? 0
    if choice == nil, clientPlans[station].requestCount > 1 {
      let word = random.word(
        component: stationPlans[station].id, purpose: Purpose.request, index: address.index)
      position = mixes[clientPlans[station].mix].option(for: word)
    }
    let origin = clientPlans[station].firstOrigin &+ position
    recorder.requestBegins(origin, stationPlans[station].firstInstance, now)
    let call = CallID(
      index: calls.insert(
        Call(
          parent: .none, draws: address, arrived: now, since: now,
          origin: UInt16(truncatingIfNeeded: origin),
          station: UInt16(truncatingIfNeeded: station), instance: 0,
          request: origins[origin].request, state: .calling)))
    if let session { calls[call].session = session }
    if clientPlans[station].patience >= 0 { startPatience(of: call) }
    if clientPlans[station].canBeLate, !connects(call) { return }
    begin(call)
  }

  /// A request leaves its client.
  private mutating func begin(_ call: CallID) {
    let station = Int(calls[call].station)
    if clientPlans[station].fork >= 0 {
      fork(call, clientPlans[station].fork)
    } else {
      calls[call].site = UInt16(truncatingIfNeeded: clientPlans[station].site)
      place(call)
    }
  }

  /// A request has its final outcome.
  mutating func requestHasEnded(_ call: CallID) {
    let station = Int(calls[call].station)
    recorder.requestEnds(calls[call], at: station, stationPlans[station].firstInstance, now)
    let serial = (calls[call].draws.index ^ clientPlans[station].salt) & DrawAddress.requestMask
    let (sent, session) = (calls[call].since, calls[call].session)
    let hadConnection = calls[call].flags.contains(.holdsWorker)
    release(call)
    if case .closed = clientPlans[station].load {
      let user = Int(serial % UInt64(clientPlans[station].users))
      scheduleThought(of: user, after: sent, from: station)
    } else if clientPlans[station].hasSessions {
      continueSession(session, from: station)
    } else if hadConnection {
      connectNext(from: station)
    }
  }

  // MARK: Patience

  private mutating func startPatience(of call: CallID) {
    let sampler = clientPlans[Int(calls[call].station)].patience
    var draws = self.draws(for: call, Purpose.clientPatience)
    schedule(.impatience, call, after: samplers[sampler].sample(&draws), phase: .timer)
  }

  /// The client has waited enough for a request, whatever that is at.
  mutating func clientGivesUp(_ call: CallID) {
    let station = Int(calls[call].station)
    switch calls[call].state {
    case .waiting:
      recorder.instances[stationPlans[station].firstInstance].leaveQueue(
        after: now - calls[call].since, at: now)
    case .calling:
      let child = calls[call].child
      calls[call].child = .none
      cancelDeadline(of: call)
      recorder.calling[station].change(by: -1, at: now)
      breakerLearns(call, .ignored)
      if child != .none { abandonByClient(child, of: station) }
    case .joining:
      for branch in closeFork(of: call) { abandonByClient(branch, of: station) }
    default:
      break
    }
    calls[call].outcome = .failure(.impatience, at: UInt16(truncatingIfNeeded: station))
    requestHasEnded(call)
  }

  private mutating func abandonByClient(_ call: CallID, of station: Int) {
    abandon(call, cancelling: sites[clientPlans[station].site].cancelsAfterTimeout)
  }

  // MARK: Connections

  /// Gives a request of an open client one of its connections, or a place in the client's own line.
  private mutating func connects(_ call: CallID) -> Bool {
    let station = Int(calls[call].station)
    guard clients[station].connectionsInUse == clientPlans[station].connections else {
      clients[station].connectionsInUse += 1
      calls[call].flags.insert(.holdsWorker)
      return true
    }
    calls[call].state = .waiting
    // The line mentions the call until it comes to the front, whatever becomes of the call.
    calls[call].isMentioned()
    clients[station].line.append(call)
    recorder.instances[stationPlans[station].firstInstance].enqueue(at: now)
    return false
  }

  /// A connection is free: the next in line is sent now.
  private mutating func connectNext(from station: Int) {
    while let call = clients[station].line.popFirst() {
      calls[call].isForgotten()
      guard calls[call].state != .dead else {
        if calls[call].pendingEvents == 0 { vacate(call) }
        continue
      }
      recorder.instances[stationPlans[station].firstInstance].leaveQueue(
        after: now - calls[call].since, at: now)
      calls[call].since = now
      calls[call].flags.insert(.holdsWorker)
      calls[call].state = .calling
      begin(call)
      return
    }
    clients[station].connectionsInUse -= 1
  }
}

extension Call {
  /// Of a request of a session: which of those of its client that are under way, kept where other
  /// requests have the time of their sending.
  fileprivate var session: UInt32 {
    get { UInt32(truncatingIfNeeded: since.nanoseconds) }
    set { since = Instant(nanoseconds: Int64(newValue)) }
  }
}
