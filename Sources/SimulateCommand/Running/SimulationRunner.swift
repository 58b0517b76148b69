import ArchitectureModel
import ArchitectureSimulation
import Experiments

/// The one place where commands meet the simulation.
struct SimulationRunner: ModelRunner {
  func run(
    _ architecture: Architecture, _ options: ArchitectureRun.Options, proceed: (Headway) -> Bool
  ) -> RunResult? {
    ArchitectureRun(architecture).result(options) { progress in
      proceed(Headway(now: progress.now, events: progress.events))
    }
  }

  func explain(
    _ result: RunResult, of architecture: Architecture, _ options: ArchitectureRun.Options,
    sampling sampleSize: Int, proceed: (Headway) -> Bool
  ) -> Explanation? {
    ArchitectureRun(architecture).explanation(of: result, options, sampling: sampleSize) {
      progress in
      proceed(Headway(now: progress.now, events: progress.events))
    }
  }

  func perform(
    _ series: RunSeries, threads: Int, proceed: (SeriesProgress) -> Bool,
    deliver: (Int, RunResult) -> Bool
  ) -> Bool {
    series.perform(threads: threads, proceed: proceed, deliver: deliver)
  }

  func perform(
    _ sweep: Sweep, points: [Int], threads: Int, proceed: (SeriesProgress) -> Bool,
    finished: (SweepPoint) -> Bool
  ) -> Bool {
    sweep.perform(points, threads: threads, proceed: proceed, finished: finished)
  }

  func perform(
    _ runs: [PlannedRun], threads: Int, proceed: (SeriesProgress) -> Bool,
    deliver: (RunResult) -> Void
  ) -> Bool {
    PlannedRun.perform(runs, threads: threads, proceed: proceed, deliver: deliver)
  }

  func compare(
    _ architecture: Architecture, _ options: ArchitectureRun.Options, proceed: (Headway) -> Bool
  ) -> RunComparison? {
    let run = ArchitectureRun(architecture)
    let verification = Verification(run, options) { progress in
      proceed(Headway(now: progress.now, events: progress.events))
    }
    guard let verification else { return nil }
    return RunComparison(
      digest: verification.digest, events: verification.events,
      difference: verification.difference.map { difference in
        RunComparison.Difference(
          number: difference.number, first: difference.first?.description,
          second: difference.second?.description)
      })
  }
}
