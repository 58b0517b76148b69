import EventEngine
import Resilience
import TimeBase

/// Balancers that ask their targets how they are.
///
/// A check is a call of the balancer's own that no request waits for. At its target it is a call like
/// any other: it stands in line, takes a worker, can be late and can fail. There is one at a time for
/// each target, kept by a record without a visit: its `counter` is the target, its `ticket` the
/// generation of that.
extension Simulation {
  /// The first checks of the targets that are there at the start.
  mutating func scheduleChecks() {
    for number in plan.balancers.indices {
      guard let checks = plan.balancers[number].checks else { continue }
      let (first, workers) = processes(ofBalancer: number)
      let count = plan.balancers[number].targets.count
      let check = HealthCheck(checks.policy)
      for target in 0..<count where balancers[number].checks?.targets[target].isListed == true {
        let place = checks.isStaggered ? target * workers + number - first : 0
        scheduleCheck(
          of: target, by: number,
          at: check.firstCheck(ofTarget: place, among: count * workers, after: .zero))
      }
    }
  }

  mutating func scheduleCheck(of target: Int, by number: Int, at time: Instant) {
    balancers[number].checks?.begin(target)
    timeline.schedule(
      Event(
        .check, place: UInt16(truncatingIfNeeded: target),
        subject: UInt32(truncatingIfNeeded: number)), at: time, phase: .timer)
  }

  /// The number of a balancer's first process that has a state of its own, and how many there are.
  mutating func processes(ofBalancer number: Int) -> (first: Int, count: Int) {
    let station = self.station(ofBalancer: number)
    guard case .balancer(let first) = stationPlans[station].role else {
      preconditionFailure("\(plan.names[station]) calls the targets of a balancer")
    }
    return (first, stationPlans[station].stateCount)
  }

  mutating func station(ofBalancer number: Int) -> Int {
    sites[balancers[number].routes[0].site].caller
  }

  /// Sends a check, and looks at its answer when it ends.
  mutating func checkIsDue(of target: Int, by number: Int) {
    guard isUp(balancer: number) else {
      checkNextTime(target, by: number)
      return
    }
    guard let checks = plan.balancers[number].checks,
      let serial = balancers[number].checks?.send(target)
    else { return }
    let address = DrawAddress(
      request: UInt64(target) << 32 | UInt64(serial), salt: checks.salt)
    var call = Call(
      parent: .none, draws: address, arrived: now, since: now, origin: checks.origin,
      station: UInt16(truncatingIfNeeded: station(ofBalancer: number)),
      instance: UInt16(truncatingIfNeeded: number - processes(ofBalancer: number).first),
      request: checks.request, counter: UInt16(truncatingIfNeeded: target),
      site: checks.sites[target], state: .working, flags: [.branch, .background])
    call.ticket = balancers[number].checks?.targets[target].generation ?? 0
    place(
      CallID(index: calls.insert(call)), instance: balancers[number].routes[target].instance)
  }

  /// Whether the process is there; who has crashed sends nothing.
  private mutating func isUp(balancer number: Int) -> Bool {
    let station = station(ofBalancer: number)
    let process = number - processes(ofBalancer: number).first
    return instances[stationPlans[station].firstInstance + process].crashes == 0
  }

  private mutating func checkNextTime(_ target: Int, by number: Int) {
    let next = balancers[number].checks?.targets[target].check.nextCheck(after: now)
    scheduleCheck(of: target, by: number, at: next ?? now)
  }

  /// A check ends with the process that has sent it, which has others to send when it is back.
  mutating func checkIsBrokenOff(_ call: CallID) {
    let check = calls[call]
    release(call)
    guard case .balancer(let first) = stationPlans[Int(check.station)].role else { return }
    checkNextTime(Int(check.counter), by: first + Int(check.instance))
  }

  /// A check has been answered, or was given up.
  mutating func checkHasEnded(_ call: CallID) {
    let check = calls[call]
    guard case .balancer(let first) = stationPlans[Int(check.station)].role else { return }
    let (number, target) = (first + Int(check.instance), Int(check.counter))
    release(call)
    let change = balancers[number].checks?.record(
      check.outcome.isSuccess ? .success : .failure, of: target, check.ticket, at: now)
    if let change { checksChange(change, of: target, number) }
    let word = random.word(
      component: stationPlans[Int(check.station)].id, purpose: Purpose.checkJitter,
      index: check.draws.index)
    let next = balancers[number].checks?.targets[target].check.nextCheck(
      after: check.since, word: word)
    scheduleCheck(of: target, by: number, at: max(now, next ?? now))
  }

  /// An ordinary call tells of its target too, where checks listen to that.
  mutating func callTells(_ outcome: Outcome, of target: Int, _ number: Int) {
    let isFailure = !outcome.isSuccess && (outcome.status == 0 || outcome.status >= 500)
    let change = balancers[number].checks?.observe(
      isFailure ? .failure : .success, of: target, at: now)
    if let change { checksChange(change, of: target, number) }
  }

  private mutating func checksChange(_ change: HealthChange, of target: Int, _ number: Int) {
    let station = self.station(ofBalancer: number)
    balancers[number].setAbsent(.failing, target, change == .wentDown)
    switch change {
    case .wentDown: note(target, "fails its checks", at: station, number)
    case .cameUp:
      note(target, "passes its checks", at: station, number)
      balancers[number].welcome(target, at: now)
    }
  }

  mutating func checkBooks(of number: Int) -> [CheckBooks] {
    balancers[number].checks?.targets.map(\.books) ?? []
  }

  /// What is due because balancers ask their targets something.
  mutating func handleBalancing(_ next: Timeline<Event>.Scheduled) {
    let subject = next.event.subject
    switch next.event.kind {
    case .check:
      let (number, target) = (Int(subject), Int(next.event.place))
      trace.record(
        next, station: station(ofBalancer: number),
        instance: UInt16(truncatingIfNeeded: number - processes(ofBalancer: number).first),
        request: UInt64(target))
      checkIsDue(of: target, by: number)
    case .loadProbe:
      let message = loadDesk.messages[subject]
      trace.record(
        next, station: sites[siteAsked(by: message)].target, request: message.draws.index)
      isAskedForLoad(subject)
    default:
      let message = loadDesk.messages[subject]
      trace.record(
        next, station: sites[siteAsked(by: message)].caller, request: message.draws.index)
      hearsOfLoad(subject)
    }
  }
}
