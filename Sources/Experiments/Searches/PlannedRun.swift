public import ArchitectureModel
public import ArchitectureSimulation
import TimeBase

/// One run that somebody needs.
public struct PlannedRun: Hashable, Sendable {
  public var architecture: Architecture
  public var options: ArchitectureRun.Options

  public init(_ architecture: Architecture, _ options: ArchitectureRun.Options) {
    self.architecture = architecture
    self.options = options
  }

  /// Makes runs on several threads, and hands their results over in the order of the runs.
  ///
  /// - Parameters: As of ``RunSeries/perform(threads:proceed:deliver:)``.
  /// - Returns: Whether all were made.
  public static func perform(
    _ runs: [Self], threads: Int, proceed: (SeriesProgress) -> Bool, deliver: (RunResult) -> Void
  ) -> Bool {
    WorkCrew(threads: threads).perform(runs.count) { number, report in
      ArchitectureRun(runs[number].architecture).result(runs[number].options) { progress in
        let whole = max(1, Double((progress.end - Instant.zero).nanoseconds))
        return report(
          Double((progress.now - Instant.zero).nanoseconds) / whole, progress.events)
      }
    } proceed: {
      proceed($0)
    } deliver: { _, result in
      deliver(result)
      return true
    }
  }
}

/// A question that takes runs to answer, and which ones depends on what those before found out.
///
/// Whoever makes the runs is free to do so on any number of threads: the answer depends on the results
/// alone.
public protocol Inquiry {
  /// What is needed next; nothing once the answer is known.
  ///
  /// - Throws: `InvalidModel` if a value that is to be tried makes no model.
  mutating func nextRuns() throws -> [PlannedRun]

  /// Takes in the results of all that ``nextRuns()`` asked for last, in that order.
  mutating func take(_ results: [RunResult])

  /// Whether the answer is known, so that nothing more is needed. What is known of one that was broken
  /// off is an answer all the same, and whoever reports it says that there is more to find out.
  var isFinished: Bool { get }

  /// Runs that were made.
  var runCount: Int { get }

  /// A simulator's bug that a run has shown, if any.
  var brokenAudit: ReplicatedResult.BrokenAudit? { get }
}
