import EventEngine
import Resilience
import RunStatistics
import TimeBase

/// Prequal: balancers that ask their targets how loaded they are, ahead of need.
///
/// A question is a message of its own, on the same network as calls. Whoever listens answers at once,
/// because that takes next to nothing and goes before other work; who has crashed, hangs or stands
/// still does not answer. One that the network loses is not sent again: the next call asks anew.
extension Simulation {
  // MARK: The balancer

  /// Sends the questions that a call pays for.
  mutating func askForLoad(_ call: CallID, _ number: Int) {
    guard balancers[number].asksForLoad else { return }
    let address = calls[call].draws.child(calls[call].deliveries)
    var draws = Draws(
      random, component: stationPlans[Int(calls[call].station)].id, purpose: Purpose.loadProbe,
      index: address.index)
    var ordinal: UInt16 = 0
    while let target = balancers[number].targets.nextProbe(at: now, using: &draws) {
      balancers[number].loadProbes.sent &+= 1
      send(
        LoadDesk.Message(
          balancer: UInt32(truncatingIfNeeded: number),
          target: UInt16(truncatingIfNeeded: target), ordinal: ordinal, draws: address))
      ordinal &+= 1
    }
  }

  mutating func siteAsked(by message: LoadDesk.Message) -> Int {
    balancers[Int(message.balancer)].routes[Int(message.target)].site
  }

  private mutating func send(_ message: LoadDesk.Message) {
    let site = siteAsked(by: message)
    guard var latency = travel(of: message, at: site, .there) else { return }
    if plan.changesLinks {
      guard links[site].lossesThere == 0, links[site].refusalsThere == 0 else { return }
      latency += links[site].delay
    }
    let address = loadDesk.messages.insert(message)
    guard latency > .zero else {
      isAskedForLoad(address)
      return
    }
    timeline.schedule(Event(.loadProbe, subject: address), at: now + latency, phase: .probe)
  }

  /// How long a question or its answer is under way; `nil` if it is lost.
  private mutating func travel(
    of message: LoadDesk.Message, at site: Int, _ way: Way
  ) -> TimeSpan? {
    let wire = sites[site].wire
    guard wire >= 0 else { return sites[site].latency }
    let purposes = way == .there ? plan.wires[wire].calls : plan.wires[wire].answers
    let index = message.draws.child(message.ordinal).index
    let component = stationPlans[sites[site].caller].id
    let hop = hop(of: message, at: site, way)
    if let hop, wires.zones.cuts[hop].losses > 0 || wires.zones.cuts[hop].refusals > 0 {
      return nil
    }
    let loss = loss(at: site, over: hop)
    if loss != .never {
      let word = random.word(component: component, purpose: purposes.loss, index: index)
      if loss.includes(word) { return nil }
    }
    if let hop, let time = zoneLatency(hop, at: site, purposes.latency, index) { return time }
    guard plan.wires[wire].latency >= 0 else { return sites[site].latency }
    var draws = Draws(random, component: component, purpose: purposes.latency, index: index)
    return samplers[plan.wires[wire].latency].sample(&draws)
  }

  /// The answer to a question.
  mutating func hearsOfLoad(_ address: UInt32) {
    let message = loadDesk.messages[address]
    loadDesk.messages.remove(address)
    let (number, target) = (Int(message.balancer), Int(message.target))
    var draws = Draws(
      random, component: stationPlans[station(ofBalancer: number)].id,
      purpose: Purpose.probeReuse, index: message.draws.child(message.ordinal).index)
    balancers[number].loadProbes.answered &+= 1
    balancers[number].targets.recordProbe(
      of: target, requests: Int(message.requests), latency: message.latency, at: now,
      using: &draws)
  }

  // MARK: The target

  /// What is told by who has requests and has answered none yet: longer than any other, as for a peak
  /// EWMA without a history.
  private static var unknownLatency: TimeSpan { .seconds(1 << 30) }

  /// A target is asked how loaded it is.
  mutating func isAskedForLoad(_ address: UInt32) {
    let message = loadDesk.messages[address]
    let site = siteAsked(by: message)
    let instance = balancers[Int(message.balancer)].routes[Int(message.target)].instance
    let station = sites[site].target
    // Where nobody chooses among instances it comes to the one that calls come to next.
    let machine = instance == Call.anyInstance ? stations[station].nextInstance : Int(instance)
    let range = stationPlans[station].processes(of: machine)
    guard answers(station, range),
      !plan.changesLinks || links[site].lossesBack == 0 && links[site].refusalsBack == 0
    else {
      loadDesk.messages.remove(address)
      return
    }
    let requests = inside(range)
    loadDesk.messages[address].requests = Int32(clamping: requests)
    loadDesk.messages[address].latency =
      loadDesk.memories[range.lowerBound].latency(meeting: Int(requests))
      ?? (requests > 0 ? Self.unknownLatency : .zero)
    guard let latency = travel(of: message, at: site, .back) else {
      loadDesk.messages.remove(address)
      return
    }
    guard latency > .zero else {
      hearsOfLoad(address)
      return
    }
    timeline.schedule(
      Event(.loadAnswer, subject: address), at: now + latency, phase: .completion)
  }

  /// Whether any of these processes is there to answer.
  private mutating func answers(_ station: Int, _ range: Range<Int>) -> Bool {
    guard stations[station].refusals == 0, stations[station].hangs == 0 else { return false }
    for process in range where instances[process].crashes == 0 && instances[process].freezes == 0 {
      return true
    }
    return false
  }

  private mutating func inside(_ range: Range<Int>) -> Int64 {
    var sum: Int64 = 0
    for process in range { sum += recorder.instances[process].inSystem.level }
    return sum
  }

  /// The processes of a call's instance, whose load is known together.
  private mutating func peers(of call: CallID, at number: Int) -> Range<Int> {
    let machine = Int(calls[call].instance) / stationPlans[number].processes
    return stationPlans[number].processes(of: machine)
  }

  /// A call has come in: what else is inside is what it meets.
  mutating func meetsLoad(_ call: CallID, at number: Int) {
    loadDesk.met[call] = Int32(clamping: inside(peers(of: call, at: number)) - 1)
  }

  /// A call leaves; only how long good answers take is of use.
  mutating func leavesLoad(_ call: CallID, at number: Int, _ outcome: Outcome) {
    let met = loadDesk.met.take(call)
    guard met >= 0, outcome.isSuccess else { return }
    loadDesk.memories[peers(of: call, at: number).lowerBound].record(
      elapsed(since: calls[call].arrived), afterMeeting: Int(met))
  }
}
