import EventEngine
import TimeBase

/// What finds a line full.
extension Simulation {
  /// How often a SYN is sent again; Linux's `tcp_syn_retries`.
  private static var synRetries: UInt16 { 6 }

  /// The call is rejected, or its SYN is dropped and comes again: after 1 s, 2 s more, 4 s more, ….
  ///
  /// A call at a service keeps in `deliveries` how often its SYN has come.
  mutating func overflows(_ call: CallID, at instance: Int) {
    let number = Int(calls[call].station)
    guard stationPlans[number].dropsOverflow else {
      let cause = stationPlans[number].overflowCause
      turnAway(call, .failure(cause, at: calls[call].station, status: 503))
      return
    }
    let sent = calls[call].deliveries
    guard sent < Self.synRetries else {
      turnAway(call, .failure(.timeout, at: calls[call].station))
      return
    }
    if plan.hasDoors {
      leaves(call, at: instance, .failure(.rejected, at: calls[call].station))
    }
    recorder.turnAway(calls[call], at: number, instance, now)
    calls[call].deliveries = sent &+ 1
    calls[call].state = .travelling
    // The instance stays; which of its processes accepts is open again.
    calls[call].instance /= UInt16(truncatingIfNeeded: stationPlans[number].processes)
    schedule(.delivery, call, after: .seconds(1 << Int64(sent)), phase: .arrival)
  }
}
