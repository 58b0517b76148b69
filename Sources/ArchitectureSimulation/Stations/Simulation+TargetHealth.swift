import EventEngine
import Resilience
import TimeBase

/// Which of its targets a balancer takes out of rotation, and how they come back.
extension Simulation {
  /// Sees to what has become due since the last call: the comparisons of the detector, as often as
  /// its interval has passed, and the shares of targets that are eased in.
  mutating func watchTargets(of number: Int, at station: Int) {
    while let due = balancers[number].detector?.nextSweep, due <= now {
      var draws = Draws(
        random, component: stationPlans[station].id, purpose: Purpose.ejection,
        index: balancers[number].sweeps | 1 << 63)
      balancers[number].sweeps &+= 1
      let changes = balancers[number].detector?.sweep(at: due, using: &draws) ?? []
      for change in changes { apply(change, at: station, number) }
    }
    balancers[number].easeIn(at: now)
  }

  /// Tells the detector of an answer, or that there was none.
  mutating func detectorLearns(
    _ outcome: Outcome, of target: Int, _ call: CallID, _ number: Int
  ) {
    let station = Int(calls[call].station)
    watchTargets(of: number, at: station)
    callTells(outcome, of: target, number)
    guard balancers[number].detector != nil else { return }
    var draws = Draws(
      random, component: stationPlans[station].id, purpose: Purpose.ejection,
      index: calls[call].draws.child(calls[call].deliveries).index)
    let result: OutlierDetector.Result =
      outcome.status == 0 ? .gatewayFailure : .init(status: outcome.status)
    let change = balancers[number].detector?.record(result, of: target, at: now, using: &draws)
    if let change { apply(change, at: station, number) }
  }

  private mutating func apply(
    _ change: OutlierDetector.Change, at station: Int, _ number: Int
  ) {
    switch change.kind {
    case .wentDown:
      balancers[number].setAbsent(.ejected, change.target, true)
      note(
        change.target, "ejected\(change.cause.map { " for \($0.words)" } ?? "")", at: station,
        number)
    case .cameUp:
      balancers[number].setAbsent(.ejected, change.target, false)
      note(change.target, "let back in", at: station, number)
      balancers[number].welcome(change.target, at: now)
    }
  }

  /// A target that passive health had left out has done well.
  mutating func targetIsBack(
    _ target: Int, _ event: String, by call: CallID, _ number: Int
  ) {
    note(target, event, at: Int(calls[call].station), number)
    balancers[number].welcome(target, at: now)
  }

  /// Writes down what became of a target.
  mutating func note(_ target: Int, _ event: String, at station: Int, _ number: Int) {
    note("target \(balancers[number].names[target]) \(event)", at: station)
  }
}

extension OutlierDetector.Cause {
  /// As the log has it.
  fileprivate var words: String {
    switch self {
    case .consecutiveErrors: "errors in a row"
    case .consecutiveGatewayFailures: "gateway failures in a row"
    case .successRate: "its success rate"
    case .failurePercentage: "its share of failures"
    }
  }
}
