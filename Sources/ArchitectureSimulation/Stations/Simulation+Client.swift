import ArchitectureModel
import EventEngine
import Resilience
import RunStatistics
import TimeBase

/// Clients: where requests begin and end.
extension Simulation {
  mutating func scheduleFirst(from station: Int) {
    let client = clientPlans[station]
    switch client.load {
    case .closed: scheduleUsers(of: client, from: station)
    case .constant, .poisson, .renewal, .profile, .bursts, .replay: scheduleNext(from: station)
    }
  }

  /// Requests or sessions of an open client begin, whatever became of the ones before.
  mutating func sendNext(from station: Int) {
    clients[station].arrivals &+= 1
    let first = clients[station].sent
    let count = clientPlans[station].batch < 0 ? 1 : batchSize(from: station)
    clients[station].sent = first &+ count
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
  ///   - choice: Position in the mix; negative if it is drawn.
  ///   - session: The session that it belongs to.
  mutating func send(
    _ serial: UInt64, _ choice: Int = -1, inSession session: UInt32? = nil, from station: Int
  ) {
    let address = DrawAddress(request: serial, salt: clientPlans[station].salt)
    var position = max(0, choice)
    if choice < 0, clientPlans[station].requestCount > 1 {
      let word = random.word(
        component: stationPlans[station].id, purpose: purposes.request, index: address.index)
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
    if let session { sessionSeats[call] = session }
    if clientPlans[station].patience >= 0 {
      startPatience(of: call, clientPlans[station].patience)
    }
    if clientPlans[station].connections > 0, !connects(call) { return }
    dispatch(call, from: station)
  }

  /// Sends a request that has a connection, or needs none.
  private mutating func dispatch(_ call: CallID, from station: Int) {
    if clientPlans[station].fetch >= 0 {
      beginFetch(call)
    } else if clientPlans[station].fork >= 0 {
      fork(call, clientPlans[station].fork)
    } else {
      calls[call].site = UInt16(truncatingIfNeeded: clientPlans[station].site)
      place(call)
    }
  }

  /// A request has its final outcome.
  mutating func requestHasEnded(_ call: CallID) {
    let station = Int(calls[call].station)
    recorder.requestEnds(
      Int(calls[call].origin), calls[call].outcome, attempts: calls[call].attempt,
      since: calls[call].arrived, sent: calls[call].since, at: station,
      stationPlans[station].firstInstance, now)
    if failures.limit > 0, !calls[call].outcome.isSuccess { logFailure(of: call) }
    let serial = (calls[call].draws.index ^ clientPlans[station].salt) & DrawAddress.requestMask
    let sent = calls[call].since
    let session = clientPlans[station].hasSessions ? sessionSeats[call] : 0
    let hadConnection = calls[call].flags.contains(.holdsWorker)
    release(call)
    if clientPlans[station].users > 0 {
      let user = Int(serial % UInt64(clientPlans[station].users))
      scheduleThought(of: user, after: sent, from: station)
    } else if clientPlans[station].hasSessions {
      continueSession(session, from: station)
    } else if hadConnection {
      connectNext(station)
    }
  }

  // MARK: Patience

  private mutating func startPatience(of call: CallID, _ sampler: Int) {
    var draws = self.draws(for: call, Purpose.clientPatience)
    schedule(.impatience, call, after: samplers[sampler].sample(&draws), phase: .timer)
  }

  /// The client has waited enough for a request, whatever that is at.
  mutating func clientGivesUp(_ call: CallID) {
    let station = Int(calls[call].station)
    if calls[call].state == .waiting {
      recorder.instances[stationPlans[station].firstInstance].leaveQueue(
        after: now - calls[call].since, at: now)
    } else if calls[call].state == .calling {
      let site = Int(calls[call].site)
      let child = calls[call].child
      calls[call].child = .none
      cancelDeadline(of: call)
      recorder.calling[station].change(by: -1, at: now)
      if sites[site].breaker >= 0 { breakerLearns(call, .ignored) }
      if child != .none { abandon(child, cancelling: sites[site].cancelsAfterTimeout) }
    } else if calls[call].state == .joining {
      for branch in closeFork(of: call) { abandon(branch, cancelling: true) }
    }
    if clientPlans[station].fetch >= 0, calls[call].state != .waiting {
      calls[call].attempt &+= edges.fetches[call].attempts
    }
    calls[call].outcome = .failure(.impatience, at: UInt16(truncatingIfNeeded: station))
    requestHasEnded(call)
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
    calls[call].pendingEvents &+= 1
    clients[station].line.append(call)
    recorder.instances[stationPlans[station].firstInstance].enqueue(at: now)
    return false
  }

  /// A connection is free: the next in line is sent now.
  private mutating func connectNext(_ number: Int) {
    while let call = clients[number].line.popFirst() {
      calls[call].pendingEvents &-= 1
      guard calls[call].state != .dead else {
        if calls[call].pendingEvents == 0 { vacate(call) }
        continue
      }
      let instance = stationPlans[Int(calls[call].station)].firstInstance
      recorder.instances[instance].leaveQueue(after: now - calls[call].since, at: now)
      calls[call].since = now
      calls[call].flags.insert(.holdsWorker)
      dispatch(call, from: number)
      return
    }
    clients[number].connectionsInUse -= 1
  }
}
