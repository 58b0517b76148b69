import EventEngine
import Resilience
import TimeBase

/// What can stand in the way of a call, out or back, at a site that is not plain.
///
/// Apart from how calls go out and come back, and never copied into that, so that calls of plain sites
/// go through little code.
extension Simulation {
  /// Whether throttle, breaker and network let a call out; if not, its caller has the outcome.
  @inline(never)
  mutating func isLetOut(_ caller: CallID, at site: Int) -> Bool {
    let (station, target) = (sites[site].caller, sites[site].target)
    if sites[site].throttle >= 0, !throttleAdmits(caller, at: site) {
      calls[caller].outcome = .failure(.limited, at: UInt16(truncatingIfNeeded: station))
      return false
    }
    if sites[site].breaker >= 0, !breakerAdmits(caller, at: site) {
      calls[caller].outcome = .failure(.breakerOpen, at: UInt16(truncatingIfNeeded: station))
      return false
    }
    if plan.changesLinks, links[site].refusalsThere > 0 {
      calls[caller].outcome = .failure(.refused, at: UInt16(truncatingIfNeeded: target))
      return false
    }
    return true
  }

  /// Sends a call out that carries something, or has more before it than time.
  @inline(never)
  mutating func departsElsewhere(_ child: CallID, for caller: CallID, at site: Int) {
    if plan.tracksVersions { pack(child, for: caller) }
    guard sites[site].wire < 0 else {
      departOverWire(child, for: caller, at: site)
      return
    }
    if sites[site].timeoutLane >= 0 { startTimeout(of: caller, at: site) }
    var latency = sites[site].latency
    if plan.changesLinks {
      if links[site].lossesThere > 0 {
        calls[child].state = .lost
        return
      }
      latency += links[site].delay
    }
    depart(child, after: latency)
  }

  /// Whether nothing but time lies between an answer and its caller after all.
  @inline(never)
  mutating func isSentBack(_ call: CallID, at site: Int) -> Bool {
    guard sites[site].wire < 0 else {
      answerOverWire(call, at: site)
      return false
    }
    guard plan.changesLinks else { return true }
    let link = links[site]
    guard link.lossesBack == 0 else {
      calls[call].state = .lost
      return false
    }
    if link.refusalsBack > 0 { calls[call].outcome = .failure(.refused, at: calls[call].station) }
    return true
  }

  /// What an answer brings besides its outcome.
  @inline(never)
  mutating func unpackAnswer(_ call: CallID, for caller: CallID) {
    if plan.tracksVersions { unpack(call, for: caller) }
    if plan.marksAnswers { hear(call, by: caller) }
    if !plan.connectionCaches.isEmpty { keepConnection(of: call, for: caller) }
  }

  /// Tells breaker and throttle of a site how a call ended.
  @inline(never)
  mutating func guardsLearn(_ caller: CallID, at site: Int, _ outcome: Outcome) {
    if sites[site].breaker >= 0 { breakerLearns(caller, outcome.isSuccess ? .success : .failure) }
    if sites[site].throttle >= 0 { throttleLearns(caller, at: site, outcome) }
  }
}
