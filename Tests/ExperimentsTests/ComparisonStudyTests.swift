import ArchitectureModel
import ArchitectureSimulation
import Experiments
import RunStatistics
import Testing

@Suite struct ComparisonStudyTests {
  private func compare(
    _ variants: [Architecture], pairs: Int = 6, threads: Int = 2
  ) throws -> ComparisonResult {
    var study = ComparisonStudy(confidence: 0.95)
    let series = RunSeries(of: variants, limit: 2 * pairs)
    _ = series.perform(threads: threads, proceed: { _ in true }) { _, result in
      study.add(result)
      return true
    }
    return try #require(study.result())
  }

  @Test func `a second worker is better, and common random numbers show it sharply`() throws {
    let station = Station(duration: "60s", warmup: "0s")
    let result = try compare([
      station.architecture(), station.architecture(["app.workers=2"]),
    ])
    #expect(result.count == 6)
    let latency = try #require(result.metric("latency.mean", of: "web"))
    #expect(latency.finding == .better)
    #expect(latency.pairs.differences.mean < 0)
    #expect(try #require(latency.interval).upper < 0)
    #expect(try #require(latency.ratioInterval).upper < 1)
    #expect(try #require(latency.pairs.varianceReduction) > 1)
    let utilisation = try #require(result.metric("utilisation", of: "app"))
    #expect(utilisation.finding == .different)
    #expect(abs(try #require(utilisation.pairs.ratio) - 0.5) < 0.01)
  }

  @Test func `a slower server is worse`() throws {
    let station = Station(rate: 5, duration: "60s", warmup: "0s")
    let slower = #"app.handles={"*": [{"compute": {"exponential": "130ms"}}]}"#
    let result = try compare([station.architecture(), station.architecture([slower])])
    #expect(result.metric("latency.mean", of: "web")?.finding == .worse)
  }

  @Test func `a model compared with itself shows no difference at all`() throws {
    let architecture = try Station(duration: "30s").architecture()
    let result = try compare([architecture, architecture])
    #expect(result.testedTogether == 0)
    for metric in result.metrics where metric.metric.kind == .estimate {
      guard metric.pairs.count > 1 else { continue }
      #expect(metric.finding == .none, "\(metric.metric.title)")
      #expect(metric.pairs.differences.mean == 0)
    }
  }

  @Test func `p values are corrected for all that is tested`() throws {
    let station = Station(duration: "30s", warmup: "0s")
    let result = try compare([
      station.architecture(), station.architecture(["app.backlog=50000"]),
    ])
    #expect(result.metrics.allSatisfy { ($0.pValue ?? 1) >= ($0.pairs.pValue ?? 0) })
    let other = try compare([
      station.architecture(), station.architecture(["app.workers=2"]),
    ])
    #expect(other.testedTogether > 5)
    let raised = other.metrics.filter { ($0.pValue ?? 0) > ($0.pairs.pValue ?? 0) }
    #expect(raised.count >= other.testedTogether - 1)
  }

  @Test func `threads change nothing`() throws {
    let station = Station(duration: "30s")
    let variants = [try station.architecture(), try station.architecture(["app.workers=2"])]
    #expect(try compare(variants, threads: 1) == compare(variants, threads: 5))
  }

  @Test func `half a pair is none`() throws {
    var study = ComparisonStudy(confidence: 0.95)
    study.add(ArchitectureRun(try Station(duration: "30s").architecture()).result())
    #expect(study.result() == nil)
  }
}
