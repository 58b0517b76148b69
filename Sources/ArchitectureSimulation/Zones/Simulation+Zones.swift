import EventEngine
import Resilience
import TimeBase

/// Calls between those who stand in zones: how long they take and what may cut them off depends on
/// where the two instances stand, so that both are known when a call leaves.
extension Simulation {
  /// Finds out between which zones a call goes that is about to leave.
  ///
  /// - Returns: Whether it may leave; if not, its caller learns it.
  mutating func findsHop(of call: CallID, for caller: CallID, at site: Int) -> Bool {
    let number = Int(calls[call].station)
    let from = zone(ofCaller: caller, at: site)
    if calls[call].instance == Call.anyInstance { chooseMachine(for: call, of: number, from: from) }
    let machine = stationPlans[number].processes(of: Int(calls[call].instance))
    let hop = plan.zones.hop(from: from, to: Int(plan.zones.ofInstances[machine.lowerBound]))
    wires.zones.hops[call] = UInt16(hop)
    let wire = sites[site].wire
    wires.books[wire].zones.calls &+= 1
    if plan.zones.crosses(hop) { wires.books[wire].zones.crossed &+= 1 }
    guard wires.zones.cuts[hop].refusals > 0 else { return true }
    calls[call].outcome = .failure(.refused, at: calls[call].station)
    // On its way back it counts as having been in the first process of its machine.
    calls[call].instance = UInt16(
      truncatingIfNeeded: machine.lowerBound - stationPlans[number].firstInstance)
    calls[call].state = .returning
    ready.append(.deliver, call)
    return false
  }

  private mutating func zone(ofCaller caller: CallID, at site: Int) -> Int {
    let station = sites[site].caller
    let instance = calls[caller].instance == Call.anyInstance ? 0 : Int(calls[caller].instance)
    return Int(plan.zones.ofInstances[stationPlans[station].firstInstance + instance])
  }

  /// Of a balancer in several zones a process in the caller's takes the call, or else any that is up.
  private mutating func chooseMachine(for call: CallID, of number: Int, from zone: Int) {
    let count = stationPlans[number].instanceCount
    guard stationPlans[number].isBalancer, stationPlans[number].processes == 1, count > 1 else {
      chooseInstance(for: call, of: number)
      return
    }
    let first = stationPlans[number].firstInstance
    var chosen = -1
    for offset in 0..<count {
      let candidate = (stations[number].nextInstance + offset) % count
      guard instances[first + candidate].crashes == 0 else { continue }
      guard Int(plan.zones.ofInstances[first + candidate]) == zone else {
        if chosen < 0 { chosen = candidate }
        continue
      }
      chosen = candidate
      break
    }
    if chosen < 0 { chosen = stations[number].nextInstance }
    stations[number].nextInstance = (chosen + 1) % count
    calls[call].instance = UInt16(truncatingIfNeeded: chosen)
  }

  /// The hop of a message of a call: its own, or the way back.
  mutating func hop(of call: CallID, _ way: Way) -> Int {
    let hop = Int(wires.zones.hops[call])
    return way == .there ? hop : plan.zones.reversed(hop)
  }

  /// Counts the bytes of a message that goes to another zone, when it is sent for the first time.
  mutating func countCrossing(_ call: CallID, at site: Int, _ way: Way) {
    guard plan.zones.crosses(Int(wires.zones.hops[call])) else { return }
    let bytes = way == .there ? bodySize(of: call) : answerSize(of: call)
    wires.books[sites[site].wire].zones.bytes &+= UInt64(clamping: bytes)
  }

  /// How long a message is on its way for where it goes; `nil` if that makes no difference.
  mutating func zoneLatency(
    _ hop: Int, at site: Int, _ purpose: UInt64, _ index: UInt64
  ) -> TimeSpan? {
    guard plan.wires[sites[site].wire].obeysZones else { return nil }
    if let latency = plan.zones.hops[hop].latency { return latency }
    guard plan.zones.hops[hop].sampler >= 0 else { return nil }
    var draws = Draws(
      random, component: stationPlans[sites[site].caller].id, purpose: purpose, index: index)
    return samplers[plan.zones.hops[hop].sampler].sample(&draws)
  }

  /// A usual message there and one back.
  mutating func roundTrip(of call: CallID, at site: Int) -> TimeSpan {
    let usual = sites[site].latency
    guard plan.wires[sites[site].wire].obeysZones else { return usual * 2 }
    return (plan.zones.hops[hop(of: call, .there)].usual ?? usual)
      + (plan.zones.hops[hop(of: call, .back)].usual ?? usual)
  }

  /// The hop of a question about load, or of its answer; `nil` if either end stands nowhere.
  mutating func hop(of message: LoadDesk.Message, at site: Int, _ way: Way) -> Int? {
    guard plan.wires[sites[site].wire].isZoned else { return nil }
    let number = Int(message.balancer)
    let (first, _) = processes(ofBalancer: number)
    let own = stationPlans[station(ofBalancer: number)].firstInstance + number - first
    let target = balancers[number].routes[Int(message.target)].instance
    let station = sites[site].target
    let machine = target == Call.anyInstance ? stations[station].nextInstance : Int(target)
    let hop = plan.zones.hop(
      from: Int(plan.zones.ofInstances[own]),
      to: Int(plan.zones.ofInstances[stationPlans[station].processes(of: machine).lowerBound]))
    return way == .there ? hop : plan.zones.reversed(hop)
  }
}
