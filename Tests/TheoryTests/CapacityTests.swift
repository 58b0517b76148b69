import ArchitectureModel
import ArchitectureSimulation
import Experiments
import PortableMathematics
import Testing

/// The largest load of M/M/c that keeps the 95th percentile of the time in the system below a target,
/// found by simulation and solved exactly.
@Suite struct CapacityTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var servers: Int

    /// In mean service times.
    var target: Double

    var testDescription: String { "M/M/\(servers), p95 below \(target) service times" }

    /// P(T > t) with service rate 1: the wait is 0, or else exponential at rate c − λ, with the
    /// probability of Erlang's C; the sum with the service is hypoexponential.
    private func tail(_ load: Double) -> Double {
      var blocking = 1.0
      for count in 1...servers {
        blocking = load * blocking / (Double(count) + load * blocking)
      }
      let spare = Double(servers) - load
      let waiting = blocking / (1 - load / Double(servers) * (1 - blocking))
      let served = PortableMath.exp(-target)
      let both =
        abs(spare - 1) < 1e-9
        ? (1 + target) * served : (spare * served - PortableMath.exp(-spare * target)) / (spare - 1)
      return (1 - waiting) * served + waiting * both
    }

    /// In requests per mean service time.
    var exactLoad: Double {
      var (low, high) = (0.0, Double(servers) * (1 - 1e-12))
      for _ in 0..<200 {
        let middle = (low + high) / 2
        if tail(middle) < 0.05 { low = middle } else { high = middle }
      }
      return low
    }
  }

  static let cases = [
    Case(servers: 1, target: 6), Case(servers: 1, target: 8), Case(servers: 1, target: 12),
    Case(servers: 2, target: 4), Case(servers: 2, target: 6), Case(servers: 3, target: 4),
    Case(servers: 4, target: 4), Case(servers: 5, target: 3.5), Case(servers: 8, target: 3.5),
    Case(servers: 16, target: 3.25), Case(servers: 32, target: 3.1),
  ]

  /// Searches with service times of 10 ms, so that loads are in hundreds a second.
  private func search(
    _ given: Case, seconds: Int, _ policy: CapacitySearch.Policy
  ) throws -> CapacitySearch {
    let target = Int((given.target * 10_000).rounded())
    let text = """
      {
        "format": 1,
        "run": { "duration": "\(seconds)s", "warmup": "10s", "seed": 3 },
        "clients": { "web": { "arrivals": { "poisson": "1/s" }, "calls": "app" } },
        "components": { "app": {
          "kind": "service", "workers": \(given.servers), "backlog": "unlimited",
          "work": { "exponential": "10ms" } } },
        "expect": [ { "metric": "latency.p95", "of": "web", "below": "\(target)us" } ]
      }
      """
    let range = "\(given.servers * 20)/s...\(given.servers * 110)/s"
    let knob = try Knob(path: "web.arrivals.poisson", values: range)
    var search = try CapacitySearch(
      of: try ModelDocument(text, named: "case.json"), overrides: [],
      try KnobLadder(knob, precision: policy.precision), policy)
    while true {
      let runs = try search.nextRuns()
      guard !runs.isEmpty else { break }
      var results: [RunResult] = []
      _ = PlannedRun.perform(runs, threads: 2, proceed: { _ in true }) { results.append($0) }
      search.take(results)
    }
    return search
  }

  private func bracket(_ search: CapacitySearch) throws -> (met: Double, unmet: Double) {
    let met = try #require(search.met.flatMap { Double($0.dropLast(2)) })
    let unmet = try #require(search.unmet.flatMap { Double($0.dropLast(2)) })
    return (met / 100, unmet / 100)
  }

  @Test func `a short search brackets the capacity`() throws {
    let given = Self.cases[3]
    let search = try search(given, seconds: 60, .init(precision: 0.2, most: 16))
    let (met, unmet) = try bracket(search)
    #expect(met <= given.exactLoad && given.exactLoad <= unmet, "\(met)...\(unmet)")
    #expect(unmet <= 2 * met)
  }

  @Test(.enabled(if: ReferenceCaseTests.isComplete), arguments: cases)
  func `a full search is within one in a hundred of the capacity`(_ given: Case) throws {
    let seconds = 2_000 / given.servers + 100
    let search = try search(given, seconds: seconds, .init(precision: 0.01, most: 128))
    let (met, unmet) = try bracket(search)
    let exact = given.exactLoad
    #expect(met <= exact && exact <= unmet, "\(met)...\(unmet), exactly \(exact)")
    let middle = (met + unmet) / 2
    #expect(abs(middle - exact) <= 0.01 * exact, "\(middle), exactly \(exact)")
    #expect(abs(middle - exact) <= unmet - met)
  }
}
