import Experiments
import RunStatistics

/// Estimates with their intervals, a line each: everything of the clients, the main figures of request
/// names and components. The JSON has them all.
struct MetricsSection {
  let result: ReplicatedResult
  let style: ReportStyle

  private static let ofRequests = ["errors", "latency.mean", "latency.p95", "latency.p99"]

  var clientLines: [ReportLine] {
    lines("Requests", subjects: result.clients) { metric in
      metric.metric.request == nil || Self.ofRequests.contains(metric.metric.name)
    }
  }

  var componentLines: [ReportLine] {
    lines("Components", subjects: result.components) { Self.isTold($0) }
  }

  /// Whether a figure of a component is worth a line here.
  static func isTold(_ metric: ReplicatedMetric) -> Bool {
    switch metric.metric.name {
    case "utilisation", "queue.mean", "queue.max", "wait.mean", "hitRatio": true
    case "rejected", "deadLettered": metric.range.map { $0.upper > 0 } ?? false
    default: false
    }
  }

  private func lines(
    _ title: String, subjects: [String], where isTold: (ReplicatedMetric) -> Bool
  ) -> [ReportLine] {
    let interval = "\(result.confidence.percent) from"
    var table = TextTable([("", title), ("", "mean"), ("", interval), ("", "to"), ("", "+/-")])
    for subject in subjects {
      let metrics = result.metrics.filter { $0.metric.subject == subject && isTold($0) }
      var request: String??
      for metric in metrics {
        if request != .some(metric.metric.request) {
          request = .some(metric.metric.request)
          let name = metric.metric.request.map { "  " + $0 } ?? subject
          table.add([DisplayText.name(name, inASCII: style.inASCII), "", "", "", ""])
        }
        let indentation = metric.metric.request == nil ? "  " : "    "
        table.add([indentation + metric.metric.name] + cells(metric))
      }
    }
    guard !table.rows.isEmpty else { return [] }
    return table.lines(width: style.width, ellipsis: style.ellipsis)
  }

  private func cells(_ metric: ReplicatedMetric) -> [String] {
    guard let value = metric.value else { return Array(repeating: Figure.none, count: 4) }
    let shown = figure(value, metric)
    if metric.metric.kind == .extreme { return [shown, "", "", "the most"] }
    guard let interval = metric.interval else { return [shown, "", "", "one value"] }
    let precision = metric.relativePrecision.map { Figure.share($0) } ?? Figure.none
    return [
      shown, figure(interval.lower, metric), figure(interval.upper, metric),
      metric.isThin ? "too few" : precision,
    ]
  }

  private func figure(_ value: Double, _ metric: ReplicatedMetric) -> String {
    Figure.observation(value, in: metric.metric.unit, inASCII: style.inASCII)
  }
}
