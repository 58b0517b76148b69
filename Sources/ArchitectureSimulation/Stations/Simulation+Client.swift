import ArchitectureModel
import EventEngine
import Resilience
import RunStatistics
import TimeBase

/// Clients: where requests begin and end.
extension Simulation {
  mutating func scheduleFirst(from station: Int) {
    let client = plan.client(of: station)
    switch client.load {
    case .closed: scheduleUsers(of: client, from: station)
    case .constant, .poisson, .renewal, .profile, .bursts, .replay: scheduleNext(from: station)
    }
  }

  /// Requests or sessions of an open client begin, whatever became of the ones before.
  mutating func sendNext(from station: Int) {
    let number = plan.clientNumber(of: station)
    let client = plan.client(of: station)
    let first = clients[number].sent
    let count = client.batch < 0 ? 1 : batchSize(from: station)
    clients[number].sent = first &+ count
    clients[number].arrivals &+= 1
    scheduleNext(from: station)
    for serial in first..<first &+ count {
      if client.hasSessions {
        beginSession(serial, from: station)
      } else {
        send(serial, loggedRequest(serial, of: client), from: station)
      }
    }
  }

  /// A user has thought, or a visitor within a session.
  mutating func sendNext(of user: Int, from station: Int) {
    if plan.client(of: station).hasSessions {
      sendInSession(UInt32(truncatingIfNeeded: user), from: station)
    } else {
      sendAsUser(user, from: station)
    }
  }

  /// - Parameters:
  ///   - serial: Which of the client's requests it is, for its draws.
  ///   - choice: Position in the mix.
  ///   - session: The session that it belongs to.
  mutating func send(
    _ serial: UInt64, _ choice: Int? = nil, inSession session: UInt32 = 0, from station: Int
  ) {
    let client = plan.client(of: station)
    let address = DrawAddress(request: serial, salt: client.salt)
    var position = choice ?? 0
    if choice == nil, client.requestCount > 1 {
      var draws = Draws(
        random, component: plan.stations[station].id, purpose: Purpose.request,
        index: address.index)
      position = mixes[client.mix].choose(&draws)
    }
    let origin = client.firstOrigin + position
    recorder.requestBegins(origin, at: station, plan, now)
    let call = CallID(
      index: calls.insert(
        Call(
          parent: .none, ticket: session, draws: address, arrived: now, since: now,
          origin: UInt16(truncatingIfNeeded: origin),
          station: UInt16(truncatingIfNeeded: station), instance: 0,
          request: plan.origins[origin].request, state: .calling)))
    calls[call].site = UInt16(truncatingIfNeeded: client.site)
    if client.patience >= 0 { startPatience(of: call, client.patience) }
    if let connections = client.connections, !connects(call, atMost: connections) { return }
    place(call)
  }

  /// A request has its final outcome.
  mutating func requestHasEnded(_ call: CallID) {
    let station = Int(calls[call].station)
    recorder.requestEnds(calls[call], at: station, plan, now)
    let number = plan.clientNumber(of: station)
    let serial = (calls[call].draws.index ^ plan.clients[number].salt) & DrawAddress.requestMask
    let (sent, session) = (calls[call].since, calls[call].ticket)
    let hadConnection = calls[call].flags.contains(.holdsWorker)
    release(call)
    if case .closed = plan.clients[number].load {
      let user = Int(serial % UInt64(plan.clients[number].users))
      scheduleThought(of: user, after: sent, from: station)
    } else if plan.clients[number].hasSessions {
      continueSession(session, from: station)
    } else if hadConnection {
      connectNext(number)
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
      recorder.instances[plan.stations[station].firstInstance].leaveQueue(
        after: now - calls[call].since, at: now)
    } else if calls[call].state == .calling {
      let site = plan.sites[Int(calls[call].site)]
      let child = calls[call].child
      calls[call].child = .none
      cancelDeadline(of: call)
      recorder.calling[station].change(by: -1, at: now)
      if site.breaker >= 0 { breakerLearns(call, .ignored) }
      if child != .none { abandon(child, cancelling: site.cancelsAfterTimeout) }
    }
    calls[call].outcome = .failure(.impatience, at: UInt16(truncatingIfNeeded: station))
    requestHasEnded(call)
  }

  // MARK: Connections

  /// Gives a request of an open client one of its connections, or a place in the client's own line.
  private mutating func connects(_ call: CallID, atMost limit: Int) -> Bool {
    let station = Int(calls[call].station)
    let number = plan.clientNumber(of: station)
    guard clients[number].connectionsInUse == limit else {
      clients[number].connectionsInUse += 1
      calls[call].flags.insert(.holdsWorker)
      return true
    }
    calls[call].state = .waiting
    // The line mentions the call until it comes to the front, whatever becomes of the call.
    calls[call].pendingEvents &+= 1
    clients[number].line.append(call)
    recorder.instances[plan.stations[station].firstInstance].enqueue(at: now)
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
      let instance = plan.stations[Int(calls[call].station)].firstInstance
      recorder.instances[instance].leaveQueue(after: now - calls[call].since, at: now)
      calls[call].since = now
      calls[call].flags.insert(.holdsWorker)
      place(call)
      return
    }
    clients[number].connectionsInUse -= 1
  }
}
