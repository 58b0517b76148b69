import ArchitectureModel
import ArchitectureSimulation
import RunStatistics
import Testing
import TimeBase

extension ReferenceCaseTests {
  /// A stall as a load generator sees it that waits for answers, the same after HdrHistogram's
  /// correction, and as those see it whose requests were due.
  ///
  /// The percentiles of the cases are exact to a nanosecond where those of a result are within a
  /// thousandth. They are told from the trace: the k-th answer belongs to the k-th request.
  func checkOmission(_ given: ReferenceCase) throws {
    let stall = Stall(given.parameters)
    let closed = try stall.play(.closed)
    let naive = try #require(closed.result.clients[0].total.naiveLatency)
    var figures = Figures(closed.latencies, "closed")
    figures.values["closed_recorded_count"] = Double(naive.count)
    figures.values["closed_mean_s"] = naive.meanSeconds
    figures.add(try stall.corrected(closed.latencies))
    figures.add(Figures(try stall.play(.openFIFO).latencies, "open_fifo"))
    figures.add(Figures(try stall.play(.openParallel).latencies, "open_parallel"))
    for (metric, expected) in given.expected {
      let observed = try #require(figures.values[metric], "no figure for \(metric)")
      #expect(
        abs(observed - expected.value) <= expected.tolerance,
        "\(given.id): \(metric) is \(observed), not \(expected.value)")
    }
  }
}

/// Figures of latencies by the names that the cases give them.
private struct Figures {
  var values: [String: Double] = [:]

  static let quantiles = [
    ("p50", Quantile.p50), ("p75", .p75), ("p90", .p90), ("p99", .p99), ("p999", .p999),
    ("p9999", Quantile(9_999, of: 10_000)),
  ]

  init() {}

  /// Of latencies in nanoseconds.
  init(_ latencies: [Int64], _ prefix: String) {
    let sorted = latencies.sorted()
    let count = Int64(sorted.count)
    values["\(prefix)_mean_s"] = Double(sorted.reduce(0, +)) / Double(count) / 1e9
    for (name, quantile) in Self.quantiles {
      values["\(prefix)_\(name)_s"] = Double(sorted[Int(quantile.rank(among: count)) - 1]) / 1e9
    }
  }

  mutating func add(_ others: Figures) {
    values.merge(others.values) { $1 }
  }
}

/// A server that stands still for a while under requests at equal distances.
private struct Stall {
  enum Client {
    case closed, openFIFO, openParallel
  }

  let interval: Double
  let service: Double
  let healthy: Double
  let stall: Double

  init(_ parameters: Parameters) {
    interval = parameters.number("interval_s") ?? 1
    service = parameters.number("service_s") ?? 0
    healthy = parameters.number("healthy_s") ?? 0
    stall = parameters.number("stall_s") ?? 0
  }

  func play(_ client: Client) throws -> (result: RunResult, latencies: [Int64]) {
    let count = ((healthy + stall) / interval).rounded()
    var model = CaseModel(durationSeconds: healthy + stall)
    let isClosed = client == .closed
    let workers = client == .openFIFO ? "1, \"backlog\": \"unlimited\"" : "\"unlimited\""
    model.clients = [
      (
        "load",
        """
        { "arrivals": { "constant": "\(CaseModel.rate((1 / interval).rounded()))",
                        "limit": \(Int(count)) },
          "calls": "station" \(isClosed ? ", \"connections\": 1" : "") }
        """
      )
    ]
    model.components = [
      (
        "station",
        """
        { "kind": "service", "workers": \(workers), "work": "\(CaseModel.seconds(service))" }
        """
      )
    ]
    // The one request that a waiting client sends takes as long as the stall, its work included; the
    // others find the server as it was when the stall is over.
    let frozen = isClosed ? stall - service : stall
    model.faults = [
      """
      { "at": "\(CaseModel.seconds(healthy))", "for": "\(CaseModel.seconds(frozen))",
        "freeze": "station" }
      """
    ]
    if !isClosed { model.durationSeconds += count * service + 1 }
    let document = try ModelDocument(model.text, named: "case.json")
    let run = ArchitectureRun(try document.architecture())
    let result = run.result()
    #expect(result.audit.isClean, "\(result.audit)")
    let ends = run.trace(of: 1..<result.digest.events + 1)
      .filter { $0.kind == "work" && $0.place == "station" }.map { $0.time - Instant.zero }
    #expect(UInt64(ends.count) == result.clients[0].total.completed)
    return (result, latencies(ends.map(\.nanoseconds), afterWaiting: isClosed))
  }

  /// From when each request was due; of a client that waits for answers from when it was sent.
  private func latencies(_ ends: [Int64], afterWaiting: Bool) -> [Int64] {
    let step = Int64((interval * 1e9).rounded())
    var lastEnd: Int64 = 0
    return ends.enumerated().map { number, end in
      let due = Int64(number) * step
      defer { lastEnd = end }
      return end - (afterWaiting ? max(due, lastEnd) : due)
    }
  }

  /// In microseconds, as load generators record.
  func corrected(_ latencies: [Int64]) throws -> Figures {
    var recorded = Histogram(digits: 5)
    for latency in latencies { recorded.record(latency / 1_000) }
    let interval = Int64((interval * 1e6).rounded())
    let corrected = OmissionCorrection(interval: interval).applied(to: recorded.snapshot())
    var figures = Figures()
    figures.values["corrected_count"] = Double(corrected.count)
    figures.values["corrected_mean_s"] = (corrected.mean ?? 0) / 1e6
    for (name, quantile) in Figures.quantiles {
      let value = try #require(corrected.quantile(quantile))
      figures.values["corrected_\(name)_s"] = Double(value) / 1e6
    }
    return figures
  }
}
