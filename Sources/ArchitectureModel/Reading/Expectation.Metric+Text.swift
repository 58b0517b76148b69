extension Expectation.Metric {
  /// What a metric is measured in.
  enum Unit {
    case time, rate, share, count
  }

  /// The metrics that one word names, without percentiles and causes.
  private static let words: [(word: String, metric: Self)] =
    [
      ("latency.mean", .latency(.mean)), ("latency.max", .latency(.maximum)),
      ("errors", .errorShare), ("goodput", .goodput), ("throughput", .throughput),
      ("attempts", .attempts), ("utilisation", .utilisation),
      ("processor.utilisation", .processorUtilisation), ("queue.mean", .queueMean),
      ("queue.max", .queueMax), ("wait.mean", .wait(.mean)), ("wait.max", .wait(.maximum)),
      ("hitRatio", .hitRatio), ("share", .share),
      ("rejected", .rejectedShare), ("deadLettered", .deadLettered),
      ("inFlight.mean", .inFlightMean), ("inFlight.max", .inFlightMax), ("recovery", .recovery),
      ("availability", .availability), ("outages", .outages),
      ("staleReads", .staleReads), ("lostWrites", .lostWrites),
    ]
    + Expectation.Counter.allCases.map { ("count.\($0.rawValue)", .count($0)) }
    + Expectation.BreakerFigure.allCases.map { ("breaker.\($0.rawValue)", .breaker($0)) }
    + Expectation.TurnoverFigure.allCases.map { ("instances.\($0.rawValue)", .turnover($0)) }
    + Expectation.JobFigure.allCases.map { ("jobs.\($0.rawValue)", .jobs($0)) }
    + Expectation.EffectFigure.allCases.map { ("effects.\($0.rawValue)", .effects($0)) }
    + [
      ("timeToSuccess.mean", .timeToSuccess(.mean)),
      ("timeToSuccess.max", .timeToSuccess(.maximum)),
      ("timeToFailure.mean", .timeToFailure(.mean)),
      ("timeToFailure.max", .timeToFailure(.maximum)),
    ]
    + Expectation.HealthFigure.allCases.map { ("health.\($0.rawValue)", .health($0)) }
    + Expectation.FlagFigure.allCases.map { ("flags.\($0.rawValue)", .flags($0)) }
    + Expectation.FilterFigure.allCases.map { ("filters.\($0.rawValue)", .filters($0)) }
    + Expectation.BrowserFigure.allCases.map { ("browser.\($0.rawValue)", .browser($0)) }
    + Expectation.CheckFigure.allCases.map { ("checks.\($0.rawValue)", .checks($0)) }

  /// Why a request can fail, as `failed.timeout` says it.
  public static let causes = [
    "timeout", "refused", "limited", "rejected", "unauthorized", "poolTimeout", "queueTimeout",
    "impatience", "breakerOpen", "error", "crashed", "noTarget", "cancelled", "blocked", "locked",
    "tooManyConnections", "deadlock",
  ]

  /// Reads a name such as `latency.p99.9`; `nil` if nothing has this name.
  public init?(_ name: String) {
    if let known = Self.words.first(where: { $0.word == name }) {
      self = known.metric
    } else if let percentile = Self.percentile(name) {
      self = percentile
    } else if name.hasPrefix("counter."), name.utf8.count > "counter.".utf8.count {
      self = .counter(String(name.dropFirst("counter.".count)))
    } else if name.hasPrefix("remembered."), name.utf8.count > "remembered.".utf8.count {
      self = .remembered(String(name.dropFirst("remembered.".count)))
    } else if name.hasPrefix("failed."),
      Self.causes.contains(String(name.dropFirst("failed.".count)))
    {
      self = .failed(cause: String(name.dropFirst("failed.".count)))
    } else {
      return nil
    }
  }

  /// Reads a name such as `latency.p99.9`; `nil` if it names no percentile.
  private static func percentile(_ name: String) -> Self? {
    guard let dot = name.firstIndex(of: "."),
      let perMillion = Percentage.perMillion(ofWord: name[dot...].dropFirst())
    else { return nil }
    switch name[..<dot] {
    case "latency": return .latency(.quantile(perMillion: perMillion))
    case "timeToSuccess": return .timeToSuccess(.quantile(perMillion: perMillion))
    case "timeToFailure": return .timeToFailure(.quantile(perMillion: perMillion))
    case "wait": return .wait(.quantile(perMillion: perMillion))
    default: return nil
    }
  }

  /// The name that a model file uses.
  public var name: String {
    if case .latency(.quantile(let perMillion)) = self {
      return "latency.p" + Self.percent(perMillion)
    }
    if case .timeToSuccess(.quantile(let perMillion)) = self {
      return "timeToSuccess.p" + Self.percent(perMillion)
    }
    if case .timeToFailure(.quantile(let perMillion)) = self {
      return "timeToFailure.p" + Self.percent(perMillion)
    }
    if case .wait(.quantile(let perMillion)) = self { return "wait.p" + Self.percent(perMillion) }
    if case .counter(let name) = self { return "counter.\(name)" }
    if case .remembered(let name) = self { return "remembered.\(name)" }
    if case .failed(let cause) = self { return "failed.\(cause)" }
    return Self.words.first { $0.metric == self }?.word ?? ""
  }

  /// Parts per million as a percentage without needless zeros: 999,000 is `99.9`.
  private static func percent(_ perMillion: Int) -> String {
    var fraction = String(String(perMillion % 10_000 + 10_000).dropFirst())
    while fraction.hasSuffix("0") { fraction.removeLast() }
    return "\(perMillion / 10_000)" + (fraction.isEmpty ? "" : "." + fraction)
  }

  /// Names that can be written, with some percentiles to stand for all.
  public static var examples: [String] {
    words.map(\.word) + [
      "latency.p50", "latency.p90", "latency.p95", "latency.p99", "latency.p99.9", "wait.p95",
      "timeToSuccess.p50", "timeToSuccess.p95", "timeToFailure.p50", "timeToFailure.p95",
    ]
      + causes.map { "failed.\($0)" }
  }

  /// The name that was probably meant by one that names nothing.
  static func nearest(to name: String) -> String? {
    switch name {
    case "latency.p100": "latency.max"
    case "latency.p0": nil
    case "latency.p999": "latency.p99.9"
    case "latency.p9999": "latency.p99.99"
    default: Spelling.nearest(to: name, among: examples)
    }
  }

  var unit: Unit {
    switch self {
    case .latency, .wait, .recovery, .timeToSuccess, .timeToFailure, .flags(.first),
      .health(.untilDegraded), .health(.untilUnhealthy):
      .time
    case .goodput, .throughput: .rate
    case .errorShare, .failed, .utilisation, .processorUtilisation, .hitRatio, .rejectedShare,
      .availability, .share,
      .flags(.share), .health(.degraded), .health(.unhealthy):
      .share
    case .attempts, .queueMean, .queueMax, .deadLettered, .inFlightMean, .inFlightMax, .count,
      .outages, .breaker, .turnover, .jobs, .effects, .counter, .remembered, .flags(.count),
      .health(.changes), .filters, .browser, .checks, .staleReads, .lostWrites:
      .count
    }
  }

  /// Whether it is known of each instance of a service.
  var isOfInstances: Bool {
    switch self {
    case .utilisation, .queueMean, .queueMax, .inFlightMean, .inFlightMax, .rejectedShare: true
    case .count(.arrivals), .count(.completions), .count(.failures), .count(.turnedAway): true
    default: false
    }
  }

  /// The keys by which it picks out requests by how they ended.
  var endingKeys: [String] {
    switch self {
    case .latency, .share, .throughput, .count(.completed): ["status", "outcome", "cause"]
    case .errorShare: ["status"]
    default: []
    }
  }

  /// What can be asked for it: `client`, or kinds of components.
  public var subjects: [String] {
    switch self {
    case .turnover: ["service"]
    case .processorUtilisation: ["service", "database"]
    case .attempts: ["client", "queue"]
    case .throughput: ["client"] + Component.Kind.words
    case .latency, .errorShare:
      ["client", "gateway", "balancer", "service", "cache", "queue", "database"]
    case .goodput, .failed, .recovery, .share: ["client"]
    case .count(let counter): Self.subjects(of: counter)
    case .counter, .remembered: ["service", "queue"]
    case .flags: ["detector"]
    case .health: ["service"]
    case .inFlightMean, .inFlightMax: Component.Kind.words
    case .availability, .outages: ["gateway", "service", "cache", "queue", "database"]
    case .breaker: ["client"] + Component.Kind.words
    case .utilisation, .queueMean, .queueMax, .wait: ["service", "queue", "database", "pool"]
    case .rejectedShare: ["gateway", "service", "queue", "database"]
    case .hitRatio: ["cache"]
    case .deadLettered, .jobs, .timeToSuccess, .timeToFailure: ["queue"]
    case .effects: ["external"]
    case .filters: ["gateway", "service", "external"]
    case .browser: ["client"]
    case .checks: ["balancer"]
    case .staleReads, .lostWrites: ["cache", "database"]
    }
  }

  private static func subjects(of counter: Expectation.Counter) -> [String] {
    switch counter {
    case .offered, .completed, .succeeded, .failed: ["client"]
    case .arrivals, .completions, .failures, .turnedAway: Component.Kind.words
    case .hits, .misses: ["cache"]
    case .carried, .unfinished: ["client"] + Component.Kind.words
    }
  }
}
