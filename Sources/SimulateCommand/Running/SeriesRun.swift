import ArchitectureModel
import ArchitectureSimulation
import Experiments

/// A series of runs as commands make it: with a progress line, and stopped from the keyboard.
struct SeriesRun {
  let series: RunSeries
  let threads: Int?
  let environment: CommandEnvironment

  /// Makes the runs.
  ///
  /// - Parameter deliver: Gets the results in their order; `false` ends the series.
  /// - Returns: Whether the series came to its end, and was not interrupted.
  func perform(_ deliver: (Int, RunResult) -> Bool) -> Bool {
    var line = ProgressLine(
      model: series.variants[0].name, duration: series.variants[0].run.duration,
      environment: environment)
    let isWhole = environment.runner.perform(
      series, threads: threads ?? environment.processors
    ) { progress in
      line.show(progress, of: series.limit)
      return !environment.isInterrupted()
    } deliver: {
      deliver($0, $1)
    }
    line.clear()
    return isWhole
  }
}
