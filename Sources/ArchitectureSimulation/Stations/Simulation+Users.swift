import EventEngine
import TimeBase

/// Users and visitors, who wait for the outcome of one request before they send the next.
extension Simulation {
  mutating func scheduleUsers(of client: ClientPlan, from station: Int) {
    for user in 0..<client.users {
      let joined =
        client.firstJoin + (client.spawn?.offset(ofOccurrence: UInt64(user)) ?? .zero)
      scheduleThought(of: user, until: .zero, client.think, after: joined, from: station)
    }
  }

  /// A user of a closed client sends a request, unless all together have sent enough.
  mutating func sendAsUser(_ user: Int, from station: Int) {
    let number = station
    if let limit = clientPlans[number].limit, clients[number].sent >= limit { return }
    clients[number].sent &+= 1
    let turn = clients[number].users[user].sent
    let serial = UInt64(turn) * UInt64(clientPlans[number].users) + UInt64(user)
    var progress = clients[number].users[user].progress
    let choice = advance(&progress, serial, from: station)
    clients[number].users[user] = UserState(sent: turn &+ 1, progress: progress)
    send(serial, choice ?? -1, from: station)
  }

  /// A user has the outcome of a request and thinks.
  ///
  /// - Parameter sent: When it sent that request.
  mutating func scheduleThought(of user: Int, after sent: Instant, from station: Int) {
    let client = clientPlans[station]
    let progress = clients[station].users[user].progress
    scheduleThought(
      of: user, until: sent + client.pace, pause(of: client, progress), after: now - .zero,
      from: station)
  }

  private mutating func scheduleThought(
    of user: Int, until earliest: Instant, _ sampler: Int, after start: TimeSpan,
    from station: Int
  ) {
    let number = station
    let turn = UInt64(clients[number].users[user].sent)
    let think = thinkTime(
      turn * UInt64(clientPlans[number].users) + UInt64(user), sampler, from: station)
    let time = max(earliest, .zero + start + think)
    guard time < clientPlans[number].lastStart else { return }
    timeline.schedule(
      Event(.think, place: UInt16(truncatingIfNeeded: station), subject: UInt32(user)),
      at: time, phase: .arrival)
  }

  /// - Parameter serial: Of the request that follows.
  private mutating func thinkTime(
    _ serial: UInt64, _ sampler: Int, from station: Int
  ) -> TimeSpan {
    var draws = Draws(
      random, component: stationPlans[station].id, purpose: Purpose.think, index: serial)
    return samplers[sampler].sample(&draws)
  }

  // MARK: Sessions

  /// Requests of a session at most, as a power of two: what is left of a serial number tells sessions
  /// apart.
  static var sessionShift: UInt64 { 20 }

  mutating func beginSession(_ session: UInt64, from station: Int) {
    let number = station
    var draws = Draws(
      random, component: stationPlans[station].id, purpose: Purpose.session, index: session)
    let length = plan.counts[clientPlans[number].sessionLength].sample(&draws)
    let slot = clients[number].sessions.insert(
      SessionState(number: session, length: UInt32(truncatingIfNeeded: length)))
    sendInSession(slot, from: station)
  }

  mutating func sendInSession(_ slot: UInt32, from station: Int) {
    let number = station
    var session = clients[number].sessions[slot]
    let serial = session.number << Self.sessionShift | UInt64(session.sent)
    let choice = advance(&session.progress, serial, from: station)
    session.sent &+= 1
    clients[number].sessions[slot] = session
    send(serial, choice ?? -1, inSession: slot, from: station)
  }

  /// A request of a session has its outcome: the visitor thinks, or leaves.
  mutating func continueSession(_ slot: UInt32, from station: Int) {
    let number = station
    let session = clients[number].sessions[slot]
    guard session.sent < session.length else {
      clients[number].sessions.remove(slot)
      return
    }
    let think = thinkTime(
      session.number << Self.sessionShift | UInt64(session.sent),
      pause(of: clientPlans[station], session.progress), from: station)
    timeline.schedule(
      Event(.think, place: UInt16(truncatingIfNeeded: station), subject: slot), at: now + think,
      phase: .arrival)
  }

  // MARK: Tasks

  /// The next request of a user: its position in the mix, or `nil` if it is chosen by itself.
  private mutating func advance(
    _ progress: inout TaskProgress, _ serial: UInt64, from station: Int
  ) -> Int? {
    let client = clientPlans[station]
    guard client.hasTasks else { return nil }
    if progress.step == 0 {
      var draws = Draws(
        random, component: stationPlans[station].id, purpose: Purpose.task, index: serial)
      progress.task = UInt16(truncatingIfNeeded: mixes[client.taskMix].choose(&draws))
    }
    let task = plan.tasks[client.firstTask + Int(progress.task)]
    let choice = plan.taskRequests[task.first + Int(progress.step)]
    progress.step = Int(progress.step) + 1 == task.count ? 0 : progress.step + 1
    return choice
  }

  /// What the time is drawn from that passes before a user's next request.
  private mutating func pause(of client: ClientPlan, _ progress: TaskProgress) -> Int {
    progress.step == 0
      ? client.think : plan.tasks[client.firstTask + Int(progress.task)].between
  }
}
