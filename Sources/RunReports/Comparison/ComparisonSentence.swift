import ArchitectureSimulation
import Experiments
import RunStatistics

/// One plain sentence for each client: is it better off, worse off, or is no difference to be seen?
struct ComparisonSentence {
  let result: ComparisonResult
  let style: ReportStyle

  /// What a client cares for, the most telling first.
  static let telling = [
    "latency.p95", "errors", "latency.mean", "goodput", "latency.p99", "latency.p50",
  ]

  enum Answer {
    case better, worse, mixed, none, unknown
  }

  func answer(for client: String) -> Answer {
    let findings = metrics(of: client).map(\.finding)
    if findings.allSatisfy({ $0 == .untested }) { return .unknown }
    switch (findings.contains(.better), findings.contains(.worse)) {
    case (true, true): return .mixed
    case (true, false): return .better
    case (false, true): return .worse
    case (false, false): return .none
    }
  }

  func text(for client: String) -> String {
    let name = DisplayText.truncated(
      DisplayText.name(client, inASCII: style.inASCII), to: 40, ellipsis: style.ellipsis)
    let metrics = metrics(of: client)
    let better = metrics.first { $0.finding == .better }
    let worse = metrics.first { $0.finding == .worse }
    switch answer(for: client) {
    case .better: return "\(name) is better off: \(better.map(change) ?? "")"
    case .worse: return "\(name) is worse off: \(worse.map(change) ?? "")"
    case .mixed:
      return "\(name) gains and loses: \(better.map(change) ?? ""), but \(worse.map(change) ?? "")"
    case .none:
      let differs = metrics.contains { ($0.interval?.largestMagnitude ?? 0) > 0 }
      return differs
        ? "\(name): no difference is shown; " + bounds(metrics)
        : "\(name): no difference at all, in any of the runs"
    case .unknown: return "\(name): too few observations to compare anything"
    }
  }

  private func metrics(of client: String) -> [ComparedMetric] {
    Self.telling.compactMap { result.metric($0, of: client) }
  }

  /// `latency.p95 falls by 31.2% (28.0% to 34.4%)`.
  private func change(_ metric: ComparedMetric) -> String {
    let rises = metric.pairs.differences.mean > 0
    let verb = rises ? "rises" : "falls"
    guard let interval = metric.interval else { return "\(metric.metric.name) \(verb)" }
    if let ratio = metric.pairs.ratio, let range = metric.ratioInterval, ratio > 0.5, ratio < 2 {
      let low = rises ? range.lower - 1 : 1 - range.upper
      let high = rises ? range.upper - 1 : 1 - range.lower
      return "\(metric.metric.name) \(verb) by \(Figure.share((ratio - 1).magnitude))"
        + " (\(signed(low)) to \(signed(high)))"
    }
    let first = figure(metric.pairs.first.mean, metric)
    let second = figure(metric.pairs.second.mean, metric)
    let ends = [interval.lower.magnitude, interval.upper.magnitude].sorted()
    return "\(metric.metric.name) \(verb) from \(first) to \(second)"
      + " (by \(figure(ends[0], metric)) to \(figure(ends[1], metric)))"
  }

  /// The largest difference that is still possible, of what tells most.
  private func bounds(_ metrics: [ComparedMetric]) -> String {
    let bounded = metrics.compactMap { metric -> String? in
      guard let interval = metric.interval else { return nil }
      let largest = interval.largestMagnitude
      guard largest > 0 else { return nil }
      let share = metric.pairs.first.mean == 0 ? nil : largest / metric.pairs.first.mean.magnitude
      return "\(metric.metric.name) differs by less than \(figure(largest, metric))"
        + (share.map { " (\(Figure.share($0)))" } ?? "")
    }
    return bounded.prefix(2).joined(separator: ", ")
  }

  private func signed(_ share: Double) -> String {
    share < 0 ? "-" + Figure.share(-share) : Figure.share(share)
  }

  private func figure(_ value: Double, _ metric: ComparedMetric) -> String {
    Figure.observation(value, in: metric.metric.unit, inASCII: style.inASCII)
  }
}
