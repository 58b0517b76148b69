public import ArchitectureSimulation
import TimeBase

/// The metrics of one run with their values, in the order of the result.
///
/// Runs of one model have the same metrics in the same order, whatever happened in them.
public struct MetricTable: Hashable, Sendable {
  public struct Row: Hashable, Sendable {
    public var metric: Metric

    /// `nil` if there was nothing to observe.
    public var value: Double?

    /// Of a high percentile: how many observations lie beyond it.
    public var beyond: Double?

    /// Of a share of cases that are counted: of how many.
    public var trials: UInt64?
  }

  public private(set) var rows: [Row] = []

  public init(_ result: RunResult) {
    for client in result.clients {
      add(client.total, of: client.name, nil)
      for request in client.requests { add(request, of: client.name, request.name) }
    }
    for component in result.components { add(component) }
  }

  /// The value of one metric; `nil` if there is no such metric or no value.
  public func value(of name: String, of subject: String, request: String? = nil) -> Double? {
    rows.first {
      $0.metric.name == name && $0.metric.subject == subject && $0.metric.request == request
    }?.value
  }

  private mutating func add(_ request: RequestResult, of client: String, _ name: String?) {
    func add(
      _ metric: String, _ unit: ExpectationResult.Unit, _ value: Double?,
      _ preference: Metric.Preference = .lower, kind: Metric.Kind = .estimate,
      beyond: Double? = nil
    ) {
      rows.append(
        Row(
          metric: Metric(
            of: client, request: name, metric, in: unit, kind, better: preference),
          value: value, beyond: beyond, trials: unit == .ratio ? request.completed : nil))
    }
    let ended = Double(request.completed)
    func share(_ count: UInt64) -> Double? { ended > 0 ? Double(count) / ended : nil }
    add("goodput", .perSecond, request.goodput, .higher)
    add("throughput", .perSecond, request.throughput, .neither)
    add("errors", .ratio, share(request.failed))
    for cause in FailureCause.allCases {
      let failures = request.failures.filter { $0.cause == cause }
      add("failed.\(cause.word)", .ratio, share(failures.reduce(0) { $0 + $1.count }))
    }
    add("attempts", .count, share(request.attempts))
    let latency = request.latency
    add("latency.mean", .seconds, latency.map { $0.meanNanoseconds / 1e9 })
    let successes = Double(latency?.count ?? 0)
    add("latency.p50", .seconds, latency?.p50.seconds)
    add("latency.p90", .seconds, latency?.p90.seconds, beyond: successes * 0.1)
    add("latency.p95", .seconds, latency?.p95.seconds, beyond: successes * 0.05)
    add("latency.p99", .seconds, latency?.p99.seconds, beyond: successes * 0.01)
    add("latency.p99.9", .seconds, latency?.p999.seconds, beyond: successes * 0.001)
    add("latency.max", .seconds, latency?.maximum.seconds, kind: .extreme)
  }

  private mutating func add(_ component: ComponentResult) {
    func add(
      _ metric: String, _ unit: ExpectationResult.Unit, _ value: Double?,
      _ preference: Metric.Preference = .lower, kind: Metric.Kind = .estimate,
      of trials: UInt64? = nil
    ) {
      rows.append(
        Row(
          metric: Metric(of: component.name, metric, in: unit, kind, better: preference),
          value: value, trials: trials))
    }
    let total = component.total
    add("throughput", .perSecond, total.throughput, .neither)
    if total.utilisation != nil { add("utilisation", .ratio, total.utilisation, .neither) }
    if let processor = component.processor {
      add("processor.utilisation", .ratio, processor.utilisation, .neither)
    }
    if let disk = component.disk {
      add("disk.utilisation", .ratio, disk.utilisation, .neither)
    }
    if let connections = component.connections {
      add("connections.mean", .count, connections.openMean, .neither)
      add("connections.refused", .count, Double(connections.refused), kind: .extreme)
    }
    if let transactions = component.transactions {
      add("transactions.rolledBack", .count, Double(transactions.rolledBack), kind: .extreme)
      add("transactions.deadlocks", .count, Double(transactions.deadlocks), kind: .extreme)
    }
    add(
      "rejected", .ratio,
      total.arrivals > 0
        ? Double(total.turnedAway) / Double(total.arrivals) : nil, of: total.arrivals)
    add("busy.mean", .count, total.busyMean, .neither)
    add("inSystem.mean", .count, total.inSystemMean)
    if total.servers != nil {
      add("queue.mean", .count, total.queueMean)
      add("queue.max", .count, Double(total.queueMaximum), kind: .extreme)
      add("wait.mean", .seconds, total.wait.map { $0.meanNanoseconds / 1e9 })
    }
    add("residence.mean", .seconds, total.residence.map { $0.meanNanoseconds / 1e9 })
    switch component.details {
    case .none, .gateway, .database: break
    case .cache(let cache):
      add("hitRatio", .ratio, cache.hitRatio, .higher, of: cache.hits + cache.misses)
    case .queue(let queue):
      add("deadLettered", .count, Double(queue.deadLettered), kind: .extreme)
      guard let jobs = queue.jobs else { return }
      add("jobs.failed", .count, Double(jobs.failed), kind: .extreme)
      add("jobs.lost", .count, Double(jobs.lost), kind: .extreme)
      add("timeToSuccess.mean", .seconds, jobs.timeToSuccess.map { $0.meanNanoseconds / 1e9 })
      add("timeToSuccess.p95", .seconds, jobs.timeToSuccess?.p95.seconds)
    case .external(let external):
      add("effects.duplicates", .count, Double(external.duplicates), kind: .extreme)
    }
  }
}
