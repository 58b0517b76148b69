import ArchitectureModel
import EventEngine
import Resilience
import TimeBase

/// Opening a connection before a call can travel: a round trip, in which it may be seen that nobody is
/// there, and those of encryption.
///
/// The call exists from the start, and is on its way; `counter` says how far the handshake is.
extension Simulation {
  /// Steps of a handshake, as `counter` of a call that travels has them.
  private enum Handshake {
    /// The first packet is on its way to the callee.
    static let asked: UInt16 = 0

    /// Its answer is on the way back.
    static let accepted: UInt16 = 1

    /// Encryption is being agreed on.
    static let encrypting: UInt16 = 2

    /// There is a connection, and the call is on it.
    static let open: UInt16 = 3
  }

  /// What `counter` of a call says that is on a connection.
  static var isOpen: UInt16 { Handshake.open }

  /// Finds a connection for a call that its caller waits for, or asks for one.
  mutating func connect(_ call: CallID, for caller: CallID, at site: Int) {
    let wire = sites[site].wire
    if plan.wires[wire].firstCache >= 0, reuses(call, for: caller, at: site) { return }
    wires.books[wire].opened &+= 1
    calls[call].counter = Handshake.asked
    let lane = plan.wires[wire].timeoutLane
    setDeadline(of: caller, lane >= 0 ? lane : sites[site].timeoutLane)
    hop(call, at: site, plan.wires[wire].asks, .there)
  }

  private mutating func hop(
    _ call: CallID, at site: Int, _ purposes: WirePlan.Purposes, _ way: Way
  ) {
    guard
      let time = transit(call, at: site, purposes, repeatedAfter: Self.firstRepetition, 0, way)
    else { return }
    goOn(call, after: way == .there && plan.changesLinks ? time + links[site].delay : time)
  }

  private mutating func goOn(_ call: CallID, after span: TimeSpan) {
    if span > .zero {
      schedule(.handshake, call, after: span, phase: .arrival)
    } else {
      handshakeGoesOn(call)
    }
  }

  /// A message of a call that is on its way was lost, and is sent again.
  mutating func handshakeIsRepeated(_ call: CallID, at site: Int) {
    let wire = sites[site].wire
    switch step(of: call) {
    case Handshake.asked: hop(call, at: site, plan.wires[wire].asks, .there)
    case Handshake.accepted: hop(call, at: site, plan.wires[wire].accepts, .back)
    default: travelOverWire(call, at: site)
    }
  }

  /// How far a handshake is, without the repetitions of its message.
  private mutating func step(of call: CallID) -> UInt16 {
    calls[call].counter & ((1 << Self.countShift) - 1)
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
    switch step(of: call) {
    case Handshake.asked: isAsked(call, at: site)
    case Handshake.accepted: encrypt(call, for: caller, at: site)
    default: connectionIsOpen(call, for: caller, at: site)
    }
  }

  private mutating func isAsked(_ call: CallID, at site: Int) {
    guard !isRefused(call) else {
      arrive(call)
      return
    }
    calls[call].counter = Handshake.accepted
    hop(call, at: site, plan.wires[sites[site].wire].accepts, .back)
  }

  /// Encryption takes round trips of the usual length.
  private mutating func encrypt(_ call: CallID, for caller: CallID, at site: Int) {
    let roundTrips = plan.wires[sites[site].wire].connection?.encryption.roundTrips ?? 0
    guard roundTrips > 0 else {
      connectionIsOpen(call, for: caller, at: site)
      return
    }
    calls[call].counter = Handshake.encrypting
    goOn(call, after: roundTrip(of: call, at: site) * Int64(roundTrips))
  }

  /// The wait for the answer begins where there was a limit to the wait for the connection.
  private mutating func connectionIsOpen(_ call: CallID, for caller: CallID, at site: Int) {
    calls[call].counter = Handshake.open
    let wire = sites[site].wire
    guard !plan.wires[wire].isAll else {
      calls[call].outcome = .success()
      deliver(call)
      return
    }
    if plan.wires[wire].firstCache >= 0 { wires.served[call] = 0 }
    if plan.wires[wire].timeoutLane >= 0 {
      cancelDeadline(of: caller)
      setDeadline(of: caller, sites[site].timeoutLane)
    }
    travelOverWire(call, at: site)
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
      step(of: call) != Handshake.open
    else { return }
    wires.unsent = caller
  }

  /// Whether a call that has reached its worker is the first on an encrypted connection, with whose
  /// caller it has to be agreed on how.
  mutating func needsHandshake(_ call: CallID) -> Bool {
    let caller = calls[call].parent
    guard caller != .none, !calls[call].flags.contains(.job) else { return false }
    let wire = sites[Int(calls[caller].site)].wire
    guard wire >= 0, plan.wires[wire].handshakeWork >= 0 else { return false }
    return plan.wires[wire].firstCache < 0 || wires.served[call] == 0
  }

  // MARK: Connections that are kept

  /// Sends a call on a connection that is kept, if there is one.
  private mutating func reuses(_ call: CallID, for caller: CallID, at site: Int) -> Bool {
    let number = Int(calls[call].station)
    if calls[call].instance == Call.anyInstance { chooseInstance(for: call, of: number) }
    let cache = connectionCache(of: call, for: caller, at: site)
    guard let served = wires.caches[cache].take(at: now) else { return false }
    wires.books[sites[site].wire].reused &+= 1
    wires.served[call] = Int32(truncatingIfNeeded: served)
    calls[call].counter = Handshake.open
    setDeadline(of: caller, sites[site].timeoutLane)
    travelOverWire(call, at: site)
    return true
  }

  /// The connection of a call whose answer has come is kept; one that was given up is closed, and so
  /// are all if the callee is gone.
  mutating func keepConnection(of call: CallID, for caller: CallID) {
    let site = Int(calls[caller].site)
    guard sites[site].wire >= 0, plan.wires[sites[site].wire].firstCache >= 0 else { return }
    let outcome = calls[call].outcome
    let cache = connectionCache(of: call, for: caller, at: site)
    if outcome.status > 0 || outcome.isSuccess {
      wires.caches[cache].putBack(used: Int(wires.served[call]) + 1, at: now)
    } else {
      wires.caches[cache].removeAll()
    }
  }

  /// What dies closes its connections, and who kept them knows it.
  mutating func connectionsHaveClosed(to station: Int, _ affected: Range<Int>) {
    guard !plan.connectionCaches.isEmpty else { return }
    let first = stationPlans[station].firstInstance
    let processes = stationPlans[station].processes
    for site in plan.sites where site.target == station && site.wire >= 0 {
      let wire = plan.wires[site.wire]
      guard wire.firstCache >= 0 else { continue }
      for caller in 0..<plan.stations[site.caller].instanceCount {
        for instance in affected {
          wires.caches[
            wire.firstCache + caller * wire.machines + (instance - first) / processes
          ].removeAll()
        }
      }
    }
  }

  /// Where connections from the instance of a caller to that of its callee are kept.
  private mutating func connectionCache(
    of call: CallID, for caller: CallID, at site: Int
  ) -> Int {
    let wire = plan.wires[sites[site].wire]
    let processes = stationPlans[Int(calls[call].station)].processes
    // Before it arrives a call is for a machine, and afterwards in one of its processes.
    let machine =
      processes > 1 && calls[call].state == .returning
      ? Int(calls[call].instance) / processes : Int(calls[call].instance)
    let instance = calls[caller].instance == Call.anyInstance ? 0 : Int(calls[caller].instance)
    return wire.firstCache + instance * wire.machines + machine
  }
}
