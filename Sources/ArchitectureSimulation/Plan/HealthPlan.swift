import ArchitectureModel
import Resilience
import TimeBase

/// A health step of a handler, made ready.
struct HealthPlan: Sendable {
  enum Condition: Sendable {
    case down(Int)

    /// How many may wait at a station.
    case queue(Int, above: Double)

    /// The number of a window among those of the run.
    case errors(Int, above: Double, window: Int)

    /// Breakers, by number.
    case breakerOpen([Range<Int>])
    case always
  }

  /// The service whose health it is.
  var station: Int
  var rules: [(condition: Condition, status: HealthStatus)]
  var degradedStatus: UInt16
  var unhealthyStatus: UInt16
}

extension PlanBuilder {
  /// Health steps are made ready when every component is: they look at others.
  func planHealth() {
    for (number, pending) in pendingHealth.enumerated() {
      plan.health[number].rules = pending.rules.map {
        (condition($0.condition, of: plan.health[number].station), $0.status)
      }
    }
  }

  private func condition(_ condition: Health.Condition, of owner: Int) -> HealthPlan.Condition {
    switch condition {
    case .down(let name):
      plan.stations[station(name)].watchesAvailability = true
      return .down(station(name))
    case .queue(let name, let above, let isShare):
      let kind = architecture.components.first { $0.name == name }?.kind
      let room = isShare ? Double(kind?.lineRoom ?? 0) : 1
      return .queue(station(name), above: above * room)
    case .errors(let name, let above, let window):
      plan.healthWindows.append(window)
      return .errors(station(name), above: above, window: plan.healthWindows.count - 1)
    case .breakerOpen(let name):
      let sites = plan.sites.filter {
        $0.caller == owner && $0.target == station(name) && $0.breaker >= 0
      }
      let count = plan.stations[owner].instanceCount
      return .breakerOpen(sites.map { $0.breaker..<$0.breaker + count })
    case .always: return .always
    }
  }
}
