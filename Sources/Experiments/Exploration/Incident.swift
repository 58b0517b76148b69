public import ArchitectureModel
import ArchitectureSimulation
public import TimeBase

/// Faults, and a run in which they are followed by something that must not be.
public struct Incident: Hashable, Sendable {
  public var faults: [DrawnFault]
  public var duration: TimeSpan

  /// Clients that were left out.
  public var withoutClients: [String] = []

  /// What must not be.
  public enum Failure: Hashable, Sendable {
    /// An expectation did not hold in the last quarter of the run.
    case expectation(String)

    /// The run was stopped because too much was in flight.
    case stopped

    /// A bug in the simulator.
    case selfCheck
  }

  /// What a run shows; `nil` if all is well. The first expectation counts.
  static func failure(in result: RunResult) -> Failure? {
    if !result.audit.isClean { return .selfCheck }
    if result.ending != .completed { return .stopped }
    return result.expectations.first { $0.verdict == .fail }.map { .expectation($0.text) }
  }

  /// When the figures begin to count: all faults are over by then, and the system has had time.
  public var judgedFrom: TimeSpan { duration.part(3, of: 4) }

  /// What makes the run of it, beside scenario and seed.
  public var overrides: [Override] {
    [
      Override(path: "run.duration", value: "\(duration)"),
      Override(path: "run.warmup", value: "\(judgedFrom)"),
      Override(
        path: "faults", value: "[ " + faults.map(\.text).joined(separator: ", ") + " ]"),
    ] + withoutClients.map { Override(path: "clients.\($0.quoted)", value: "null") }
  }

  /// Smaller incidents, those that leave out most first.
  func smaller(clients: [String]) -> [Incident] {
    var candidates: [Incident] = []
    func add(_ change: (inout Incident) -> Void) {
      var incident = self
      change(&incident)
      if incident != self { candidates.append(incident) }
    }
    if faults.count > 3 {
      let half = faults.count / 2
      add { $0.faults = Array(faults.prefix(half)) }
      add { $0.faults = Array(faults.dropFirst(half)) }
    }
    if faults.count > 1 {
      for index in faults.indices { add { $0.faults.remove(at: index) } }
    }
    for client in clients where clients.count - withoutClients.count > 1 {
      if !withoutClients.contains(client) { add { $0.withoutClients.append(client) } }
    }
    // The faults must be over, and a while must pass, before anything is judged.
    let last = faults.map(\.end).max() ?? .zero
    let shortest = last.part(8, of: 5)
    let middle = ExplorationLimits.rounded((duration.nanoseconds + shortest.nanoseconds) / 2)
    if duration - middle > duration.part(1, of: 20) { add { $0.duration = middle } }
    for (index, fault) in faults.enumerated() where fault.duration > .milliseconds(100) {
      add {
        $0.faults[index].duration = ExplorationLimits.rounded(fault.duration.nanoseconds / 2)
      }
    }
    return candidates
  }
}
