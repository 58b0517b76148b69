import ArchitectureModel
import EventEngine
import TimeBase

/// A new version goes through the instances of a service, some at a time.
extension Simulation {
  mutating func beginRollout(_ fault: Int, atOnce: Int) {
    rollouts[fault] = Rollout()
    let count = min(atOnce, plan.stations[plan.faults[fault].station].machineCount)
    for _ in 0..<count { takeNext(of: fault) }
    endIfDone(fault)
  }

  /// An instance of the new version is ready.
  mutating func rolloutGoesOn(_ fault: Int) {
    rollouts[fault].awayCount -= 1
    guard case .deploy(let pause, _) = plan.faults[fault].effect, pause > .zero,
      hasNext(fault)
    else {
      takeNext(of: fault)
      endIfDone(fault)
      return
    }
    timeline.schedule(
      Event(.rollout, subject: UInt32(truncatingIfNeeded: fault)), at: now + pause, phase: .fault)
    rollouts[fault].awayCount += 1
  }

  /// The pause after an instance is over.
  mutating func rolloutPauseIsOver(_ fault: Int) {
    rollouts[fault].awayCount -= 1
    takeNext(of: fault)
    endIfDone(fault)
  }

  /// Takes the next instance away that serves; one that starts anyway has the new version.
  private mutating func takeNext(of fault: Int) {
    guard hasNext(fault) else { return }
    let station = plan.faults[fault].station
    let machine = plan.stations[station].firstMachine + rollouts[fault].next
    rollouts[fault].next += 1
    rollouts[fault].awayCount += 1
    beginShutdown(of: machine, comesBack: true, rollout: fault)
  }

  /// Whether there is another instance to take away; passes over those that are not there.
  private mutating func hasNext(_ fault: Int) -> Bool {
    let station = plan.stations[plan.faults[fault].station]
    while rollouts[fault].next < station.machineCount {
      if machines[station.firstMachine + rollouts[fault].next].phase == .serving { return true }
      rollouts[fault].next += 1
    }
    return false
  }

  private mutating func endIfDone(_ fault: Int) {
    guard rollouts[fault].awayCount == 0, !hasNext(fault) else { return }
    repair(fault)
  }
}
