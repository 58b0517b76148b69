public import ArchitectureModel
public import ArchitectureSimulation
public import Experiments
public import TimeBase

/// Runs models; what stands between the commands and the simulation.
public protocol ModelRunner {
  /// Runs a model to its end.
  ///
  /// - Parameters:
  ///   - architecture: The model, with scenario and overrides applied; says the seed and the duration.
  ///   - proceed: Is told how far the run has come, many times a second; `false` breaks it off.
  /// - Returns: `nil` if the run was broken off.
  func run(
    _ architecture: Architecture, _ options: ArchitectureRun.Options, proceed: (Headway) -> Bool
  ) -> RunResult?

  /// Plays a run once more, and explains what was found out.
  ///
  /// - Parameters:
  ///   - result: Of the same model with the same options.
  ///   - sampleSize: Requests that are drawn from the whole run, to be told in full.
  /// - Returns: `nil` if it was broken off.
  func explain(
    _ result: RunResult, of architecture: Architecture, _ options: ArchitectureRun.Options,
    sampling sampleSize: Int, proceed: (Headway) -> Bool
  ) -> Explanation?

  /// Makes a series of runs on several threads, and hands the results over in order; see
  /// `RunSeries.perform`.
  ///
  /// - Returns: Whether the series came to its end, and was not broken off.
  func perform(
    _ series: RunSeries, threads: Int, proceed: (SeriesProgress) -> Bool,
    deliver: (Int, RunResult) -> Bool
  ) -> Bool

  /// Runs points of a sweep on several threads; see `Sweep.perform`.
  ///
  /// - Returns: Whether all points were finished.
  func perform(
    _ sweep: Sweep, points: [Int], threads: Int, proceed: (SeriesProgress) -> Bool,
    finished: (SweepPoint) -> Bool
  ) -> Bool

  /// Makes runs on several threads, and hands the results over in their order; see
  /// `PlannedRun.perform`.
  ///
  /// - Returns: Whether all were made.
  func perform(
    _ runs: [PlannedRun], threads: Int, proceed: (SeriesProgress) -> Bool,
    deliver: (RunResult) -> Void
  ) -> Bool

  /// Runs a model twice, independently, and compares all events.
  ///
  /// - Parameter proceed: As in ``run(_:_:proceed:)``, for one run after the other.
  /// - Returns: `nil` if a run was broken off.
  func compare(
    _ architecture: Architecture, _ options: ArchitectureRun.Options, proceed: (Headway) -> Bool
  ) -> RunComparison?
}

/// How far a run has come.
public struct Headway: Hashable, Sendable {
  /// The virtual time.
  public var now: Instant

  /// Events handled since the start.
  public var events: UInt64

  public init(now: Instant, events: UInt64) {
    self.now = now
    self.events = events
  }
}
