import RunStatistics
import TimeBase

extension ResultBuilder {
  /// What a balancer learned by asking; `nil` of whoever asks nobody.
  func balancing(_ station: Int, in part: Part) -> BalancingResult? {
    guard case .balancer(let first) = plan.stations[station].role else { return nil }
    let processes = first..<first + plan.stations[station].stateCount
    var result = BalancingResult(
      checks: checks(of: processes, in: part), loadProbes: loadProbes(of: processes, in: part))
    result.sessions = sessions(of: processes.lowerBound, in: part)
    return result == BalancingResult() ? nil : result
  }

  private func checks(of processes: Range<Int>, in part: Part) -> [BalancingResult.Check] {
    guard plan.balancers[processes.lowerBound].checks != nil else { return [] }
    let (start, end) = (part.window.start, part.window.end)
    return plan.balancers[processes.lowerBound].names.enumerated().map { target, name in
      var sum = BalancingResult.Check(
        target: name, sent: 0, failed: 0, wentDown: 0, cameUp: 0, down: .zero)
      var area: Int128 = 0
      for process in processes {
        let later = part.after.extras.checks[process][target]
        let earlier =
          part.before?.extras.checks[process][target]
          ?? CheckBooks(down: TimeWeightedLevel())
        sum.sent += later.sent - earlier.sent
        sum.failed += later.failed - earlier.failed
        sum.wentDown += later.wentDown - earlier.wentDown
        sum.cameUp += later.cameUp - earlier.cameUp
        area += later.down.area(until: end) - earlier.down.area(until: start)
      }
      sum.down = TimeSpan(roundingNanoseconds: Double(area) / Double(processes.count))
      return sum
    }
  }

  private func sessions(of owner: Int, in part: Part) -> BalancingResult.Sessions? {
    guard plan.balancers[owner].stickiness != nil else { return nil }
    let later = part.after.extras.sessions[owner]
    let earlier = part.before?.extras.sessions[owner] ?? SessionBooks()
    return BalancingResult.Sessions(
      begun: later.begun - earlier.begun, kept: later.kept - earlier.kept,
      moved: later.moved - earlier.moved)
  }

  private func loadProbes(of processes: Range<Int>, in part: Part) -> BalancingResult.LoadProbes? {
    guard plan.balancers[processes.lowerBound].asksForLoad else { return nil }
    var sum = BalancingResult.LoadProbes(sent: 0, answered: 0)
    for process in processes {
      let later = part.after.extras.loadProbes[process]
      let earlier = part.before?.extras.loadProbes[process] ?? LoadProbeBooks()
      sum.sent += later.sent - earlier.sent
      sum.answered += later.answered - earlier.answered
    }
    return sum
  }
}
