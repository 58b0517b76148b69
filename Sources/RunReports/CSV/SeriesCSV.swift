public import ArchitectureSimulation
import TimeBase

/// The run over time as comma-separated values: one row per step, one column per figure.
///
///     time,web.offered,web.succeeded,web.failed,web.p50,web.p95,web.p99,app.completions,…
///     0,301,300,1,0.0031,0.0124,0.0301,299,…
///
/// `time` is the start of the step. Every client has `offered`, `succeeded`, `failed` (counts of the
/// step) and `p50`, `p95`, `p99` (of the successes of the step, empty if there were none); every
/// component has `completions`, `failures` (counts), `queueMean` and `busyMean` (time averages).
/// Times are exact seconds. Fields are quoted as in RFC 4180 where they need to be, lines end in a
/// line feed. Equal results give equal bytes.
public struct SeriesCSV: Hashable, Sendable {
  public var text: String

  /// - Complexity: O(*n*) in the length of the text.
  public init(_ result: RunResult) {
    let series = result.series
    var header = ["time"]
    for client in series.clients {
      header += ["offered", "succeeded", "failed", "p50", "p95", "p99"].map {
        client.name + "." + $0
      }
    }
    for component in series.components {
      header += ["completions", "failures", "queueMean", "busyMean"].map {
        component.name + "." + $0
      }
    }
    var text = header.map(Self.field).joined(separator: ",") + "\n"
    let counts = series.clients.map(\.points.count) + series.components.map(\.points.count)
    for step in 0..<(counts.max() ?? 0) {
      text += Self.row(step, of: series).joined(separator: ",") + "\n"
    }
    self.text = text
  }

  private static func row(_ step: Int, of series: SeriesResult) -> [String] {
    var fields = [JSONTree.secondsText(of: (series.step * Int64(step)).nanoseconds)]
    for client in series.clients {
      guard step < client.points.count else {
        fields += Array(repeating: "", count: 6)
        continue
      }
      let point = client.points[step]
      fields += [point.offered, point.succeeded, point.failed].map { String($0) }
      fields += [point.p50, point.p95, point.p99].map { span in
        span.map { JSONTree.secondsText(of: $0.nanoseconds) } ?? ""
      }
    }
    for component in series.components {
      guard step < component.points.count else {
        fields += Array(repeating: "", count: 4)
        continue
      }
      let point = component.points[step]
      fields += [String(point.completions), String(point.failures)]
      fields += [point.queueMean, point.busyMean].map {
        $0.isFinite ? JSONTree.decimalText(of: $0) : ""
      }
    }
    return fields
  }

  static func field(_ text: String) -> String {
    guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
    return "\""
      + text.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }
}
