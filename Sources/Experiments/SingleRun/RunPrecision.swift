public import ArchitectureSimulation
public import RunStatistics
import TimeBase

/// How certain the means of one long run are, by batch means over the steps of its series.
///
/// Latencies are times under way over requests that ended (Little's law), so that the mean is of all
/// that ended, failures included. A ratio is linearised about its value, so that stretches with many
/// requests weigh more than those with few.
///
/// - SeeAlso: Law, *Simulation modeling and analysis*, sections 9.5.2 (batch means) and 9.5.3 (ratios).
public struct RunPrecision: Hashable, Sendable {
  public struct Row: Hashable, Sendable {
    public let metric: Metric
    public let means: BatchMeans
  }

  public let confidence: Double

  /// Clients first; what never changed in the run is left out.
  public private(set) var rows: [Row] = []

  /// - Precondition: `0 < confidence < 1`.
  /// - Complexity: O(*n*) in the length of the series.
  public init(of result: RunResult, confidence: Double) {
    self.confidence = confidence
    let step = result.series.step
    guard step > .zero else { return }
    let first = Int(
      ((result.window.start - Instant.zero).nanoseconds + step.nanoseconds - 1) / step.nanoseconds)
    // The last step may be cut short by the end of the run.
    let end = Int((result.window.end - Instant.zero).nanoseconds / step.nanoseconds)
    guard first < end else { return }
    let length = step.seconds
    for client in result.series.clients {
      let points = client.points.prefix(end).dropFirst(first)
      let succeeded = points.map { Double($0.succeeded) }
      let failed = points.map { Double($0.failed) }
      let ended = zip(succeeded, failed).map { $0 + $1 }
      add(
        Metric(of: client.name, "latency.mean", in: .seconds, better: .lower),
        points.map { $0.inFlightMean * length }, over: ended)
      add(Metric(of: client.name, "errors", in: .ratio, better: .lower), failed, over: ended)
      add(
        Metric(of: client.name, "goodput", in: .perSecond, better: .higher),
        succeeded.map { $0 / length })
    }
    for (series, component) in zip(result.series.components, result.components) {
      let points = series.points.prefix(end).dropFirst(first)
      if let servers = component.total.servers, servers > 0 {
        add(
          Metric(of: series.name, "utilisation", in: .ratio),
          points.map { $0.busyMean / Double(servers) })
        add(
          Metric(of: series.name, "queue.mean", in: .count, better: .lower), points.map(\.queueMean)
        )
      }
    }
  }

  /// One metric; `nil` if there is none of this name.
  public func means(of name: String, of subject: String) -> BatchMeans? {
    rows.first { $0.metric.name == name && $0.metric.subject == subject }?.means
  }

  private mutating func add(_ metric: Metric, _ values: [Double]) {
    guard let least = values.min(), let most = values.max(), least < most else { return }
    rows.append(Row(metric: metric, means: BatchMeans(values, confidence: confidence)))
  }

  /// The ratio r = Σx / Σy, as the mean of r + (x - r·y) / mean(y).
  private mutating func add(_ metric: Metric, _ above: [Double], over below: [Double]) {
    let sum = below.reduce(0, +)
    guard sum > 0 else { return }
    let ratio = above.reduce(0, +) / sum
    let mean = sum / Double(below.count)
    add(metric, zip(above, below).map { ratio + ($0 - ratio * $1) / mean })
  }
}
