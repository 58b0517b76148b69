public import ArchitectureModel
public import ArchitectureSimulation
import TimeBase

/// Many runs of one model or of several variants of it, numbered from 0.
///
/// Run *i* is of variant *i* modulo their number, and of the next replication after every round: with
/// two variants, runs 0 and 1 have the draws of one replication, runs 2 and 3 those of the next. What
/// run *i* finds out depends on nothing but *i*.
public struct RunSeries: Sendable {
  public var variants: [Architecture]

  /// Seed and order of ties of all runs, and the replication of the first round.
  public var options: ArchitectureRun.Options

  /// How many runs there are at most.
  public var limit: Int

  public init(
    of variants: [Architecture], _ options: ArchitectureRun.Options = .init(), limit: Int
  ) {
    precondition(!variants.isEmpty && limit >= 0, "a series of \(limit) runs needs a model")
    self.variants = variants
    self.options = options
    self.limit = limit
  }

  public func variant(ofRun run: Int) -> Int { run % variants.count }

  public func options(ofRun run: Int) -> ArchitectureRun.Options {
    var options = options
    options.replication &+= UInt64(run / variants.count)
    return options
  }

  /// Makes the runs on several threads, and hands their results over in the order of their numbers.
  ///
  /// At most a few results more than there are threads wait to be handed over at any time.
  ///
  /// - Parameters:
  ///   - threads: At least 1. The results are the same for any number of them.
  ///   - proceed: Is told how far the series has come, several times a second, on the thread of the
  ///     caller; `false` breaks it off.
  ///   - deliver: Gets the results, on the thread of the caller; `false` ends the series, and what is
  ///     still under way is given up.
  /// - Returns: Whether the series came to its end, and was not broken off.
  public func perform(
    threads: Int, proceed: (SeriesProgress) -> Bool, deliver: (Int, RunResult) -> Bool
  ) -> Bool {
    let runs = variants.map { ArchitectureRun($0) }
    return WorkCrew(threads: threads).perform(limit) { number, report in
      runs[variant(ofRun: number)].result(options(ofRun: number)) { progress in
        let whole = max(1, Double((progress.end - Instant.zero).nanoseconds))
        return report(
          Double((progress.now - Instant.zero).nanoseconds) / whole, progress.events)
      }
    } proceed: {
      proceed($0)
    } deliver: {
      deliver($0, $1)
    }
  }
}

/// How far a series of runs has come.
public struct SeriesProgress: Hashable, Sendable {
  /// Runs that are over.
  public var finished: Int

  /// Runs that are over, and the shares of those under way that are done.
  public var advance: Double

  /// Events handled by the runs under way.
  public var events: UInt64

  public init(finished: Int, advance: Double, events: UInt64) {
    self.finished = finished
    self.advance = advance
    self.events = events
  }
}
