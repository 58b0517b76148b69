import ArchitectureSimulation
import TimeBase

extension CaseMetrics {
  /// Metrics of lines that do not treat all alike; `nil` if this is none of them.
  func lineValue(of metric: String) -> Double? {
    if metric == "wait_second_moment_s2" {
      guard let wait = result.components.first(where: { $0.name == "station" })?.total.wait else {
        return nil
      }
      let deviation = wait.standardDeviation.seconds
      return wait.meanSeconds * wait.meanSeconds + deviation * deviation
    }
    for (prefix, path) in [
      ("wait_mean_class", \ComponentResult.RequestTimes.wait),
      ("sojourn_mean_class", \ComponentResult.RequestTimes.residence),
    ] where metric.hasPrefix(prefix) {
      let number = metric.dropFirst(prefix.count).dropLast("_s".count)
      let station = result.components.first { $0.name == "station" }
      return station?.requests.first { $0.name == "class\(number)" }?[keyPath: path]?.meanSeconds
    }
    return nil
  }

  /// How busy a single core is whose workers are unlimited: whenever somebody is inside, it is.
  var occupancy: Double? {
    guard let times = result.components.first(where: { $0.name == "station" })?.total.concurrency,
      let idle = times.first
    else { return nil }
    return 1 - idle.seconds / result.window.length.seconds
  }
}
