import ArchitectureModel
import ArchitectureSimulation
import Experiments
import Testing
import TimeBase

@Suite struct CapacitySearchTests {
  private func search(
    _ values: String, expect: String, isDownwards: Bool = false,
    policy: CapacitySearch.Policy = .init(precision: 0.05, most: 64), path: String? = nil
  ) throws -> CapacitySearch {
    let document = try Station(
      duration: "200s", warmup: "20s", expectations: [expect]
    ).document()
    let knob = try Knob(path: path ?? "web.arrivals.poisson", values: values)
    return try CapacitySearch(
      of: document, overrides: [],
      try KnobLadder(knob, precision: policy.precision, isDownwards: isDownwards), policy)
  }

  /// Answers each run by a made-up figure and the given value of the knob.
  private func conduct(
    _ search: inout CapacitySearch, _ observe: (Double, UInt64) -> Double
  ) throws {
    while true {
      let runs = try search.nextRuns()
      guard !runs.isEmpty else { return }
      search.take(
        runs.map { run in
          let rate: Double
          if case .open(let arrivals) = run.architecture.clients[0].load,
            case .poisson(let value) = arrivals.process
          {
            rate = value.perSecond
          } else {
            rate = 0
          }
          let value = observe(rate, run.options.replication)
          let expectation = run.architecture.expectations[0]
          return Self.result(
            run.architecture, run.options,
            ExpectationResult(
              text: expectation.text, verdict: expectation.isMet(by: value) ? .pass : .fail,
              observed: value, unit: .seconds))
        })
    }
  }

  private static func result(
    _ architecture: Architecture, _ options: ArchitectureRun.Options, _ found: ExpectationResult
  ) -> RunResult {
    RunResult(
      model: .init(name: "", about: "", sha256: "", scenario: nil), seed: 1,
      replication: options.replication, duration: architecture.run.duration, ending: .completed,
      window: .init(start: .zero, end: .zero + architecture.run.duration), warmup: .fixed,
      digest: .init(total: 0, events: 0, parts: []), clients: [], components: [], faults: [],
      series: .init(step: .seconds(1), clients: [], components: []), log: .init(),
      expectations: [found], audit: .init(flow: .ok, littlesLaw: .ok, utilisation: .ok))
  }

  private static let bound = #"{ "metric": "latency.mean", "of": "web", "below": "500ms" }"#

  /// The mean time in an M/M/1 with 10/s is 1/(10 − λ): below 500 ms up to λ = 8.
  @Test(arguments: [0.0, 0.02, 0.2])
  func `the bracket holds the boundary, and noise only costs runs`(noise: Double) throws {
    var search = try search("1/s...20/s", expect: Self.bound)
    try conduct(&search) { rate, replication in
      let time = rate < 10 ? 1 / (10 - rate) : 100
      let wave = Double((replication &* 7919) % 13) / 6 - 1
      return time * (1 + noise * wave)
    }
    let met = try #require(search.met.flatMap { Double($0.dropLast(2)) })
    let unmet = try #require(search.unmet.flatMap { Double($0.dropLast(2)) })
    #expect(met < 8 && 8 <= unmet)
    #expect(unmet - met <= 0.05 * unmet || !search.isConclusive)
    #expect(search.binding?.failing.map(\.text) == ["latency.mean of web below 500ms"])
    // A fiftieth is less than the difference from the bound at any value that is tried.
    let replications = search.trials.map(\.replications)
    if noise < 0.1 {
      #expect(search.isConclusive)
      #expect(replications.allSatisfy { $0 == 4 })
    } else {
      #expect(replications.contains { $0 > 4 })
    }
  }

  @Test func `what cannot be decided is left in the middle of a bracket that is right`() throws {
    var search = try search("1/s...20/s", expect: Self.bound)
    try conduct(&search) { rate, replication in
      (7...9).contains(rate) ? replication % 2 == 0 ? 0.4 : 0.6 : rate < 7 ? 0.3 : 0.7
    }
    #expect(!search.isConclusive)
    let met = try #require(search.met.flatMap { Double($0.dropLast(2)) })
    let unmet = try #require(search.unmet.flatMap { Double($0.dropLast(2)) })
    #expect(met < 7 && met > 6.5 && unmet > 9 && unmet < 9.6, "\(met) \(unmet)")
  }

  @Test(arguments: [
    ("1/s...5/s", false, "4.99" as String?, nil as String?),
    ("9/s...20/s", false, nil as String?, "9/s" as String?),
  ])
  func `a boundary outside of the range is told at its ends`(
    values: String, isDownwards: Bool, met: String?, unmet: String?
  ) throws {
    var search = try search(values, expect: Self.bound)
    try conduct(&search) { rate, _ in rate < 8 ? 0.4 : 0.6 }
    #expect(search.isConclusive)
    #expect((search.met == nil) == (met == nil))
    #expect(search.unmet == unmet)
    #expect(search.runCount <= 8)
  }

  @Test func `the smallest number of servers is found on a real system`() throws {
    // Erlang C, a = 2.5: the mean time in the system with 3, 4 servers is 240 ms, 121 ms.
    let document = try Station(
      rate: 25, duration: "60s", warmup: "10s",
      expectations: [
        #"{ "metric": "latency.mean", "of": "web", "below": "180ms" }"#
      ]
    ).document()
    let knob = try Knob(path: "app.workers", values: "1...8")
    var search = try CapacitySearch(
      of: document, overrides: [], try KnobLadder(knob, precision: 0.01, isDownwards: true),
      .init(most: 64))
    while true {
      let runs = try search.nextRuns()
      guard !runs.isEmpty else { break }
      var results: [RunResult] = []
      _ = PlannedRun.perform(runs, threads: 2, proceed: { _ in true }) { results.append($0) }
      search.take(results)
    }
    #expect(search.met == "4")
    #expect(search.unmet == "3")
    #expect(search.isConclusive)
  }

  @Test(arguments: ["a,b", "4,2,1", "5", "0.000001...100000000"])
  func `values that do not go up cannot be searched`(values: String) {
    #expect(throws: KnobProblem.self) {
      try KnobLadder(try Knob(path: "app.x", values: values), precision: 0.0001)
    }
  }
}
