import EventEngine
import Resilience
import TimeBase

/// What a breaker has to be reminded of when the call that it let through is over.
struct BreakerTicket: BitwiseCopyable {
  var permission: CircuitBreaker.Permission
  var since: Instant
}

/// Circuit breakers in front of calls: one for each instance that calls.
///
/// While a call is under way its caller is in no line, so that its `ticket` says where the breaker's
/// own is kept.
extension Simulation {
  /// Asks the breaker of the caller's site, if there is one.
  mutating func breakerAdmits(_ caller: CallID, at site: Int) -> Bool {
    guard let number = breaker(of: caller, at: site) else { return true }
    let changes = breakers[number].changeCount
    let permission = breakers[number].admit(at: now)
    noteChanges(of: number, since: changes, at: site)
    guard permission != .rejected else {
      breakerBooks[sites[site].books].rejected &+= 1
      return false
    }
    breakerBooks[sites[site].books].permitted &+= 1
    if breakers[number].state == .halfOpen { breakerBooks[sites[site].books].trials &+= 1 }
    calls[caller].ticket = breakerTickets.insert(
      BreakerTicket(permission: permission, since: now))
    calls[caller].flags.insert(.permitted)
    return true
  }

  /// Tells the breaker how the call that it let through has ended.
  mutating func breakerLearns(_ caller: CallID, _ outcome: CallOutcome) {
    guard calls[caller].flags.contains(.permitted) else { return }
    calls[caller].flags.remove(.permitted)
    let site = Int(calls[caller].site)
    guard let number = breaker(of: caller, at: site) else { return }
    let ticket = breakerTickets[calls[caller].ticket]
    breakerTickets.remove(calls[caller].ticket)
    let changes = breakers[number].changeCount
    breakers[number].record(
      outcome, of: ticket.permission, lasting: now - ticket.since, at: now)
    noteChanges(of: number, since: changes, at: site)
  }

  private mutating func breaker(of caller: CallID, at site: Int) -> Int? {
    guard sites[site].breaker >= 0 else { return nil }
    let instance = calls[caller].instance
    return sites[site].breaker + (instance == Call.anyInstance ? 0 : Int(instance))
  }

  private mutating func noteChanges(of number: Int, since changes: Int, at site: Int) {
    for index in changes..<breakers[number].changeCount {
      let change = breakers[number].change(index)
      breakerBooks[sites[site].books].note(from: change.from, to: change.to)
      note(
        "breaker to \(plan.names[sites[site].target]): \(change.from) -> \(change.to)",
        at: sites[site].caller, instance: number - sites[site].breaker)
    }
  }

  /// Writes a change of state into the log.
  mutating func note(_ event: String, at station: Int, instance: Int? = nil) {
    guard log.entries.count < EventLog.limit else {
      log.dropped += 1
      return
    }
    let name = plan.names[station]
    let isOneOfMany = stationPlans[station].instanceCount > 1
    let subject = isOneOfMany ? instance.map { "\(name)[\($0)]" } ?? name : name
    log.entries.append(EventLog.Entry(time: now, subject: subject, event: event))
  }
}
