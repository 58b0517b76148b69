import ArchitectureSimulation
import TimeBase

/// Results made by hand: what a run might have found out, without running anything.
enum Sample {
  static let model = RunResult.Model(
    name: "three-instances",
    about: "Gateway, least-connections balancer, three app instances, cache, queue and database",
    sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", scenario: nil)

  static let clean = RunResult.Audit(flow: .ok, littlesLaw: .ok, utilisation: .ok)

  /// A distribution with this mean in microseconds, shaped like a log-normal.
  static func time(_ count: UInt64, microseconds mean: Int64) -> TimeSummary {
    func part(_ percent: Int64) -> TimeSpan { .nanoseconds(mean * 10 * percent) }
    return TimeSummary(
      count: count, mean: part(100), standardDeviation: part(85), p50: part(72), p90: part(199),
      p95: part(264), p99: part(431), p999: part(702), maximum: part(1_350),
      meanNanoseconds: Double(mean) * 1_000)
  }

  static func request(
    _ name: String, offered: UInt64, succeeded: UInt64, failures: [RequestResult.FailureCount] = [],
    statuses: [RequestResult.StatusCount] = [], inFlightAtStart: UInt64 = 0,
    latency: Int64, attempts: UInt64? = nil, seconds: Double
  ) -> RequestResult {
    let failed = failures.reduce(0) { $0 + $1.count }
    let completed = succeeded + failed
    return RequestResult(
      name: name, inFlightAtStart: inFlightAtStart, offered: offered, completed: completed,
      succeeded: succeeded, failed: failed, failures: failures, statuses: statuses,
      inFlightAtEnd: inFlightAtStart + offered - completed,
      latency: succeeded == 0 ? nil : time(succeeded, microseconds: latency),
      latencyOfAll: completed == 0 ? nil : time(completed, microseconds: latency),
      attempts: attempts ?? completed, goodput: Double(succeeded) / seconds,
      throughput: Double(completed) / seconds)
  }

  static func failure(_ cause: FailureCause, _ place: String, _ count: UInt64)
    -> RequestResult.FailureCount
  {
    .init(cause: cause, place: place, count: count)
  }

  /// A station with mean times in microseconds; its queue follows from Little's law.
  static func station(
    arrivals: UInt64, failures: UInt64 = 0, turnedAway: UInt64 = 0, servers: Int? = nil,
    service: Int64, wait: Int64 = 0, longestQueue: Int = 0, wasted: UInt64 = 0,
    saturated: Double? = nil, slowdown: Double? = nil, concurrency: [TimeSpan] = [],
    seconds: Double
  ) -> StationResult {
    let completions = arrivals - turnedAway
    let busy = Double(completions) * Double(service) / 1e6 / seconds
    let queue = Double(completions) * Double(wait) / 1e6 / seconds
    return StationResult(
      inSystemAtStart: 0, arrivals: arrivals, completions: completions, failures: failures,
      turnedAway: turnedAway, inSystemAtEnd: 0, throughput: Double(completions) / seconds,
      utilisation: servers.map { busy / Double($0) }, servers: servers, busyMean: busy,
      inSystemMean: busy + queue, inSystemMaximum: longestQueue + (servers ?? 1),
      queueMean: queue, queueMaximum: longestQueue,
      wait: completions == 0 ? nil : time(completions, microseconds: wait),
      waited: wait == 0 ? 0 : completions / 3,
      service: completions == 0 ? nil : time(completions, microseconds: service),
      residence: completions == 0 ? nil : time(completions, microseconds: service + wait),
      wasted: wasted, wastedTime: .microseconds(Int64(wasted) * service), saturatedShare: saturated,
      slowdownMean: slowdown, concurrency: concurrency)
  }

  static func component(
    _ name: String, _ kind: String, share: Double, _ total: StationResult,
    instances: [StationResult] = [], details: ComponentResult.Details = .none
  ) -> ComponentResult {
    ComponentResult(
      name: name, kind: kind, timeShare: share, total: total, instances: instances,
      details: details)
  }

  static func point(_ offered: UInt64, failed: UInt64 = 0, p95 milliseconds: Int64?)
    -> SeriesResult.ClientPoint
  {
    let p95 = milliseconds.map { TimeSpan.milliseconds($0) }
    return .init(
      offered: offered, succeeded: offered - failed, failed: failed,
      p50: p95.map { .nanoseconds($0.nanoseconds / 4) }, p95: p95, p99: p95.map { $0 * 2 })
  }

  static func digest(_ total: UInt64, events: UInt64, _ names: [String]) -> RunResult.TraceFigures {
    .init(
      total: total, events: events,
      parts: names.enumerated().map { index, name in
        .init(name: name, digest: total &* (UInt64(index) &* 2 &+ 3))
      })
  }

  static let calls: [(String, String)] = [
    ("web", "gateway"), ("gateway", "balancer"), ("balancer", "app"), ("app", "cache"),
    ("app", "database"), ("app", "jobs"),
  ]
}
