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
      ("attempts", .attempts), ("utilisation", .utilisation), ("queue.mean", .queueMean),
      ("queue.max", .queueMax), ("wait.mean", .waitMean), ("hitRatio", .hitRatio),
      ("rejected", .rejectedShare), ("deadLettered", .deadLettered),
      ("inFlight.mean", .inFlightMean), ("inFlight.max", .inFlightMax), ("recovery", .recovery),
      ("availability", .availability), ("outages", .outages),
    ]
    + Expectation.Counter.allCases.map { ("count.\($0.rawValue)", .count($0)) }
    + Expectation.BreakerFigure.allCases.map { ("breaker.\($0.rawValue)", .breaker($0)) }

  /// Why a request can fail, as `failed.timeout` says it.
  public static let causes = [
    "timeout", "refused", "limited", "rejected", "unauthorized", "poolTimeout", "queueTimeout",
    "impatience", "breakerOpen", "error", "crashed", "noTarget", "cancelled", "locked",
  ]

  /// Reads a name such as `latency.p99.9`; `nil` if nothing has this name.
  public init?(_ name: String) {
    if let known = Self.words.first(where: { $0.word == name }) {
      self = known.metric
    } else if name.hasPrefix("latency."),
      let perMillion = Percentage.perMillion(ofWord: name.dropFirst("latency.".count))
    {
      self = .latency(.quantile(perMillion: perMillion))
    } else if name.hasPrefix("failed."),
      Self.causes.contains(String(name.dropFirst("failed.".count)))
    {
      self = .failed(cause: String(name.dropFirst("failed.".count)))
    } else {
      return nil
    }
  }

  /// The name that a model file uses.
  public var name: String {
    if case .latency(.quantile(let perMillion)) = self {
      return "latency.p" + Self.percent(perMillion)
    }
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
      "latency.p50", "latency.p90", "latency.p95", "latency.p99", "latency.p99.9",
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
    case .latency, .waitMean, .recovery: .time
    case .goodput, .throughput: .rate
    case .errorShare, .failed, .utilisation, .hitRatio, .rejectedShare, .availability: .share
    case .attempts, .queueMean, .queueMax, .deadLettered, .inFlightMean, .inFlightMax, .count,
      .outages, .breaker:
      .count
    }
  }

  /// Whether it is known of each instance of a service.
  var isOfInstances: Bool {
    switch self {
    case .utilisation, .queueMean, .queueMax, .inFlightMean, .inFlightMax, .rejectedShare: true
    case .count(let counter): !counter.isOfClient
    default: false
    }
  }

  /// Whether the requests that it is about can be told apart by their status.
  var isByStatus: Bool { self == .errorShare || self == .count(.completed) }

  /// What can be asked for it: `client`, or kinds of components.
  public var subjects: [String] {
    switch self {
    case .latency, .errorShare, .goodput, .throughput, .attempts, .failed, .recovery: ["client"]
    case .count(let counter): counter.isOfClient ? ["client"] : Component.Kind.words
    case .inFlightMean, .inFlightMax: Component.Kind.words
    case .availability, .outages: ["gateway", "service", "cache", "queue", "database"]
    case .breaker: ["client"] + Component.Kind.words
    case .utilisation, .queueMean, .queueMax, .waitMean: ["service", "queue", "database"]
    case .rejectedShare: ["gateway", "service", "queue", "database"]
    case .hitRatio: ["cache"]
    case .deadLettered: ["queue"]
    }
  }
}
