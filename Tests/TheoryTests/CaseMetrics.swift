import ArchitectureSimulation
import TimeBase

/// What a run shows of the metrics that the cases name.
struct CaseMetrics {
  let result: RunResult
  let given: ReferenceCase

  private var load: RequestResult { result.clients[0].total }

  private func component(_ name: String) -> ComponentResult? {
    result.components.first { $0.name == name }
  }

  private var station: ComponentResult? { component("station") }

  private var breaker: BreakerResult? { result.breakers.first }

  /// The observed value; `nil` if this metric is not one of a run.
  func value(of metric: String) -> Double? {
    timeOf(metric) ?? ratioOf(metric) ?? familyValue(of: metric) ?? lineValue(of: metric)
      ?? stationValue(of: metric) ?? mechanismValue(of: metric)
  }

  private func timeOf(_ metric: String) -> Double? {
    switch metric {
    case "sojourn_mean_s", "response_mean_s", "sojourn_mean_accepted_s":
      // A request that is tried again and fails in the end has taken its time, too.
      (given.family == "retry" ? load.latencyOfAll : load.latency)?.meanSeconds
    case "mean_s": load.latency?.meanSeconds
    case "p50_s", "sojourn_p50_s", "response_p50_s": load.latency?.p50.seconds
    case "p90_s", "sojourn_p90_s": load.latency?.p90.seconds
    case "p95_s", "sojourn_p95_s", "response_p95_s", "sojourn_accepted_p95_s":
      load.latency?.p95.seconds
    case "p99_s", "sojourn_p99_s", "response_p99_s", "sojourn_accepted_p99_s":
      load.latency?.p99.seconds
    case "p999_s", "sojourn_p999_s": load.latency?.p999.seconds
    case "delay_mean_accepted_s": load.latency?.meanSeconds
    case "wait_mean_s", "worker_wait_mean_s", "wait_mean_served_s":
      station?.total.wait?.meanSeconds
    case "wait_sd_s": station?.total.wait?.standardDeviation.seconds
    case "wait_p50_s": station?.total.wait?.p50.seconds
    case "wait_p90_s": station?.total.wait?.p90.seconds
    case "wait_p95_s": station?.total.wait?.p95.seconds
    case "wait_p99_s": station?.total.wait?.p99.seconds
    case "wait_p999_s": station?.total.wait?.p999.seconds
    case "db_conn_wait_mean_s": component("database")?.total.wait?.meanSeconds
    default: nil
    }
  }

  private func ratioOf(_ metric: String) -> Double? {
    guard let total = station?.total else { return nil }
    let arrivals = Double(total.arrivals)
    let started = Double(total.wait?.count ?? 0)
    switch metric {
    case "p_wait":
      // Those who had to wait, of all who came: also those who then gave up.
      let served = started - Double(total.waited)
      return given.id.hasPrefix("erlanga") ? 1 - served / arrivals : Double(total.waited) / started
    case "p_no_wait": return (started - Double(total.waited)) / arrivals
    case "p_block", "p_abandon": return Double(total.turnedAway) / arrivals
    case "p_timeout":
      return given.parameters.has("client_timeout_s")
        ? load.errorShare : Double(total.turnedAway) / arrivals
    case "success_fraction": return Double(load.succeeded) / Double(load.completed)
    case "attempts_mean", "load_amplification":
      return Double(load.attempts) / Double(load.completed)
    case "reject_fraction" where given.family == "breaker":
      return breaker.map { Double($0.rejected) / Double($0.rejected + $0.permitted) }
    case "mean_calls_to_trip":
      return breaker.map { Double($0.permitted - $0.trials) / Double($0.opened) }
    case "reject_fraction": return Double(load.failed) / Double(load.completed)
    case "share_server1":
      let first = component("server1")?.total.arrivals ?? 0
      let second = component("server2")?.total.arrivals ?? 0
      return Double(first) / Double(first + second)
    default: return nil
    }
  }

  private func familyValue(of metric: String) -> Double? {
    switch metric {
    case "throughput_rps":
      return given.family == "closed" ? load.throughput : load.goodput
    case "arrival_rate_mean_rps": return Double(load.offered) / result.window.length.seconds
    case "goodput_rps", "admitted_rate_rps", "success_rate_rps", "accept_rate_rps":
      return load.goodput
    case "backend_request_rate_rps":
      return Double(station?.total.arrivals ?? 0) / result.window.length.seconds
    case "bottom_attempts_per_request":
      let layers = given.parameters.integer("layers") ?? 1
      let bottom = component("layer\(layers)")?.total.arrivals ?? 0
      return Double(bottom) / Double(load.completed)
    case "admitted_count": return Double(load.succeeded)
    case "long_run_admitted_rate_rps":
      let beyondBurst = Double(load.succeeded) - (given.parameters.number("capacity") ?? 0)
      return beyondBurst / result.window.length.seconds
    case "hit_ratio", "delayed_hit_fraction", "miss_fraction", "origin_rate_rps":
      guard case .cache(let cache) = component("cache")?.details else { return nil }
      let lookups = Double(cache.hits + cache.misses)
      let loads = Double(cache.misses - cache.coalesced)
      switch metric {
      case "hit_ratio": return Double(cache.hits) / lookups
      case "delayed_hit_fraction": return Double(cache.coalesced) / lookups
      case "miss_fraction": return loads / lookups
      default: return loads / result.window.length.seconds
      }
    default: return nil
    }
  }

  private func stationValue(of metric: String) -> Double? {
    if metric.hasPrefix("station"), metric.hasSuffix("_sojourn_mean_s") {
      return component(String(metric.dropLast("_sojourn_mean_s".count)))?.total.residence?
        .meanSeconds
    }
    if metric.hasPrefix("utilization_") {
      return component(String(metric.dropFirst("utilization_".count)))?.total.utilisation
    }
    switch metric {
    case "utilization", "server_utilization":
      return given.family == "closed"
        ? component("station1")?.total.utilisation
        : station?.total.utilisation ?? occupancy
    case "mean_busy", "workers_busy_mean": return station?.total.busyMean
    case "queue_mean": return station?.total.queueMean
    case "number_in_system_mean", "concurrency_mean": return station?.total.inSystemMean
    case "slowdown_mean": return station?.total.slowdownMean
    case "p_all_busy": return component("server")?.total.saturatedShare
    case "concurrency_var": return concurrencyVariance
    case "p_concurrency_gt_p99level":
      let level = given.parameters.integer("p99_level") ?? 0
      let times = station?.total.concurrency ?? []
      let above = times.dropFirst(level + 1).reduce(0.0) { $0 + $1.seconds }
      return above / result.window.length.seconds
    default: return nil
    }
  }

  private var concurrencyVariance: Double? {
    guard let times = station?.total.concurrency, let mean = station?.total.inSystemMean else {
      return nil
    }
    let square = times.enumerated().reduce(0.0) { sum, level in
      sum + Double(level.offset * level.offset) * level.element.seconds
    }
    return square / result.window.length.seconds - mean * mean
  }
}

extension TimeSummary {
  var meanSeconds: Double { meanNanoseconds / 1e9 }
}
