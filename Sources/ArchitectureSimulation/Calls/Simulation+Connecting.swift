import EventEngine
import TimeBase

/// Opening a connection before a call can travel: a round trip, in which it may be seen that nobody is
/// there.
///
/// The call exists from the start, and is on its way; `counter` says how far the handshake is.
extension Simulation {
  /// Steps of a handshake, as `counter` of a call that travels has them.
  private enum Handshake {
    /// The first packet is on its way to the callee.
    static let asked: UInt16 = 0

    /// Its answer is on the way back.
    static let answered: UInt16 = 1

    /// There is a connection, and the call is on it.
    static let open: UInt16 = 2
  }

  /// Asks for a connection for a call that its caller waits for.
  mutating func connect(_ call: CallID, for caller: CallID, at site: Int) {
    calls[call].counter = Handshake.asked
    let lane = plan.wires[sites[site].wire].timeoutLane
    setDeadline(of: caller, lane >= 0 ? lane : sites[site].timeoutLane)
    if plan.changesLinks, links[site].lossesThere > 0 {
      calls[call].state = .lost
      return
    }
    let delay = plan.changesLinks ? links[site].delay : .zero
    hop(call, after: sites[site].latency + delay)
  }

  private mutating func setDeadline(of caller: CallID, _ lane: Int) {
    guard lane >= 0 else { return }
    calls[caller].deadline = deadlines.set(lane, for: caller, at: now, in: &timeline)
  }

  private mutating func hop(_ call: CallID, after span: TimeSpan) {
    if span > .zero {
      schedule(.handshake, call, after: span, phase: .arrival)
    } else {
      handshakeGoesOn(call)
    }
  }

  /// A packet of a handshake has arrived.
  mutating func handshakeGoesOn(_ call: CallID) {
    let caller = calls[call].parent
    guard caller != .none else {
      // Given up meanwhile: nothing was ever sent on it.
      release(call)
      return
    }
    let site = Int(calls[caller].site)
    guard calls[call].counter == Handshake.asked else {
      connectionIsOpen(call, for: caller, at: site)
      return
    }
    guard !isRefused(call) else {
      arrive(call)
      return
    }
    calls[call].counter = Handshake.answered
    if plan.changesLinks, links[site].lossesBack > 0 {
      calls[call].state = .lost
    } else {
      hop(call, after: sites[site].latency)
    }
  }

  /// The wait for the answer begins where there was a limit to the wait for the connection.
  private mutating func connectionIsOpen(_ call: CallID, for caller: CallID, at site: Int) {
    calls[call].counter = Handshake.open
    guard !plan.wires[sites[site].wire].isAll else {
      calls[call].outcome = .success()
      deliver(call)
      return
    }
    if plan.wires[sites[site].wire].timeoutLane >= 0 {
      cancelDeadline(of: caller)
      setDeadline(of: caller, sites[site].timeoutLane)
    }
    depart(call, at: site)
  }

  /// Whether nobody listens where a call goes; the call's instance is known from then on.
  private mutating func isRefused(_ call: CallID) -> Bool {
    let number = Int(calls[call].station)
    if stations[number].refusals > 0 { return true }
    if calls[call].instance == Call.anyInstance { chooseInstance(for: call, of: number) }
    let site = Int(calls[calls[call].parent].site)
    if plan.wires[sites[site].wire].isAll { return nobodyListens(call, at: number) }
    // Which of several processes accepts is decided when there is something to read.
    guard stationPlans[number].processes == 1, stationPlans[number].broker < 0 else { return false }
    return instances[instance(of: call)].crashes > 0
  }

  /// Whether none of the processes of the instance that a call goes to accepts connections.
  private mutating func nobodyListens(_ call: CallID, at number: Int) -> Bool {
    for process in stationPlans[number].processes(of: Int(calls[call].instance))
    where instances[process].crashes == 0 {
      return false
    }
    return true
  }

  /// Notes of a caller that gives up whether it had a connection.
  mutating func noteUnsent(_ caller: CallID, _ call: CallID) {
    guard call != .none, calls[call].state == .travelling || calls[call].state == .lost,
      calls[call].counter != Handshake.open
    else { return }
    edges.unsent = caller
  }
}
