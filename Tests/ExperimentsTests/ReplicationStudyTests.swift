import ArchitectureModel
import ArchitectureSimulation
import Experiments
import RunStatistics
import Testing
import TimeBase

@Suite struct ReplicationStudyTests {
  @Test(arguments: [2, 8])
  func `replications say the same on any number of threads`(threads: Int) throws {
    let policy = ReplicationPolicy(count: 40, precision: 0.2, confidence: 0.9)
    let one = try #require(try Station(duration: "60s").result(policy))
    let many = try Station(duration: "60s").result(policy, threads: threads)
    #expect(one == many)
    #expect(one.count > 10)
    #expect(one.count <= 40)
  }

  @Test func `an estimate is the mean of the replications with a t interval`() throws {
    let policy = ReplicationPolicy(count: 5, confidence: 0.99)
    let result = try #require(try Station(duration: "60s").result(policy))
    let run = ArchitectureRun(try Station(duration: "60s").architecture())
    let values = (0..<5).map { replication in
      let result = run.result(.init(seed: 7, replication: UInt64(replication)))
      return (result.clients[0].total.latency?.meanNanoseconds ?? 0) / 1e9
    }
    let metric = try #require(result.metric("latency.mean", of: "web"))
    #expect(metric.value == SampleMean(values).mean)
    #expect(metric.interval == SampleMean(values).interval(confidence: 0.99))
    #expect(metric.range == Interval(lower: values.min() ?? 0, upper: values.max() ?? 0))
    #expect(result.firstReplication == 0)
    #expect(result.count == 5)
    #expect(result.isWhole)
    #expect(result.brokenAudit == nil)
  }

  @Test func `maxima and counts have no interval, and causes that never struck no line`() throws {
    let policy = ReplicationPolicy(count: 3)
    let result = try #require(try Station(duration: "60s").result(policy))
    let longest = try #require(result.metric("queue.max", of: "app"))
    #expect(longest.interval == nil)
    #expect(longest.value == longest.range?.upper)
    #expect(result.metric("failed.timeout", of: "web") == nil)
    #expect(result.metric("utilisation", of: "app")?.interval != nil)
  }

  @Test func `an interval holds nothing that cannot be`() throws {
    // No queue at all in most of the runs: its mean less the half-width is below 0.
    let policy = ReplicationPolicy(count: 2)
    let station = Station(rate: 0.5, duration: "20s", warmup: "0s")
    let result = try #require(try station.result(policy))
    for metric in result.metrics {
      #expect(metric.interval?.lower ?? 0 >= 0, "\(metric.metric.title)")
      if metric.metric.unit == .ratio { #expect(metric.interval?.upper ?? 0 <= 1) }
    }
  }

  @Test func `a percentile with too few requests beyond it says so`() throws {
    let policy = ReplicationPolicy(count: 2)
    let result = try #require(try Station(duration: "60s").result(policy))
    // Two runs of 40 s at 8/s: some 640 requests.
    #expect(result.metric("latency.p99.9", of: "web")?.isThin == true)
    #expect(result.metric("latency.p95", of: "web")?.isThin == false)
  }

  @Test func `a precision that is not reached is not claimed`() throws {
    let policy = ReplicationPolicy(count: 12, precision: 0.001)
    let result = try #require(try Station(duration: "30s").result(policy))
    #expect(result.precision?.outcome == .missed)
    #expect(result.count == 12)
    let watched = try #require(result.precision?.watched)
    #expect(watched.map(\.name) == ["latency.mean", "latency.p95"])
  }

  @Test func `what was broken off is about the replications before`() throws {
    let architecture = try Station(duration: "30s").architecture()
    var study = ReplicationStudy(architecture, ReplicationPolicy(count: 10))
    #expect(study.result() == nil)
    let run = ArchitectureRun(architecture)
    #expect(study.add(run.result()))
    let one = try #require(study.result())
    #expect(!one.isWhole)
    #expect(one.count == 1)
    #expect(one.metric("latency.mean", of: "web")?.interval == nil)
    #expect(one.metric("latency.mean", of: "web")?.value != nil)
  }

  @Test(
    arguments: [
      (1, nil, 0.95), (2, nil, 1.0), (2, nil, 0.4), (10, 0.0, 0.95), (10, 1.5, 0.95),
    ] as [(Int, Double?, Double)])
  func `a policy that makes no sense has a problem`(
    count: Int, precision: Double?, confidence: Double
  ) {
    let policy = ReplicationPolicy(count: count, precision: precision, confidence: confidence)
    #expect(policy.problem != nil)
  }
}
