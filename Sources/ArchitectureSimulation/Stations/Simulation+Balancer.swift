import ArchitectureModel
import EventEngine
import Resilience
import TimeBase

/// What a balancer keeps: its algorithm with the state of every target, and who tried whom.
struct BalancerState: ~Copyable {
  var targets: TargetBalancer

  /// How each target is reached.
  let routes: Table<BalancerPlan.Target>

  /// Targets that calls in progress have tried in vain, for those that tried more than one.
  var tried = Slab<TriedTargets>(capacity: 16)

  init(_ plan: BalancerPlan) {
    routes = Table(plan.targets)
    targets = TargetBalancer(
      TargetBalancer.Policy(
        algorithm: plan.algorithm, passiveHealth: plan.passiveHealth ?? .none),
      weights: plan.weights.isEmpty
        ? Array(repeating: 1, count: plan.targets.count) : plan.weights)
  }
}

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
    guard
      let picked = balancers[number].targets.pick(excluding: tried, at: now, using: &draws)
    else {
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
    place(call, instance: target.instance)
  }

  /// The chosen target has answered, or not.
  mutating func targetHasAnswered(_ call: CallID, _ number: Int) {
    let outcome = calls[call].outcome
    let picked = Int(calls[call].counter)
    if outcome.isSuccess {
      balancers[number].targets.release(picked, .success, at: now)
      forgetTries(of: call, number)
      leave(call, outcome)
      return
    }
    let next = plan.balancers[number].nextUpstream
    let judgement = outcome.judgement(by: next?.on)
    let wasSuspended =
      judgement == .failure && balancers[number].targets.isSuspended(picked, at: now)
    balancers[number].targets.release(picked, judgement, at: now)
    if judgement == .failure, !wasSuspended,
      balancers[number].targets.isSuspended(picked, at: now)
    {
      noteSuspension(of: picked, by: Int(calls[call].station), number)
    }
    if let next, Int(calls[call].deliveries) < next.tries, outcome.isCovered(by: next.on) {
      remember(picked, of: call, number)
      tryTarget(call, number)
      return
    }
    forgetTries(of: call, number)
    leave(call, outcome.asProxyAnswer)
  }

  /// A call that is broken off gives its target back.
  mutating func leaveTarget(_ call: CallID, _ number: Int) {
    balancers[number].targets.release(Int(calls[call].counter), .ignored, at: now)
    forgetTries(of: call, number)
  }

  private mutating func noteSuspension(of picked: Int, by station: Int, _ number: Int) {
    let target = balancers[number].routes[picked]
    let name = plan.names[sites[target.site].target]
    let isOneOfMany = stationPlans[sites[target.site].target].machineCount > 1
    note(
      "target \(isOneOfMany ? "\(name)[\(target.instance)]" : name) suspended", at: station)
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
