import ArchitectureModel
import ArchitectureSimulation
import Foundation
import Testing
import TimeBase

/// Systems with known answers, each run as a model file like any user's.
///
/// A quick subset at a reduced length in every test run; all of them, at their full length, when
/// `REHEARSAL_CASES` is `all`, or those of some families if it names them: `forkjoin,hedging`. A
/// shorter run has a wider tolerance: it grows with one over the root of the length, as the standard
/// error does.
@Suite struct ReferenceCaseTests {
  /// Families of which a short case runs in every test run, and all with `REHEARSAL_CASES=all`.
  static let quick = [
    "mm1", "mmc", "mmck", "erlangb", "md1", "mg1", "mg1ps", "gm1", "tandem", "closed", "mminf",
    "timeout", "retry", "lb_rr", "lb_exact", "token_bucket", "leaky_bucket", "cache_irm",
    "cache_ttl", "dbpool", "distributions",
  ]

  /// Families that take too long for every test run: all of their cases with `REHEARSAL_CASES=all`.
  static let long = [
    "forkjoin", "hedging", "breakdown", "outage_fluid", "pod_finite", "fanout", "availability",
    "bursty", "mt_inf", "coordinated_omission", "window_limit", "throttle", "breaker",
    "disciplines", "priority", "usl", "metastable", "pod_meanfield", "backoff",
  ]

  /// Families that are not about systems but about the instruments: no run is needed for them.
  static let instruments = ["histogram"]

  static let families = quick + long + instruments

  private static let choice = ProcessInfo.processInfo.environment["REHEARSAL_CASES"]
  static let isComplete = choice != nil

  static let cases: [ReferenceCase] = {
    let known = ReferenceCase.all
    if let choice {
      let chosen = choice.split(separator: ",").map(String.init)
      return chosen == ["all"] ? known : known.filter { chosen.contains($0.family) }
    }
    // Of each family the shortest: what is slow to settle needs its full length.
    return quick.compactMap { family in
      known.filter { $0.family == family && !$0.id.hasPrefix("dist-zipf") }.min {
        ($0.measured, $0.id) < ($1.measured, $1.id)
      }
    }
  }()

  @Test func `the cases are there`() {
    #expect(ReferenceCase.all.count == 227)
    #expect(Set(ReferenceCase.all.map(\.id)).count == 227)
    // Every family is known, and none is known that has no case.
    #expect(Set(Self.families) == Set(ReferenceCase.all.map(\.family)))
    #expect(Self.families.count == 41)
    if Self.choice == "all" { #expect(Self.cases.count == 227) }
  }

  @Test(arguments: cases)
  func `the simulated system shows what theory says`(_ given: ReferenceCase) throws {
    let length = given.lengthOfTolerance
    let requests = Self.isComplete ? length : min(length, 20_000)
    let warmup = Self.isComplete ? given.warmup : min(given.warmup, 4_000)
    if given.id.hasPrefix("mminf-transient") {
      try checkTransient(given)
      return
    }
    if given.family == "mt_inf" {
      try checkWave(given)
      return
    }
    if given.id.hasPrefix("window-2x") {
      try checkBoundary(given)
      return
    }
    if given.id.hasPrefix("dist-zipf") { return try checkZipf(given) }
    if given.id.hasPrefix("backoff-occ") { return try checkContention(given) }
    switch given.family {
    case "histogram": return try checkHistogram(given)
    case "backoff": return try checkBackoff(given)
    case "usl": return try checkScalability(given)
    case "coordinated_omission": return try checkOmission(given)
    case "availability": return try checkAvailability(given)
    case "outage_fluid": return try checkOutage(given)
    case "metastable": return try checkStorm(given)
    case "pod_meanfield": return try checkMeanField(given)
    default: break
    }
    let model = try #require(
      CaseModel(given, requests: requests, warmup: warmup), "no model for \(given.id)")
    let result = try run(model)
    #expect(result.audit.isClean, "\(result.audit)")
    let metrics = CaseMetrics(result: result, given: given)
    // A deterministic case has no length to scale by.
    let stretch = requests > 0 ? (length / requests).squareRoot() : 1
    for (metric, expected) in given.expected {
      let observed: Double?
      switch metric {
      case "max_throughput_rps": observed = try saturated(model)
      case "first_rejected_index": observed = try firstRejected(given)
      case "unhedged_p99_s", "unhedged_p999_s":
        let unhedged = CaseMetrics(result: try run(model.withoutHedges), given: given)
        observed = unhedged.value(of: String(metric.dropFirst("unhedged_".count)))
      default: observed = metrics.value(of: metric)
      }
      let value = try #require(observed, "no figure for \(metric)")
      let tolerance = expected.tolerance * stretch
      #expect(
        abs(value - expected.value) <= tolerance,
        "\(given.id): \(metric) is \(value), not \(expected.value) ± \(tolerance)")
    }
  }

  /// Holds figures of a system against what the case expects.
  func hold(
    _ figures: [String: Double], against given: ReferenceCase, stretch: Double = 1
  ) throws {
    for (metric, expected) in given.expected {
      let observed = try #require(figures[metric], "no figure for \(metric)")
      #expect(
        abs(observed - expected.value) <= expected.tolerance * stretch,
        "\(given.id): \(metric) is \(observed), not \(expected.value) ± \(expected.tolerance)")
    }
  }

  func run(_ model: CaseModel) throws -> RunResult {
    let document = try ModelDocument(model.text, named: "case.json")
    return ArchitectureRun(try document.architecture()).result()
  }

  /// Throughput with so many users that the workers never run out of work.
  private func saturated(_ model: CaseModel) throws -> Double {
    var model = model
    model.clients = [
      ("load", "{ \"users\": 200, \"think\": \"0s\", \"calls\": \"station\" }")
    ]
    model.durationSeconds = min(model.durationSeconds, 2_000)
    model.warmupSeconds = 10
    return try run(model).clients[0].total.throughput
  }

  /// How many requests are sent before one is turned away, by sending one more each time.
  private func firstRejected(_ given: ReferenceCase) throws -> Double {
    for limit in 1...200 {
      guard var model = CaseModel(given, requests: 0, warmup: 0),
        let rate = given.parameters.child("arrivals")?.number("rate_rps")
      else { break }
      model.clients = [
        (
          "load",
          """
          { "arrivals": { "constant": "\(CaseModel.rate(rate))", "limit": \(limit) },
            "calls": "station" }
          """
        )
      ]
      if try run(model).clients[0].total.failed > 0 { return Double(limit - 1) }
    }
    return .nan
  }

  /// Means over replications of what is in the system at fixed times.
  private func checkTransient(_ given: ReferenceCase) throws {
    let replications = Self.isComplete ? Int(given.measured) : 60
    let stretch = (given.measured / Double(replications)).squareRoot()
    for (metric, expected) in given.expected {
      let time = metric.dropFirst("concurrency_at_".count).dropLast("_s".count)
      guard var model = CaseModel(given, requests: 1, warmup: 0), let seconds = Double(time)
      else { continue }
      model.durationSeconds = seconds
      let document = try ModelDocument(model.text, named: "case.json")
      let run = ArchitectureRun(try document.architecture())
      var sum = 0.0
      for replication in 0..<replications {
        let result = run.result(.init(replication: UInt64(replication)))
        sum += Double(result.components[0].total.inSystemAtEnd)
      }
      let mean = sum / Double(replications)
      #expect(
        abs(mean - expected.value) <= expected.tolerance * stretch,
        "\(given.id): \(metric) is \(mean), not \(expected.value)")
    }
  }
}
