import ArchitectureModel
import ArchitectureSimulation
import Experiments
import SimulateCommand
import TimeBase

/// Makes results up, and remembers what it was asked for.
final class FakeRunner: ModelRunner {
  private(set) var architectures: [Architecture] = []
  private(set) var options: [ArchitectureRun.Options] = []

  /// Of each series.
  private(set) var threads: [Int] = []

  /// The last words on the result.
  var change: (inout RunResult) -> Void = { _ in }

  /// How often progress is told, in equal steps of virtual time.
  var steps = 0

  /// Requests of which an explanation says that their parts do not add up.
  var unbalanced: UInt64 = 0
  private(set) var sampleSizes: [Int] = []

  /// What a comparison of two runs finds out.
  var difference: RunComparison.Difference?

  func run(
    _ architecture: Architecture, _ options: ArchitectureRun.Options, proceed: (Headway) -> Bool
  ) -> RunResult? {
    architectures.append(architecture)
    self.options.append(options)
    let duration = architecture.run.duration
    for step in 0..<steps {
      let now = Instant.zero + .nanoseconds(duration.nanoseconds / Int64(steps) * Int64(step))
      guard proceed(Headway(now: now, events: UInt64(step) * 1_000)) else { return nil }
    }
    var result = Self.result(of: architecture, options)
    change(&result)
    return result
  }

  func explain(
    _ result: RunResult, of architecture: Architecture, _ options: ArchitectureRun.Options,
    sampling sampleSize: Int, proceed: (Headway) -> Bool
  ) -> Explanation? {
    sampleSizes.append(sampleSize)
    return proceed(Headway(now: .zero, events: 0))
      ? Explanation(clients: [], workNanoseconds: 0, waste: [], unbalanced: unbalanced, untraced: 0)
      : nil
  }

  func perform(
    _ series: RunSeries, threads: Int, proceed: (SeriesProgress) -> Bool,
    deliver: (Int, RunResult) -> Bool
  ) -> Bool {
    self.threads.append(threads)
    for number in 0..<series.limit {
      let progress = SeriesProgress(finished: number, advance: Double(number), events: 0)
      guard proceed(progress),
        let result = run(
          series.variants[series.variant(ofRun: number)], series.options(ofRun: number),
          proceed: { _ in true })
      else { return false }
      guard deliver(number, result) else { return true }
    }
    return true
  }

  /// The order in which points of a sweep are finished.
  var order: ([Int]) -> [Int] = { $0 }

  /// The points of all sweeps, in the order in which they were finished.
  private(set) var points: [Int] = []

  func perform(
    _ sweep: Sweep, points: [Int], threads: Int, proceed: (SeriesProgress) -> Bool,
    finished: (SweepPoint) -> Bool
  ) -> Bool {
    self.threads.append(threads)
    for (number, point) in order(points).enumerated() {
      let progress = SeriesProgress(finished: number, advance: Double(number), events: 0)
      guard proceed(progress) else { return false }
      let made = sweep.point(point) { architecture, options, deliver in
        for options in options {
          guard let result = run(architecture, options, proceed: { _ in true }) else {
            return false
          }
          deliver(result)
        }
        return true
      }
      self.points.append(point)
      guard let made, finished(made) else { return false }
    }
    return true
  }

  func perform(
    _ runs: [PlannedRun], threads: Int, proceed: (SeriesProgress) -> Bool,
    deliver: (RunResult) -> Void
  ) -> Bool {
    self.threads.append(threads)
    for (number, planned) in runs.enumerated() {
      guard proceed(SeriesProgress(finished: number, advance: Double(number), events: 0)),
        let result = run(planned.architecture, planned.options, proceed: { _ in true })
      else { return false }
      deliver(result)
    }
    return true
  }

  func compare(
    _ architecture: Architecture, _ options: ArchitectureRun.Options, proceed: (Headway) -> Bool
  ) -> RunComparison? {
    guard run(architecture, options, proceed: proceed) != nil else { return nil }
    return RunComparison(digest: 0xd1_6e57, events: 200_000, difference: difference)
  }

  private static func result(of architecture: Architecture, _ options: ArchitectureRun.Options)
    -> RunResult
  {
    let end = Instant.zero + architecture.run.duration
    let books = RequestResult(
      name: "web", inFlightAtStart: 0, offered: 10, completed: 10, succeeded: 10, failed: 0,
      failures: [], statuses: [.init(status: 200, count: 10)], inFlightAtEnd: 0, latency: nil,
      latencyOfAll: nil, attempts: 10, goodput: 1, throughput: 1)
    return RunResult(
      model: .init(
        name: architecture.name, about: architecture.about, sha256: architecture.sha256,
        scenario: architecture.scenario),
      seed: architecture.run.seed, replication: options.replication,
      duration: architecture.run.duration, ending: .completed,
      window: .init(start: .zero, end: end), warmup: .fixed,
      digest: .init(total: 0xd1_6e57, events: 3, parts: []),
      clients: [.init(name: "web", total: books, requests: [])], components: [], faults: [],
      series: .init(
        step: architecture.run.duration,
        clients: [
          .init(
            name: "web",
            points: [
              .init(
                offered: 2_000_000, succeeded: 2_000_000, failed: 0, p50: nil, p95: nil, p99: nil)
            ])
        ], components: []),
      log: .init(), expectations: [],
      audit: .init(flow: .ok, littlesLaw: .ok, utilisation: .ok))
  }
}
