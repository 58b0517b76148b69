import ArchitectureModel
import EventEngine
import TimeBase

/// What an open client or a closed one keeps between its requests.
struct ClientState: ~Copyable {
  /// Requests that an open client has sent.
  var sent: UInt64 = 0

  /// Of a closed client: requests that each user has sent.
  var sentByUser: [UInt32]

  init(_ plan: ClientPlan) {
    sentByUser = [UInt32](repeating: 0, count: plan.users)
  }
}

/// Clients: where requests begin and end.
extension Simulation {
  mutating func scheduleFirst(from station: Int) {
    let client = clientPlans[station]
    switch client.load {
    case .closed:
      for user in 0..<client.users { scheduleThought(of: user, from: station) }
    case .constant, .poisson, .renewal:
      scheduleNext(from: station)
    }
  }

  /// An open client sends a request, whatever became of the ones before.
  mutating func sendNext(from station: Int) {
    let number = station
    let serial = clients[number].sent
    clients[number].sent = serial + 1
    scheduleNext(from: station)
    send(serial, from: station)
  }

  /// A user of a closed client has thought and sends a request.
  mutating func sendNext(of user: Int, from station: Int) {
    let number = station
    let turn = clients[number].sentByUser[user]
    clients[number].sentByUser[user] = turn + 1
    send(UInt64(turn) * UInt64(clientPlans[number].users) + UInt64(user), from: station)
  }

  private mutating func scheduleNext(from station: Int) {
    let number = station
    let serial = clients[number].sent
    if let limit = clientPlans[number].limit, serial >= limit { return }
    let time: Instant
    switch clientPlans[number].load {
    case .constant(let rate, let first):
      time = .zero + first + rate.offset(ofOccurrence: serial)
    case .poisson(let mean):
      let word = random.word(
        component: stationPlans[station].id, purpose: purposes.interarrival, index: serial)
      time = now + DurationFormula(exponentialWithMean: mean).duration(for: word)
    case .renewal(let sampler):
      var draws = interarrivalDraws(serial, of: station)
      time = now + samplers[sampler].sample(&draws)
    case .closed:
      return
    }
    timeline.schedule(
      Event(.arrival, place: UInt16(truncatingIfNeeded: station)), at: time, phase: .arrival)
  }

  private mutating func interarrivalDraws(_ serial: UInt64, of station: Int) -> Draws {
    Draws(
      random, component: stationPlans[station].id, purpose: purposes.interarrival, index: serial)
  }

  private mutating func scheduleThought(of user: Int, from station: Int) {
    let number = station
    guard case .closed(let sampler) = clientPlans[number].load else { return }
    let turn = UInt64(clients[number].sentByUser[user])
    var draws = Draws(
      random, component: stationPlans[station].id, purpose: Purpose.think,
      index: turn * UInt64(clientPlans[number].users) + UInt64(user))
    timeline.schedule(
      Event(.think, place: UInt16(truncatingIfNeeded: station), subject: UInt32(user)),
      at: now + samplers[sampler].sample(&draws), phase: .arrival)
  }

  private mutating func send(_ serial: UInt64, from station: Int) {
    let address = DrawAddress(request: serial, salt: clientPlans[station].salt)
    var choice = 0
    if clientPlans[station].requestCount > 1 {
      let word = random.word(
        component: stationPlans[station].id, purpose: purposes.request, index: address.index)
      choice = mixes[clientPlans[station].mix].option(for: word)
    }
    let origin = clientPlans[station].firstOrigin &+ choice
    recorder.requestBegins(origin, stationPlans[station].firstInstance, now)
    let call = CallID(
      index: calls.insert(
        Call(
          parent: .none, draws: address, arrived: now, since: now,
          origin: UInt16(truncatingIfNeeded: origin),
          station: UInt16(truncatingIfNeeded: station), instance: 0,
          request: origins[origin].request, state: .calling)))
    calls[call].site = UInt16(truncatingIfNeeded: clientPlans[station].site)
    place(call)
  }

  /// A request has its final outcome.
  mutating func requestHasEnded(_ call: CallID) {
    let station = Int(calls[call].station)
    recorder.requestEnds(calls[call], at: station, stationPlans[station].firstInstance, now)
    let number = station
    let serial = (calls[call].draws.index ^ clientPlans[number].salt) & DrawAddress.requestMask
    release(call)
    if case .closed = clientPlans[number].load {
      scheduleThought(of: Int(serial % UInt64(clientPlans[number].users)), from: station)
    }
  }
}
