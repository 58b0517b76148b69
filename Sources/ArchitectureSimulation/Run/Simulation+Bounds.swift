import EventEngine
import TimeBase

extension Simulation {
  /// Events that a run may play. A run that needs more would take hours.
  static var eventLimit: UInt64 { 20_000_000_000 }

  /// Work at one instant after which the model is taken to be going round in circles: more than all
  /// calls that may be alive would need to end, and far more than all that have been alive at a time.
  var standstillLimit: UInt64 {
    min(
      max(1 << 16, 16 * UInt64(plan.inFlightLimit)),
      max(1 << 22, 64 * UInt64(calls.addressLimit)))
  }

  /// Ends the run because more calls are alive than the model allows, and says where they are.
  mutating func stopAtBound() {
    let (place, count) = mostCrowded()
    ending = .stopped(
      at: now,
      reason: "\(calls.count) calls were in flight at \(now), over the limit of"
        + " \(plan.inFlightLimit) (run.inFlightLimit); \(place) had grown to \(count)")
  }

  /// Whether the run has to be given up: too many events, or time that does not move.
  ///
  /// - Parameter work: The events, and every step that one of them brought about at its own instant.
  @inline(never)
  mutating func isStuck(after events: UInt64, work: UInt64) -> Bool {
    if events >= Self.eventLimit {
      ending = .stopped(
        at: now, reason: "\(events) events were played by \(now), which is the limit")
      return true
    }
    if now > trace.lastProgress.time {
      trace.lastProgress = (now, work)
    } else if work - trace.lastProgress.work > standstillLimit {
      let (place, _) = mostCrowded()
      ending = .stopped(
        at: now,
        reason: "time stands still at \(now): more than \(standstillLimit) steps were made at that"
          + " instant, with most calls at \(place)" + (plan.hasHastyUsers ? Self.haste : ""))
      return true
    }
    return false
  }

  /// The usual reason, and what helps.
  private static let haste =
    "; users who think for no time ask again at the instant at which they are refused: give them a"
    + " 'think' time, or the network a latency"

  /// The component that holds the most calls; a client only if no component holds any, because what
  /// a client waits for stands somewhere else.
  private mutating func mostCrowded() -> (name: String, count: Int64) {
    var crowded = (name: "nobody", count: Int64(-1))
    for station in plan.stations.indices where !plan.stations[station].isClient {
      let count = recorder.queued(at: plan.stations[station])
      if count > crowded.count { crowded = (plan.names[station], count) }
    }
    if crowded.count > 0 { return crowded }
    for station in plan.stations.indices {
      let count = recorder.inSystem(at: plan.stations[station])
      if count > crowded.count { crowded = (plan.names[station], count) }
    }
    return crowded
  }
}
