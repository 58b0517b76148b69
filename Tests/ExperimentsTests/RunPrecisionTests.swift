import ArchitectureSimulation
import Experiments
import RunStatistics
import Testing

@Suite struct RunPrecisionTests {
  @Test func `a long run at a moderate load gives the interval of its mean`() throws {
    let station = Station(rate: 5, duration: "4000s", warmup: "100s")
    let result = ArchitectureRun(try station.architecture()).result()
    let precision = RunPrecision(of: result, confidence: 0.999)
    let means = try #require(precision.means(of: "latency.mean", of: "web"))
    guard case .interval(let mean, let interval, let batches) = means else {
      Issue.record("no interval but \(means)")
      return
    }
    // M/M/1 at 0.5: W = 1 / (10 - 5).
    #expect(interval.contains(0.2))
    #expect(BatchMeans.batchCounts.contains(batches))
    let observed = (result.clients[0].total.latency?.meanNanoseconds ?? 0) / 1e9
    #expect(abs(mean - observed) < 0.01 * observed)
    guard case .interval(_, let load, _)? = precision.means(of: "utilisation", of: "app") else {
      Issue.record("no interval of the utilisation")
      return
    }
    #expect(load.contains(0.5))
  }

  @Test func `a run that only grows is correlated, and a short one insufficient`() throws {
    let overloaded = Station(rate: 15, duration: "300s", warmup: "0s")
    let grown = RunPrecision(
      of: ArchitectureRun(try overloaded.architecture()).result(), confidence: 0.95)
    guard case .correlated = grown.means(of: "queue.mean", of: "app") else {
      Issue.record("\(String(describing: grown.means(of: "queue.mean", of: "app")))")
      return
    }
    let brief = Station(duration: "200s", warmup: "195s")
    let short = RunPrecision(
      of: ArchitectureRun(try brief.architecture()).result(), confidence: 0.95)
    guard case .insufficient = short.means(of: "goodput", of: "web") else {
      Issue.record("\(String(describing: short.means(of: "goodput", of: "web")))")
      return
    }
  }

  @Test func `what never changes needs no interval`() throws {
    let result = ArchitectureRun(try Station(duration: "100s").architecture()).result()
    let precision = RunPrecision(of: result, confidence: 0.95)
    #expect(precision.means(of: "errors", of: "web") == nil)
    #expect(precision.means(of: "goodput", of: "web") != nil)
  }
}
