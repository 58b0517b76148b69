import ArchitectureModel
import ArchitectureSimulation
import Experiments
import PortableMathematics
import RunStatistics
import Testing

/// An interval at 95 % is worth its name if it holds the truth in 95 of 100 experiments.
///
/// Two hundred experiments of their own seeds, each of some replications of an M/M/1 queue
/// at a load of 0.8, whose mean and percentiles are known. Fewer and shorter ones in every test run, all
/// of them when `REHEARSAL_CASES` is `all`.
@Suite struct CoverageTests {
  private static let isComplete = ReferenceCaseTests.isComplete
  private static let experiments = isComplete ? 200 : 20
  private static let replications = isComplete ? 10 : 6
  private static let requests = isComplete ? 20_000.0 : 1_500.0

  /// With 200 experiments 180 to 197 cover: all but one in a thousand times if the intervals are right.
  private static let expected = isComplete ? 180...197 : 14...20

  @Test func `intervals cover what they are about as often as they say`() throws {
    let (arrivals, service) = (8.0, 10.0)
    // The time in an M/M/1 queue is exponential with the rate that the server has to spare.
    let mean = 1 / (service - arrivals)
    let p95 = mean * -PortableMath.log(0.05)
    let text = """
      {
        "format": 1, "name": "queue",
        "run": { "duration": "\(Int(Self.requests / arrivals) + 100)s", "warmup": "100s", "seed": 1 },
        "clients": { "load": { "arrivals": { "poisson": "8/s" }, "calls": "station" } },
        "components": {
          "station": {
            "kind": "service", "workers": 1, "backlog": 1000000,
            "handles": { "*": [ { "compute": { "exponential": "100ms" } } ] }
          }
        }
      }
      """
    let architecture = try ModelDocument(text, named: "queue.json").architecture()
    var (ofMean, ofPercentile) = (0, 0)
    for experiment in 0..<Self.experiments {
      var study = ReplicationStudy(architecture, ReplicationPolicy(count: Self.replications))
      let series = RunSeries(
        of: [architecture], .init(seed: 1_000 + UInt64(experiment)), limit: Self.replications)
      _ = series.perform(threads: 2, proceed: { _ in true }) { study.add($1) }
      let result = try #require(study.result())
      func covers(_ metric: String, _ truth: Double) -> Int {
        result.metric(metric, of: "load")?.interval?.contains(truth) == true ? 1 : 0
      }
      ofMean += covers("latency.mean", mean)
      ofPercentile += covers("latency.p95", p95)
    }
    print(
      "coverage of 95 % intervals: mean \(ofMean), p95 \(ofPercentile) of \(Self.experiments)")
    #expect(Self.expected.contains(ofMean), "\(ofMean) of \(Self.experiments)")
    #expect(Self.expected.contains(ofPercentile), "\(ofPercentile) of \(Self.experiments)")
  }
}
