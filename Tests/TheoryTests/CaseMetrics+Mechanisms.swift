import ArchitectureSimulation
import TimeBase

/// Figures of single mechanisms.
extension CaseMetrics {
  func mechanismValue(of metric: String) -> Double? {
    let load = result.clients[0].total
    let station = result.components.first { $0.name == "station" }
    switch metric {
    case "service_mean_s": return station?.total.service?.meanSeconds
    case "latency_mean_s": return load.latency?.meanSeconds
    case "latency_p50_s": return load.latency?.p50.seconds
    case "latency_p90_s": return load.latency?.p90.seconds
    case "latency_p95_s": return load.latency?.p95.seconds
    case "latency_p99_s": return load.latency?.p99.seconds
    case "latency_p999_s": return load.latency?.p999.seconds
    case "hedge_fraction": return Double(load.attempts) / Double(load.completed) - 1
    // Whatever is not slow takes no time.
    case "p_slow_request":
      return (load.latency?.meanSeconds).map { $0 / CaseModel.slowSeconds }
    case "wait_second_moment_s2":
      guard let wait = station?.total.wait else { return nil }
      let deviation = wait.standardDeviation.seconds
      return deviation * deviation + wait.meanSeconds * wait.meanSeconds
    case "availability_per_server":
      return workersThere(at: station).map { $0 / Double(station?.total.servers ?? 0) }
    case "effective_utilization":
      guard let station, let there = workersThere(at: station) else { return nil }
      let work = given.parameters.child("service")?.number("mean_s") ?? 0
      return station.total.throughput * work / there
    default: return nil
    }
  }

  private func workersThere(at station: ComponentResult?) -> Double? {
    guard let servers = station?.total.servers, let missing = station?.availability?.workersMissing
    else { return nil }
    return Double(servers) - missing
  }
}
