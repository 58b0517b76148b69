import ArchitectureModel
import EventEngine
import Resilience
import TimeBase

/// Balancers: each call goes to one target, and perhaps, if that fails, to another.
///
/// A call at a balancer keeps its present target in `counter`, the number of its tries in
/// `deliveries`, and in `ticket` where the targets that it has tried are remembered.
extension Simulation {
  private static var nothingTried: UInt32 { .max }

  /// A call has reached a balancer.
  mutating func balance(_ call: CallID, _ number: Int) {
    calls[call].deliveries = 0
    calls[call].ticket = Self.nothingTried
    tryTarget(call, number)
  }

  private mutating func tryTarget(_ call: CallID, _ number: Int) {
    let station = Int(calls[call].station)
    let tries = calls[call].deliveries
    var draws = Draws(
      random, component: stationPlans[station].id, purpose: purposes.pick,
      index: calls[call].draws.child(tries).index)
    let memory = calls[call].ticket
    let tried =
      memory == Self.nothingTried ? TriedTargets() : balancers[number].tried[memory]
    let isWatchful = balancers[number].isWatchful
    if isWatchful { watchTargets(of: number, at: station) }
    let key = routingKey(of: call, number)
    guard let picked = pick(for: call, key, excluding: tried, number, &draws) else {
      forgetTries(of: call, number)
      // What the last target did says more than that there is no other.
      let outcome = calls[call].outcome
      leave(
        call,
        tries > 0
          ? outcome.asProxyAnswer
          : .failure(.noTarget, at: UInt16(truncatingIfNeeded: station), status: 502))
      return
    }
    let target = balancers[number].routes[picked]
    calls[call].counter = UInt16(truncatingIfNeeded: picked)
    calls[call].site = UInt16(truncatingIfNeeded: target.site)
    calls[call].attempt = 0
    calls[call].deliveries = tries &+ 1
    calls[call].since = now
    if isWatchful { askForLoad(call, number) }
    place(call, instance: target.instance)
  }

  /// The target of the call's session, if it belongs to one, or one by the algorithm.
  private mutating func pick(
    for call: CallID, _ key: RoutingKey, excluding tried: TriedTargets, _ number: Int,
    _ draws: inout Draws
  ) -> Int? {
    guard let bond = balancers[number].bond, let session = session(of: call, by: bond) else {
      return pick(for: key, excluding: tried, number, &draws)
    }
    let owner = balancers[number].sessionOwner
    let cookie = balancers[owner].sessions?.cookie(of: session, at: now)
    if let cookie,
      let target = balancers[number].targets.pickHolder(of: cookie, excluding: tried, at: now)
    {
      balancers[owner].sessionBooks.kept &+= 1
      return target
    }
    guard let target = pick(for: key, excluding: tried, number, &draws) else { return nil }
    let next = balancers[number].targets.cookie(for: target)
    balancers[owner].sessions?.keep(next, of: session, at: now)
    if cookie == nil {
      balancers[owner].sessionBooks.begun &+= 1
    } else {
      balancers[owner].sessionBooks.moved &+= 1
    }
    return target
  }

  private mutating func pick(
    for key: RoutingKey, excluding tried: TriedTargets, _ number: Int, _ draws: inout Draws
  ) -> Int? {
    guard balancers[number].router == nil else {
      return balancers[number].pickByZone(for: key, excluding: tried, at: now, using: &draws)
    }
    return balancers[number].targets.pick(for: key, excluding: tried, at: now, using: &draws)
  }

  private mutating func routingKey(of call: CallID, _ number: Int) -> RoutingKey {
    switch balancers[number].routing {
    case nil: .none
    // Not of IPv4: that of all addresses nearby one another would be the same to nginx.
    case .address: RoutingKey(ipv6: 0, address(of: call))
    case .key: RoutingKey(number: key(of: call))
    case .tenant: RoutingKey(number: tenant(of: call))
    }
  }

  /// The chosen target has answered, or not.
  mutating func targetHasAnswered(_ call: CallID, _ number: Int) {
    let outcome = calls[call].outcome
    let picked = Int(calls[call].counter)
    let latency = elapsed(since: calls[call].since)
    if balancers[number].isWatchful { detectorLearns(outcome, of: picked, call, number) }
    if outcome.isSuccess {
      let change = balancers[number].targets.release(picked, .success, lasting: latency, at: now)
      if change == .cameUp { targetIsBack(picked, "recovered", by: call, number) }
      forgetTries(of: call, number)
      leave(call, outcome)
      return
    }
    let next = plan.balancers[number].nextUpstream
    let judgement = outcome.judgement(by: next?.on)
    let wasSuspended =
      judgement == .failure && balancers[number].targets.isSuspended(picked, at: now)
    let change = balancers[number].targets.release(
      picked, judgement, lasting: latency, at: now)
    if judgement == .failure, !wasSuspended,
      balancers[number].targets.isSuspended(picked, at: now)
    {
      note(picked, "suspended", at: Int(calls[call].station), number)
    }
    if change == .cameUp { targetIsBack(picked, "recovered", by: call, number) }
    if let next, triesNext(call, outcome, by: next) {
      remember(picked, of: call, number)
      tryTarget(call, number)
      return
    }
    forgetTries(of: call, number)
    leave(call, outcome.asProxyAnswer)
  }

  /// Whether a call that has failed at one target is sent to another.
  private mutating func triesNext(
    _ call: CallID, _ outcome: Outcome, by rules: Balancer.NextUpstream
  ) -> Bool {
    guard Int(calls[call].deliveries) < rules.tries, outcome.isCovered(by: rules.on) else {
      return false
    }
    if let within = rules.within, elapsed(since: calls[call].arrived) >= within { return false }
    // What was refused was never sent.
    let wasSent =
      outcome.status > 0
      || outcome.cause != FailureCause.refused.rawValue && wires.unsent != call
    return !wasSent || rules.repeatsAnything || plan.isIdempotent[Int(calls[call].request)]
  }

  /// A call that is broken off gives its target back.
  mutating func leaveTarget(_ call: CallID, _ number: Int) {
    balancers[number].targets.release(Int(calls[call].counter), .ignored, at: now)
    forgetTries(of: call, number)
  }

  private mutating func remember(_ target: Int, of call: CallID, _ number: Int) {
    if calls[call].ticket == Self.nothingTried {
      calls[call].ticket = balancers[number].tried.insert(TriedTargets())
    }
    balancers[number].tried[calls[call].ticket].insert(target)
  }

  private mutating func forgetTries(of call: CallID, _ number: Int) {
    guard calls[call].ticket != Self.nothingTried else { return }
    balancers[number].tried.remove(calls[call].ticket)
    calls[call].ticket = Self.nothingTried
  }
}
