import EventEngine
import Resilience
import TimeBase

/// What probes have found a service to be.
struct HealthState {
  private(set) var status = HealthStatus.healthy
  private(set) var probes: UInt64 = 0

  /// Every change, in order.
  private(set) var changes: [Change] = []

  struct Change: Sendable {
    var time: Instant
    var status: HealthStatus
  }

  /// Whether that is news.
  mutating func note(_ found: HealthStatus, at now: Instant) -> Bool {
    probes += 1
    guard found != status else { return false }
    status = found
    changes.append(Change(time: now, status: found))
    return true
  }
}

/// Health endpoints: a probe is a request like any other, and what it finds is the state of the moment
/// at which it is answered.
extension Simulation {
  /// Judges the service of a health step.
  ///
  /// - Returns: The status to answer with.
  mutating func foundHealth(_ number: Int) -> UInt16 {
    let health = plan.health[number]
    var worst = HealthStatus.healthy
    // All rules are looked at, because those over a window look at counters.
    for rule in health.rules where holds(rule.condition) { worst = max(worst, rule.status) }
    if healthStates[health.station].note(worst, at: now) {
      note("health: \(worst)", at: health.station)
    }
    switch worst {
    case .healthy: return 200
    case .degraded: return health.degradedStatus
    case .unhealthy: return health.unhealthyStatus
    }
  }

  private mutating func holds(_ condition: HealthPlan.Condition) -> Bool {
    switch condition {
    case .down(let station): return !availability[station].isAvailable
    case .queue(let station, let limit):
      return Double(recorder.queued(at: plan.stations[station])) > limit
    case .errors(let station, let limit, let window):
      var (ended, failed): (UInt64, UInt64) = (0, 0)
      for instance in plan.stations[station].instances {
        let books = recorder.instances[instance]
        ended += books.completions + books.turnedAway
        failed += books.failures + books.turnedAway
      }
      let share = failureShares[window].look(ended: ended, failed: failed, at: now)
      return share.map { $0 > limit } ?? false
    case .breakerOpen(let all):
      return all.contains { $0.contains { breakers[$0].state != .closed } }
    case .always: return true
    }
  }
}
