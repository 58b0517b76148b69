import EventEngine
import Resilience

/// Adaptive throttles in front of calls: one for each instance that calls.
///
/// A call that is turned away fails as limited at its own caller, and takes no time.
extension Simulation {
  /// Asks the throttle of the caller's site, and counts the call there.
  mutating func throttleAdmits(_ caller: CallID, at site: Int) -> Bool {
    let word = random.block(
      component: stationPlans[sites[site].caller].id, purpose: sites[site].throttlePurpose,
      index: calls[caller].draws.index,
      attempt: repetition(of: caller) | UInt64(calls[caller].attempt)
    ).first
    return throttles[throttle(of: caller, at: site)].admit(at: now, word: word)
  }

  /// Tells the throttle of an answer that shows that the callee took the call on. Without an answer
  /// nobody knows, and 429 and 503 say that it did not.
  mutating func throttleLearns(_ caller: CallID, at site: Int, _ outcome: Outcome) {
    switch outcome.status {
    case 0, 429, 503: break
    default: throttles[throttle(of: caller, at: site)].recordAccept(at: now)
    }
  }

  private mutating func throttle(of caller: CallID, at site: Int) -> Int {
    let instance = calls[caller].instance
    return sites[site].throttle + (instance == Call.anyInstance ? 0 : Int(instance))
  }
}
