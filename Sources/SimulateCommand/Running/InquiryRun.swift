import ArchitectureSimulation
import Experiments
import RunReports
import TimeBase

/// Makes the runs that an inquiry asks for until it knows its answer.
struct InquiryRun {
  /// `nil` for as many as there are processors.
  let threads: Int?
  let environment: CommandEnvironment

  /// Stops where it is when it is interrupted: what has been found out until then stands in the inquiry.
  func conduct(_ inquiry: inout some Inquiry) throws {
    let start = environment.elapsed()
    while true {
      let runs = try inquiry.nextRuns()
      guard !runs.isEmpty else { break }
      let made = inquiry.runCount
      var progress = SweepProgress("runs", total: made + runs.count, before: made, environment)
      var results: [RunResult] = []
      let isWhole = environment.runner.perform(
        runs, threads: threads ?? environment.processors
      ) {
        progress.show($0)
        return !environment.isInterrupted()
      } deliver: {
        results.append($0)
      }
      progress.clear()
      guard isWhole else {
        try? environment.messages.write(
          made == 0
            ? "simulate: interrupted before the first runs were finished\n"
            : "simulate: interrupted; the result is that of the first \(made) runs\n")
        return
      }
      inquiry.take(results)
    }
    if inquiry.runCount > 0 {
      try? environment.messages.write(
        Self.pace(inquiry.runCount, took: environment.elapsed() - start))
    }
  }

  private static func pace(_ count: Int, took duration: Duration) -> String {
    let span = TimeSpan(duration)
    let runs = "\(count) \(count == 1 ? "run" : "runs")"
    return span > .zero ? "made \(runs) in \(Figure.time(span))\n" : "made \(runs)\n"
  }
}
