import Resilience
import TimeBase

extension ModelReader {
  func balancer(_ reader: ObjectReader) -> Balancer {
    let algorithm = reader.value("algorithm").flatMap(algorithm) ?? .roundRobin
    let routing: Balancer.Routing? = reader.choice("routeBy")
    if routing != nil, !algorithm.routesByKey, let node = reader.value("routeBy") {
      report(.rule("the algorithm hashes nothing; leave 'routeBy' out"), at: node)
    }
    var balancer = Balancer(
      algorithm: algorithm,
      routing: routing ?? (algorithm == .addressHash ? .address : .key),
      over: reader.value("over").map(targets) ?? [],
      weights: (reader.list("weights") ?? []).map { whole($0, .whole(0...1_000_000)) ?? 1 },
      passiveHealth: reader.object("passiveHealth", as: "passiveHealth").map(passiveHealth),
      nextUpstream: reader.object("nextUpstream", as: "nextUpstream").map(nextUpstream),
      outliers: reader.object("outliers", as: "outliers").map(outliers),
      slowStart: reader.object("slowStart", as: "slowStart").map(slowStart),
      panic: PanicThreshold(percent: reader.whole("panicThreshold") ?? 0),
      timeout: reader.span("timeout"))
    balancer.activeHealth = reader.object("activeHealth", as: "activeHealth").map(activeHealth)
    balancer.stickiness = reader.object("sticky", as: "sticky").map(stickiness)
    balancer.sharesState = reader.boolean("sharedState") ?? false
    balancer.zoneRouting = reader.object("zoneRouting", as: "zoneRouting").map(zoneRouting)
    balancer.workers = reader.whole("workers") ?? 1
    balancer.connection = reader.object("connection", as: "connection").map { connection($0) }
    return balancer
  }

  private func stickiness(_ reader: ObjectReader) -> Balancer.Stickiness {
    let policy = SessionTable.Policy(
      capacity: reader.whole("entries") ?? SessionTable.Policy().capacity,
      idleLimit: reader.span("idle") ?? .forever)
    return Balancer.Stickiness(reader.choice("by") ?? .session, policy)
  }

  private func algorithm(_ node: Node) -> BalancingAlgorithm? {
    let words = ModelShapes.algorithms
    guard node.value.members != nil else {
      let shape = ValueShape.either([.choice(words.map(\.word)), .union("algorithm")])
      return word(node, shape).flatMap { word in words.first { $0.word == word }?.algorithm }
    }
    guard let variant = variant(node, of: "algorithm"),
      let reader = ObjectReader(node, as: variant, in: self)
    else { return nil }
    let algorithm = algorithm(variant, reader)
    if let problem = algorithm?.problem { report(.rule(problem), at: node) }
    return algorithm
  }

  private func algorithm(_ variant: String, _ reader: ObjectReader) -> BalancingAlgorithm? {
    switch variant {
    case "sampling": return reader.whole("shortestOfSample").map { .shortestOfSample(size: $0) }
    case "leastRequest":
      let bias = reader.number("bias") ?? 1
      return reader.whole("leastRequest").map { .leastRequest(choices: $0, bias: bias) }
    case "peakEWMA":
      let initial = reader.span("initialLatency") ?? .zero
      return reader.span("peakEWMA").map {
        .peakEWMA(PeakEWMA.Policy(decay: $0, initialLatency: initial))
      }
    case "prequal": return .prequal(probing(reader))
    default: return reader.whole("maglev").map { .maglev(tableSize: $0) }
    }
  }

  private func probing(_ reader: ObjectReader) -> ProbePool.Policy {
    var policy = ProbePool.Policy()
    policy.probesPerCall = reader.number("prequal") ?? policy.probesPerCall
    policy.capacity = reader.whole("pool") ?? policy.capacity
    policy.removalsPerCall = reader.number("removals") ?? policy.removalsPerCall
    policy.expiry = reader.span("expiry") ?? policy.expiry
    policy.hotQuantile = reader.share("hotQuantile") ?? policy.hotQuantile
    policy.reuseMargin = reader.number("reuseMargin") ?? policy.reuseMargin
    policy.minimumAnswers = reader.whole("minimumAnswers") ?? policy.minimumAnswers
    return policy
  }

  private func targets(_ node: Node) -> [String] {
    guard let elements = node.elements else {
      return name(node, of: .callable).map { [$0] } ?? []
    }
    if elements.isEmpty { report(.rule("a balancer needs at least one target"), at: node) }
    var targets: [String] = []
    for element in elements {
      guard let target = name(element, of: .callable) else { continue }
      if targets.contains(target) { report(.rule("'\(target)' is already a target"), at: element) }
      targets.append(target)
    }
    return targets
  }

  private func nextUpstream(_ reader: ObjectReader) -> Balancer.NextUpstream {
    Balancer.NextUpstream(
      tries: reader.whole("tries") ?? 1,
      on: reader.value("on").map(conditions) ?? [.refused, .disconnected, .timedOut],
      repeatsAnything: reader.boolean("nonIdempotent") ?? false, within: reader.span("within"))
  }

  private func passiveHealth(_ reader: ObjectReader) -> PassiveHealth.Policy {
    let precision: PassiveHealth.Policy.Resolution =
      reader.word("precision") == "exact" ? .exact : .wholeSeconds
    return PassiveHealth.Policy(
      maxFails: reader.whole("failures") ?? 1, failTimeout: reader.span("for") ?? .seconds(10),
      resolution: precision)
  }

  private func outliers(_ reader: ObjectReader) -> OutlierDetector.Policy {
    var policy = OutlierDetector.Policy(
      baseEjection: reader.span("baseEjection") ?? .seconds(30),
      maximumEjection: reader.span("maximumEjection"))
    func set(_ key: String, _ field: WritableKeyPath<OutlierDetector.Policy, Int>) {
      if let value = reader.whole(key) { policy[keyPath: field] = value }
    }
    set("consecutiveErrors", \.consecutiveErrors)
    set("consecutiveGatewayFailures", \.consecutiveGatewayFailures)
    set("maximumEjected", \.maximumEjected)
    set("successRateHosts", \.successRateHosts)
    set("successRateVolume", \.successRateVolume)
    set("failurePercentage", \.failurePercentage)
    set("failurePercentageHosts", \.failurePercentageHosts)
    set("failurePercentageVolume", \.failurePercentageVolume)
    policy.interval = reader.interval("interval") ?? policy.interval
    policy.ejectionJitter = reader.span("ejectionJitter") ?? policy.ejectionJitter
    policy.alwaysEjectsOne = reader.boolean("alwaysEjectsOne") ?? policy.alwaysEjectsOne
    if let deviations = reader.number("successRateDeviations") {
      policy.deviationThousandths = Int((deviations * 1_000).rounded())
    }
    if let problem = policy.problem { report(.rule(problem), at: reader.node) }
    return policy
  }

  private func slowStart(_ reader: ObjectReader) -> SlowStart {
    let minimum = reader.share("minimum").map { Int(($0 * 1_000).rounded()) } ?? 100
    let policy = SlowStart(
      window: reader.span("window") ?? .seconds(1), aggression: reader.number("aggression") ?? 1,
      minimum: minimum)
    if let problem = policy.problem { report(.rule(problem), at: reader.node) }
    return policy
  }
}
