public import ArchitectureModel
public import ArchitectureSimulation
import EventEngine
import RunStatistics
import TimeBase

/// Adds up the results of replications one after the other, and says when there are enough.
///
/// Of each replication a few numbers are kept. What comes out depends on the results and their order
/// alone.
public struct ReplicationStudy {
  public let policy: ReplicationPolicy
  private let architecture: Architecture

  private var first: RunResult?
  private var made = 0
  private var collectors: [MetricCollector] = []
  private var verdicts: [[ExpectationResult]] = []
  private var digests: [UInt64] = []
  private var profiles: [LatencyProfile] = []
  private var rule: PrecisionRule?
  private var watched: [Int] = []
  private var outcome: ReplicatedResult.Precision.Outcome?
  private var requests = ReplicatedResult.Requests()
  private var brokenAudit: ReplicatedResult.BrokenAudit?
  private var stopped: [UInt64] = []
  private var unsettled: [UInt64] = []
  private var starts: (earliest: Instant, latest: Instant)?

  /// - Precondition: The policy has no problem.
  public init(_ architecture: Architecture, _ policy: ReplicationPolicy) {
    precondition(policy.problem == nil, policy.problem ?? "")
    self.architecture = architecture
    self.policy = policy
  }

  /// Takes in the next replication.
  ///
  /// - Returns: Whether another one is wanted.
  public mutating func add(_ result: RunResult) -> Bool {
    let table = MetricTable(result)
    if first == nil { begin(result, table) }
    made += 1
    for (index, row) in table.rows.enumerated() { collectors[index].add(row) }
    for (index, verdict) in result.expectations.enumerated() { verdicts[index].append(verdict) }
    digests.append(result.digest.total)
    for (index, client) in result.clients.enumerated() {
      profiles[index].merge(client.total.latencyProfile)
    }
    note(result)
    guard rule != nil else { return made < policy.count }
    switch rule?.add(watched.map { table.rows[$0].value }) {
    case .more, nil: return true
    case .reached: outcome = .reached
    case .exhausted: outcome = .missed
    }
    return false
  }

  private mutating func begin(_ result: RunResult, _ table: MetricTable) {
    var kept = result
    kept.series.clients = []
    kept.series.components = []
    kept.series.stocks = []
    kept.edges = []
    kept.log = EventLog()
    first = kept
    collectors = table.rows.map { MetricCollector($0.metric) }
    verdicts = result.expectations.map { _ in [] }
    profiles = result.clients.map { _ in LatencyProfile() }
    let clients = result.clients.map(\.name)
    watched = table.rows.indices.filter { index in
      let metric = table.rows[index].metric
      return metric.request == nil && clients.contains(metric.subject)
        && ["latency.mean", "latency.p95"].contains(metric.name)
    }
    rule = policy.rule.map { PrecisionRule($0, watching: watched.count) }
  }

  private mutating func note(_ result: RunResult) {
    for client in result.clients {
      requests.offered += client.total.offered
      requests.succeeded += client.total.succeeded
      requests.failed += client.total.failed
    }
    if !result.audit.isClean, brokenAudit == nil {
      brokenAudit = .init(replication: result.replication, audit: result.audit)
    }
    if result.ending != .completed { stopped.append(result.replication) }
    if case .notFound = result.warmup { unsettled.append(result.replication) }
    let start = result.window.start
    starts = (min(starts?.earliest ?? start, start), max(starts?.latest ?? start, start))
  }

  /// What the replications so far say; `nil` before the first one.
  public func result() -> ReplicatedResult? {
    guard let first, let starts else { return nil }
    var digest = TraceDigest()
    for word in digests { digest.fold(word) }
    return ReplicatedResult(
      model: first.model, seed: first.seed, firstReplication: first.replication, count: made,
      duration: first.duration, confidence: policy.confidence,
      precision: policy.precision.map {
        .init(
          asked: $0, outcome: outcome ?? .interrupted,
          watched: watched.map { collectors[$0].metric })
      },
      isWhole: outcome != nil || made == policy.count, digest: digest.value, digests: digests,
      clients: first.clients.map(\.name), components: first.components.map(\.name),
      profiles: profiles,
      requests: requests, starts: .init(earliest: starts.earliest, latest: starts.latest),
      metrics: collectors.map { $0.figures(confidence: policy.confidence) }.filter(
        \.isWorthTelling),
      expectations: zip(architecture.expectations, verdicts).map {
        ReplicatedExpectation($0, $1, confidence: policy.confidence)
      },
      stopped: stopped, unsettled: unsettled, brokenAudit: brokenAudit)
  }
}

extension ReplicatedMetric {
  /// Causes for which nothing ever failed are many, and say nothing.
  var isWorthTelling: Bool {
    !metric.name.hasPrefix("failed.") || range.map { $0.upper > 0 } ?? false
  }
}
