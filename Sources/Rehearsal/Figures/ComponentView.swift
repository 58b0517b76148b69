public import ArchitectureSimulation

/// What happened at one component over all its instances, in the window of the run.
///
/// A figure that the component does not have is not a number, which no comparison holds for.
public struct ComponentView: Sendable {
  public let result: ComponentResult
  private let command: String

  init(result: ComponentResult, command: String) {
    self.result = result
    self.command = command
  }

  private var station: StationResult { result.total }

  /// Calls that reached it.
  public var arrivals: UInt64 { station.arrivals }

  /// Calls that left it after work, well or badly.
  public var completions: UInt64 { station.completions }

  /// Of the completions, those with a failure.
  public var failures: UInt64 { station.failures }

  /// Calls that left it without being worked on: refused, limited, rejected.
  public var turnedAway: UInt64 { station.turnedAway }

  /// Completions a second.
  public var throughput: Double { station.throughput }

  /// Busy workers or connections as a share of all, 0…1; not a number if they are unlimited.
  public var utilisation: Double { station.utilisation ?? .nan }

  /// Share of the time in which every worker or connection was busy; not a number if they are
  /// unlimited.
  public var saturatedShare: Double { station.saturatedShare ?? .nan }

  /// Share of a request's mean time that is spent here and not further down, 0…1.
  public var timeShare: Double { result.timeShare }

  /// Time average of the calls that waited.
  public var queueMean: Double { station.queueMean }

  /// The most calls that ever waited; of several instances the sum of the most of each.
  public var queueMaximum: Int { station.queueMaximum }

  /// Arrival to start.
  public var wait: TimeFigures { TimeFigures(station.wait) }

  /// Start to completion.
  public var service: TimeFigures { TimeFigures(station.service) }

  /// Arrival to completion.
  public var residence: TimeFigures { TimeFigures(station.residence) }

  /// Completions whose caller had stopped waiting.
  public var wasted: UInt64 { station.wasted }

  /// Hits as a share of lookups, of a cache; not a number without lookups.
  public var hitRatio: Double {
    guard case .cache(let cache) = result.details else { return .nan }
    return cache.hitRatio ?? .nan
  }

  /// Requests that a limit of this gateway turned away; 0 for other components.
  public var limited: UInt64 {
    guard case .gateway(let limits) = result.details else { return 0 }
    return limits.reduce(0) { $0 &+ $1.limited }
  }

  /// Jobs given up after their last attempt, of a queue; 0 for other components.
  public var deadLettered: UInt64 {
    guard case .queue(let queue) = result.details else { return 0 }
    return queue.deadLettered
  }
}

extension ComponentView: CustomStringConvertible {
  public var description: String {
    "\(result.name): \(arrivals) arrivals, \(completions) completions, \(failures) failures, "
      + "\(turnedAway) turned away; residence \(residence)\n\(command)"
  }
}
