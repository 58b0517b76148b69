import ArchitectureModel
import ArchitectureSimulation
import Experiments
import RunStatistics
import Testing
import TimeBase

@Suite struct SensitivityTests {
  /// Four knobs from 0 to 1, as the rates of four clients less 1/s.
  private static let square = """
    {
      "format": 1, "run": { "duration": "10s" },
      "clients": {
        "a": { "arrivals": { "poisson": "1.5/s" }, "calls": "app" },
        "b": { "arrivals": { "poisson": "1.5/s" }, "calls": "app" },
        "c": { "arrivals": { "poisson": "1.5/s" }, "calls": "app" },
        "d": { "arrivals": { "poisson": "1.5/s" }, "calls": "app" } },
      "components": { "app": { "kind": "service", "workers": 1, "work": "1ms" } }
    }
    """

  private func study(
    _ policy: SensitivityPolicy, values: String = "1/s...2/s", metrics: [String] = ["a.goodput"]
  ) throws -> SensitivityStudy {
    try SensitivityStudy(
      of: try ModelDocument(Self.square, named: "square.json"),
      knobs: try ["a", "b", "c", "d"].map {
        try Knob(path: "\($0).arrivals.poisson", values: values)
      }, metrics: metrics, policy, .init(seed: 3))
  }

  /// Answers each run by a made-up goodput of the first client.
  private func conduct(_ study: inout SensitivityStudy, _ goodput: ([Double]) -> Double) throws {
    while true {
      let runs = try study.nextRuns()
      guard !runs.isEmpty else { return }
      study.take(
        runs.map { run in
          let places = run.architecture.clients.map { client -> Double in
            guard case .open(let arrivals) = client.load,
              case .poisson(let rate) = arrivals.process
            else { return .nan }
            return rate.perSecond - 1
          }
          return Self.result(run, goodput: goodput(places))
        })
    }
  }

  private static func result(_ run: PlannedRun, goodput: Double) -> RunResult {
    let books = RequestResult(
      name: "a", inFlightAtStart: 0, offered: 1, completed: 1, succeeded: 1, failed: 0,
      failures: [], statuses: [], inFlightAtEnd: 0, latency: nil, latencyOfAll: nil, attempts: 1,
      goodput: goodput, throughput: goodput)
    let end = Instant.zero + run.architecture.run.duration
    return RunResult(
      model: .init(name: "", about: "", sha256: "", scenario: nil), seed: 3,
      replication: run.options.replication, duration: run.architecture.run.duration,
      ending: .completed, window: .init(start: .zero, end: end), warmup: .fixed,
      digest: .init(total: 0, events: 0, parts: []),
      clients: [.init(name: "a", total: books, requests: [])], components: [], faults: [],
      series: .init(step: .seconds(1), clients: [], components: []), log: .init(),
      expectations: [], audit: .init(flow: .ok, littlesLaw: .ok, utilisation: .ok))
  }

  /// f = 1 + 5a + 8bc + 12(d - ½)²: the effects of a are all 5, those of b are 8 times where c stands,
  /// one of 0, ⅓, ⅔, 1, and those of d, which moves from 0 to ⅔ or from ⅓ to 1, are -4 and 4.
  @Test func `the elementary effects are those of a function that is known`() throws {
    var study = try study(try SensitivityPolicy(trajectories: 30, replications: 2))
    try conduct(&study) { place in
      let (a, b, c, d) = (place[0], place[1], place[2], place[3])
      return 1 + 5 * a + 8 * b * c + 12 * (d - 0.5) * (d - 0.5)
    }
    #expect(study.runCount == 30 * 5 + 2 * 4 * 2)
    let effects = study.effects[0]
    func figure(_ value: Double?) throws -> Double { try #require(value) }
    #expect(effects.map(\.count) == [30, 30, 30, 30])
    #expect(abs(try figure(effects[0].meanMagnitude) - 5) < 1e-3)
    #expect(try figure(effects[0].deviation) < 1e-3)
    // Standard deviation of the four levels: √(5/36).
    for index in [1, 2] {
      let interval = try #require(effects[index].interval(confidence: 0.999))
      #expect(interval.contains(4), "\(interval)")
      #expect(abs(try figure(effects[index].deviation) - 8 * 0.372_678) < 0.8)
    }
    #expect(abs(try figure(effects[3].meanMagnitude) - 4) < 1e-3)
    #expect(abs(try figure(effects[3].mean)) < 1.6)
    #expect(try figure(effects[3].deviation) > 3.7)
    #expect(effects.prefix(3).map(\.shape) == [.linear, .nearlyMonotonic, .nearlyMonotonic])
    #expect(study.ranking(ofColumn: 0).first == 0)
  }

  /// y = x³ has the elasticity 3, whatever the step, and y = const none.
  @Test func `elasticities are those of a function that is known`() throws {
    var study = try study(
      try SensitivityPolicy(trajectories: 2, step: 0.1, replications: 3))
    try conduct(&study) { place in
      let rate = place[0] + 1
      return rate * rate * rate
    }
    let first = try #require(study.elasticity(ofColumn: 0, knob: 0))
    #expect(first.step.lower == "1.35/s" && first.step.upper == "1.65/s")
    #expect(try abs(#require(first.value) - 3) < 1e-9)
    let interval = try #require(first.interval(confidence: 0.95))
    #expect(abs(interval.lower - 3) < 1e-6 && abs(interval.upper - 3) < 1e-6)
    #expect(study.elasticity(ofColumn: 0, knob: 1)?.value == 0)
    #expect(study.effects[0][1].shape == ElementaryEffects.Shape.none)
  }

  /// M/M/1: W = S/(1 - λS), so that d ln W/d ln λ = ρ/(1 - ρ) and d ln W/d ln S = 1/(1 - ρ); at ρ = ½ a
  /// step of 5 % to both sides gives exactly these, 1 and 2.
  @Test func `a queue has the elasticities of theory`() throws {
    var study = try SensitivityStudy(
      of: try Station(rate: 5, duration: "400s", warmup: "20s").document(),
      knobs: [
        try Knob(path: "web.arrivals.poisson", values: "4/s...6/s"),
        try Knob(path: "app.handles[\"*\"][0].compute.exponential", values: "80ms...120ms"),
      ], metrics: ["web.latency.mean"],
      try SensitivityPolicy(trajectories: 2, replications: 8), .init(seed: 7))
    while true {
      let runs = try study.nextRuns()
      guard !runs.isEmpty else { break }
      var results: [RunResult] = []
      _ = PlannedRun.perform(runs, threads: 2, proceed: { _ in true }) { results.append($0) }
      study.take(results)
    }
    for (knob, exact) in [(0, 1.0), (1, 2.0)] {
      let elasticity = try #require(study.elasticity(ofColumn: 0, knob: knob))
      let interval = try #require(elasticity.interval(confidence: 0.95))
      #expect(interval.contains(exact), "\(interval)")
      #expect(interval.halfWidth < 0.3, "\(interval)")
    }
    // Without common draws the width would be that of the times themselves.
    let pairs = try #require(study.elasticity(ofColumn: 0, knob: 1)).pairs
    #expect(try #require(pairs.varianceReduction) > 10)
  }

  @Test func `whole numbers move by whole steps, and only to the side that is allowed`() throws {
    let knobs = [
      try Knob(path: "app.workers", values: "1...4"),
      try Knob(path: "app.backlog", values: "100000...200000 by 50000"),
      try Knob(path: "app.instances", values: "1,2"),
    ]
    let study = try SensitivityStudy(
      of: try Station().document(), knobs: knobs, try SensitivityPolicy(), .init(seed: 7))
    let steps = study.steps.map { step in step.map { [$0.base, $0.lower, $0.upper] } }
    #expect(steps == [["1", "1", "2"], ["100000", "95000", "105000"], nil])
    #expect(
      study.columns.map(\.title) == ["web.errors", "web.latency.mean", "web.latency.p95"])
  }

  @Test func `what cannot be ranked is refused`() throws {
    #expect(throws: KnobProblem.self) { try SensitivityPolicy(levels: 3) }
    #expect(throws: KnobProblem.self) { try SensitivityPolicy(step: 0.9) }
    let policy = try SensitivityPolicy()
    #expect(throws: KnobProblem.self) { try self.study(policy, values: "1/s") }
    #expect(throws: KnobProblem.self) { try self.study(policy, metrics: ["a.godput"]) }
    #expect(throws: InvalidModel.self) { try self.study(policy, values: "1/s,two") }
    #expect(throws: KnobProblem.self) {
      try self.study(try SensitivityPolicy(trajectories: 1_000_000))
    }
  }
}
