import ArchitectureModel
import ArchitectureSimulation
import Experiments
import Testing
import TimeBase

@Suite struct ExplorationTests {
  /// A breaker that, once open, never closes again within a run. As long as the cache is warm nothing
  /// goes through it: it takes an empty cache while the database is gone.
  private static func planted(wait: String = "10h", more: String = "") -> String {
    """
    {
      "format": 1, "run": { "duration": "20s", "warmup": "2s", "seed": 5 },
      "clients": { "web": {
        "arrivals": { "poisson": "40/s" }, "calls": "app",
        "requests": { "page": { "key": { "uniform": 20 } } } }\(more) },
      "components": {
        "app": { "kind": "service", "workers": "unlimited", "handles": { "page": [
          { "cached": { "in": "cache", "otherwise": [
            { "call": "database", "as": "read", "breaker": {
              "slidingWindowSize": 10, "minimumNumberOfCalls": 10,
              "waitDurationInOpenState": "\(wait)" } } ] } } ] } },
        "cache": { "kind": "cache", "capacity": 100, "latency": "1ms" },
        "database": { "kind": "database", "connections": 10, "read": "5ms" } },
      "expect": [ { "metric": "errors", "of": "web", "below": "1%" } ]
    }
    """
  }

  private func explore(
    _ text: String, kinds: [FaultClass] = FaultClass.allCases, plans: Range<Int>
  ) throws -> Exploration {
    let document = try ModelDocument(text, named: "planted.json")
    let limits = try ExplorationLimits(
      of: document, scenario: nil, overrides: [], kinds: kinds, most: 4, longest: nil)
    var exploration = try Exploration(
      of: document, scenario: nil, overrides: [], limits, plans: Array(plans), seed: 5)
    while true {
      let runs = try exploration.nextRuns()
      guard !runs.isEmpty else { return exploration }
      var results: [RunResult] = []
      _ = PlannedRun.perform(runs, threads: 2, proceed: { _ in true }) { results.append($0) }
      exploration.take(results)
    }
  }

  @Test func `a planted bug is found and shrunk to the two faults that it takes`() throws {
    let exploration = try explore(Self.planted(), plans: 0..<300)
    let found = try #require(exploration.found)
    #expect(found.failure == .expectation("errors of web below 1%"))
    let incident = found.smallest
    #expect(Set(incident.faults.map(\.target)) == ["cache", "database"])
    #expect(incident.faults.count == 2)
    #expect(incident.duration <= .seconds(20))
    let document = try ModelDocument(Self.planted(), named: "planted.json")
    func verdicts(_ incident: Incident) throws -> [ExpectationResult.Verdict] {
      let overrides = exploration.overrides(of: incident)
      let run = ArchitectureRun(try document.architecture(overrides: overrides))
      return run.result(.init(seed: 5)).expectations.map(\.verdict)
    }
    #expect(try verdicts(incident) == [.fail])
    for index in incident.faults.indices {
      var half = incident
      half.faults.remove(at: index)
      #expect(try verdicts(half) == [.pass], "\(incident.faults[index])")
    }
  }

  @Test func `a client that has nothing to do with it is left out`() throws {
    let other = """
      , "other": { "arrivals": { "poisson": "2/s" }, "calls": "database",
        "requests": { "read": { "weight": 1 } } }
      """
    let exploration = try explore(Self.planted(more: other), plans: 0..<300)
    let incident = try #require(exploration.found).smallest
    #expect(incident.withoutClients == ["other"])
    #expect(incident.faults.count == 2)
    #expect(incident.duration < .seconds(20))
  }

  @Test func `where the breaker closes again nothing is found`() throws {
    let exploration = try explore(
      Self.planted(wait: "100ms"), kinds: [.flush, .refuse], plans: 0..<48)
    #expect(exploration.found == nil)
    #expect(exploration.triedCount == 48)
    #expect(exploration.runCount == 49)
  }

  @Test func `a model that fails without any fault is not explored`() throws {
    let broken = Self.planted().split(separator: "below").joined(separator: "above")
    let exploration = try explore(broken, plans: 0..<10)
    #expect(exploration.failureWithoutFaults == .expectation("errors of web above 1%"))
    #expect(exploration.runCount == 1)
  }

  @Test func `nothing is drawn that the model does not allow`() throws {
    let document = try ModelDocument(Self.planted(), named: "planted.json")
    let limits = try ExplorationLimits(
      of: document, scenario: nil, overrides: [], kinds: [.flush, .crash], most: 4, longest: nil)
    let choices = limits.choices.map { "\($0.kind.rawValue) \($0.target)" }
    #expect(choices == ["crash app", "flush cache", "crash cache", "crash database"])
    #expect(throws: KnobProblem.self) {
      try ExplorationLimits(
        of: document, scenario: nil, overrides: [], kinds: [.flush], most: 4, longest: .seconds(9))
    }
  }
}
