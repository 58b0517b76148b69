public import ArchitectureSimulation
import EventEngine
import RunStatistics

/// Holds two variants of a model against each other, replication by replication.
///
/// Both have the draws of the same seed and replication: a request that both meet takes the same
/// work in both. What differs is what the change does, and not chance (common random numbers).
public struct ComparisonStudy {
  private let confidence: Double
  private var first: RunResult?
  private var models: [RunResult.Model] = []
  private var pending: MetricTable?
  private var pairs: [Metric: [(first: Double, second: Double)]] = [:]
  private var order: [Metric] = []
  private var count = 0
  private var digest = TraceDigest()
  private var brokenAudit: ReplicatedResult.BrokenAudit?
  private var stopped = 0

  /// - Precondition: `0 < confidence < 1`.
  public init(confidence: Double) {
    precondition(
      confidence > 0 && confidence < 1, "a confidence is between 0 and 1, not \(confidence)")
    self.confidence = confidence
  }

  /// Takes in the next run: first and second variant of one replication, then of the next.
  public mutating func add(_ result: RunResult) {
    digest.fold(result.digest.total)
    if models.count < 2 { models.append(result.model) }
    if first == nil { first = result }
    if !result.audit.isClean, brokenAudit == nil {
      brokenAudit = .init(replication: result.replication, audit: result.audit)
    }
    if result.ending != .completed { stopped += 1 }
    let table = MetricTable(result)
    guard let other = pending else {
      pending = table
      return
    }
    pending = nil
    count += 1
    add(other, table)
  }

  private mutating func add(_ one: MetricTable, _ other: MetricTable) {
    if order.isEmpty {
      let known = Set(other.rows.map(\.metric))
      order = one.rows.map(\.metric).filter { known.contains($0) }
    }
    var values: [Metric: Double] = [:]
    for row in other.rows { values[row.metric] = row.value }
    for row in one.rows {
      guard let value = row.value, let second = values[row.metric], value.isFinite,
        second.isFinite
      else { continue }
      pairs[row.metric, default: []].append((value, second))
    }
  }

  /// What the replications so far say; `nil` before the first one is complete.
  public func result() -> ComparisonResult? {
    guard let first, count > 0 else { return nil }
    let comparisons = order.compactMap { metric -> (Metric, PairedComparison)? in
      let comparison = PairedComparison(pairs[metric] ?? [])
      return Self.isWorthTelling(metric, comparison) ? (metric, comparison) : nil
    }
    let pValues = comparisons.map { metric, pairs in
      metric.kind == .estimate ? pairs.pValue : nil
    }
    // What has the same value in all runs of both cannot be mistaken for a difference.
    let tested = pValues.indices.filter { pValues[$0] != nil && comparisons[$0].1.isUncertain }
    let adjusted = HolmCorrection.adjusted(tested.map { pValues[$0] ?? 1 })
    var corrected = pValues
    for (index, value) in zip(tested, adjusted) { corrected[index] = value }
    return ComparisonResult(
      models: models, seed: first.seed, firstReplication: first.replication, count: count,
      duration: first.duration, confidence: confidence, digest: digest.value,
      clients: first.clients.map(\.name), testedTogether: tested.count,
      metrics: zip(comparisons, corrected).map { comparison, pValue in
        ComparedMetric(comparison.0, comparison.1, pValue: pValue, confidence: confidence)
      }, stopped: stopped, brokenAudit: brokenAudit)
  }

  private static func isWorthTelling(_ metric: Metric, _ pairs: PairedComparison) -> Bool {
    !metric.name.hasPrefix("failed.") || pairs.first.mean > 0 || pairs.second.mean > 0
  }
}

extension PairedComparison {
  /// Whether there is any spread or difference at all.
  fileprivate var isUncertain: Bool {
    differences.mean != 0 || (differences.variance ?? 0) > 0
  }
}
