import ArchitectureModel
import ArchitectureSimulation
import Experiments
import Testing

@Suite struct SweepTests {
  private func sweep(
    replications: Int = 1, isIndependent: Bool = false, values: String = "6/s,8/s,12/s"
  ) throws -> Sweep {
    let document = try Station(duration: "20s", warmup: "2s").document()
    let knob = try Knob(path: "web.arrivals.poisson", values: values)
    return try Sweep(
      of: document, try SweepPlan([knob]), .init(seed: 7), replications: replications,
      isIndependent: isIndependent)
  }

  private func points(_ sweep: Sweep, _ numbers: [Int], threads: Int) -> [SweepPoint] {
    var points: [SweepPoint] = []
    let isWhole = sweep.perform(numbers, threads: threads, proceed: { _ in true }) {
      points.append($0)
      return true
    }
    #expect(isWhole)
    return points.sorted { $0.number < $1.number }
  }

  @Test(arguments: [1, 2, 5])
  func `a point finds out the same whatever the threads and the other points`(threads: Int) throws {
    let sweep = try sweep(replications: 3)
    let all = points(sweep, [2, 0, 1], threads: threads)
    #expect(all.map(\.number) == [0, 1, 2])
    #expect(points(sweep, [1], threads: 1) == [all[1]])
    let alone = try sweep.architecture(ofPoint: 1)
    var results = ReplicationStudy(alone, .init(count: 3))
    let series = RunSeries(of: [alone], .init(seed: 7), limit: 3)
    _ = series.perform(threads: 1, proceed: { _ in true }) { results.add($1) }
    let metric = results.result()?.metric("latency.p95", of: "web")
    let column = try #require(sweep.columns.firstIndex { $0.title == "web.latency.p95" })
    #expect(all[1].figures[column].value == metric?.value)
    #expect(all[1].figures[column].interval == metric?.interval)
    #expect(all[1].digest == results.result()?.digest)
  }

  @Test func `points share their draws, unless each is to have its own`() throws {
    let common = points(try sweep(values: "8/s,8.0/s"), [0, 1], threads: 1)
    #expect(common[0].digest == common[1].digest)
    let own = points(try sweep(isIndependent: true, values: "8/s,8.0/s"), [0, 1], threads: 1)
    #expect(own[0].digest == common[0].digest)
    #expect(own[0].digest != own[1].digest)
  }

  @Test func `a sweep that is broken off has lost nothing that was finished`() throws {
    let sweep = try sweep(values: "6/s...12/s by 0.1/s")
    var finished: Set<Int> = []
    let isWhole = sweep.perform(Array(0..<61), threads: 3) { _ in
      finished.count < 5
    } finished: { point in
      #expect(finished.insert(point.number).inserted)
      return true
    }
    #expect(!isWhole)
    #expect(finished.count >= 5 && finished.count < 61)
  }

  @Test func `values that make no model are found before the first run`() throws {
    let problem = #expect(throws: InvalidModel.self) { try sweep(values: "6/s,7 parsecs") }
    #expect(
      problem.map { "\($0)" }?.hasPrefix("--vary web.arrivals.poisson=7 parsecs: ") == true)
  }
}
