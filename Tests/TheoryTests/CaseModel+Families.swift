import Foundation

/// How each family of cases is written as a model.
extension CaseModel {
  /// - Parameters:
  ///   - requests: How many to measure.
  ///   - warmup: How many to leave out before.
  /// - Returns: `nil` for a family whose mechanisms the model format does not have yet.
  init?(_ given: ReferenceCase, requests: Double, warmup: Double) {
    let parameters = given.parameters
    let arrivals = parameters.child("arrivals")
    let rate = Self.rate(of: arrivals)
    durationSeconds = (requests + warmup) / rate
    warmupSeconds = warmup / rate
    let open = arrivals.map(Self.arrivals) ?? "{ \"poisson\": \"1000/s\" }"
    func client(_ more: String = "") -> (String, String) {
      ("load", "{ \"arrivals\": \(open), \"calls\": \"station\"\(more) }")
    }
    switch given.family {
    case "mm1", "mmc", "md1", "mg1", "gm1", "mmck", "erlangb", "mminf":
      clients = [client()]
      components = [("station", Self.station(parameters))]
    case "mg1ps":
      let work = parameters.child("service").map(Self.distribution) ?? ""
      clients = [client()]
      components = [
        (
          "station",
          """
          { "kind": "service", "workers": "unlimited", "cpu": { "cores": 1, "sharing": "processor" },
            "work": \(work) }
          """
        )
      ]
    case "disciplines": buildDiscipline(parameters, client())
    case "priority": buildPriorities(parameters, requests: requests, warmup: warmup)
    case "forkjoin": buildForkJoin(parameters, client())
    case "fanout": buildFanOut(parameters, requests: requests)
    case "hedging": buildHedge(parameters, requests: requests)
    case "breakdown": buildBreakdown(parameters, client())
    case "bursty": buildBursty(parameters, requests: requests, warmup: warmup)
    case "mt_inf": buildWave(parameters)
    case "tandem": buildNetwork(parameters, client: client("").1)
    case "closed":
      let think = parameters.child("think_time").map(Self.distribution) ?? ""
      buildNetwork(
        parameters,
        client: """
          { "users": \(parameters.integer("clients") ?? 1), "think": \(think), "calls": "station" }
          """)
    case "timeout": buildTimeout(parameters, client)
    case "retry": buildRetry(parameters, requests: requests, warmup: warmup)
    case "lb_rr", "lb_exact", "pod_finite": buildBalancer(parameters, client())
    case "token_bucket", "leaky_bucket": buildLimit(parameters, arrivals: arrivals)
    case "window_limit": buildWindowLimit(parameters)
    case "throttle": buildThrottle(parameters)
    case "breaker":
      let trip = given.expected.first { $0.metric == "mean_calls_to_trip" }?.expected.value
      buildBreaker(parameters, requests: requests, expected: trip ?? 1)
    case "cache_irm", "cache_ttl": buildCache(parameters, requests: requests, warmup: warmup)
    case "dbpool":
      clients = [client()]
      buildPool(parameters)
    case "distributions":
      guard let drawn = parameters.child("distribution") else { return nil }
      durationSeconds = requests / 1000
      clients = [client()]
      components = [
        (
          "station",
          "{ \"kind\": \"service\", \"workers\": \"unlimited\", \"work\": \(Self.distribution(drawn)) }"
        )
      ]
    default: return nil
    }
  }

  private mutating func buildPool(_ parameters: Parameters) {
    components = [
      (
        "station",
        """
        { "kind": "service", "workers": \(parameters.integer("workers") ?? 0),
          "backlog": "unlimited", "handles": { "*": [
            { "compute": \(parameters.child("cpu").map(Self.distribution) ?? "") },
            { "call": "database", "as": "read" } ] } }
        """
      ),
      (
        "database",
        """
        { "kind": "database", "connections": \(parameters.integer("db_connections") ?? 0),
          "read": \(parameters.child("db").map(Self.distribution) ?? "") }
        """
      ),
    ]
  }

  static func station(_ parameters: Parameters, steps: String? = nil) -> String {
    let servers = parameters.integer("servers")
    let workers = servers.map(String.init) ?? "\"unlimited\""
    var backlog = "\"unlimited\""
    if let capacity = parameters.integer("capacity_total"), let servers {
      backlog = "\(capacity - servers)"
    }
    let work = parameters.child("service").map(distribution) ?? ""
    let handler = steps.map { "\"handles\": { \"*\": \($0) }" } ?? "\"work\": \(work)"
    return """
      { "kind": "service", "workers": \(workers), "backlog": \(backlog), \(handler) }
      """
  }

  /// A front that holds nobody up sends each request through the stations in turn.
  private mutating func buildNetwork(_ parameters: Parameters, client: String) {
    let stations = parameters.list("stations") ?? []
    let steps = stations.indices.map { index in
      let call = "{ \"call\": \"station\(index + 1)\" }"
      let share = stations[index].number("visit_probability") ?? 1
      return share == 1 ? call : "{ \"chance\": \"\(share * 100)%\", \"then\": [\(call)] }"
    }
    clients = [("load", client)]
    components =
      [
        (
          "station",
          """
          { "kind": "service", "workers": "unlimited",
            "handles": { "*": [\(steps.joined(separator: ", "))] } }
          """
        )
      ]
      + stations.indices.map { ("station\($0 + 1)", Self.station(stations[$0])) }
  }

  private mutating func buildTimeout(
    _ parameters: Parameters, _ client: (String) -> (String, String)
  ) {
    var station = String(Self.station(parameters).dropLast(2))
    var policy = ""
    if let timeout = parameters.number("client_timeout_s") {
      policy = ", \"timeout\": \"\(Self.seconds(timeout))\""
    }
    if let deadline = parameters.number("queue_deadline_s") {
      station += ", \"queueTimeout\": \"\(Self.seconds(deadline))\""
    }
    if let patience = parameters.child("patience") {
      station += ", \"patience\": \(Self.distribution(patience))"
    }
    clients = [client(policy)]
    components = [("station", station + " }")]
  }

  private mutating func buildRetry(_ parameters: Parameters, requests: Double, warmup: Double) {
    if let layers = parameters.integer("layers") {
      let attempts = parameters.integer("max_attempts_per_layer") ?? 1
      let retry = "\"retry\": { \"attempts\": \(attempts), \"backoff\": \"none\" }"
      durationSeconds = 10
      clients = [
        ("load", "{ \"arrivals\": { \"constant\": \"10/s\" }, \"calls\": \"layer1\", \(retry) }")
      ]
      components = (1..<layers).map { layer in
        (
          "layer\(layer)",
          """
          { "kind": "service", "workers": "unlimited",
            "handles": { "*": [ { "call": "layer\(layer + 1)", \(retry) } ] } }
          """
        )
      }
      components.append(
        (
          "layer\(layers)",
          """
          { "kind": "service", "workers": "unlimited", "handles": { "*": [ { "fail": "100%" } ] } }
          """
        ))
      return
    }
    let share = parameters.number("p_fail") ?? parameters.number("p_fail_per_attempt") ?? 0
    var retry = "\"attempts\": \(parameters.integer("max_attempts") ?? 1), \"backoff\": \"none\""
    if let budget = parameters.child("retry_budget") {
      retry += """
        , "budget": { "bucket": { "deposit": \(budget.number("deposit_per_success") ?? 0), \
        "per": "success", "cost": \(budget.integer("cost_per_retry") ?? 1), \
        "capacity": \(budget.integer("capacity") ?? 0) } }
        """
    }
    let arrivals = parameters.child("arrivals").map(Self.arrivals) ?? "{ \"poisson\": \"1000/s\" }"
    if !parameters.has("arrivals") {
      durationSeconds = (requests + warmup) / 1000
      warmupSeconds = warmup / 1000
    }
    let fail = "{ \"fail\": \"\(Self.plain(share * 100))%\" }"
    clients = [
      ("load", "{ \"arrivals\": \(arrivals), \"calls\": \"station\", \"retry\": { \(retry) } }")
    ]
    if let service = parameters.child("service") {
      components = [
        (
          "station",
          Self.station(
            parameters, steps: "[ { \"compute\": \(Self.distribution(service)) }, \(fail) ]")
        )
      ]
    } else {
      components = [
        (
          "station",
          "{ \"kind\": \"service\", \"workers\": \"unlimited\", \"handles\": { \"*\": [ \(fail) ] } }"
        )
      ]
    }
  }

  /// The number in a name such as "power-of-3 (without replacement)"; 2 if there is none.
  static func sampleSize(of policy: String) -> Int {
    policy.split { !$0.isNumber }.first.flatMap { Int($0) } ?? 2
  }

  mutating func buildBalancer(_ parameters: Parameters, _ client: (String, String)) {
    let policy = parameters.text("policy") ?? ""
    let algorithm =
      switch policy {
      case "round-robin": "\"roundRobin\""
      case "random": "\"random\""
      case "JSQ": "\"joinShortestQueue\""
      default: "{ \"shortestOfSample\": \(Self.sampleSize(of: policy)) }"
      }
    clients = [client]
    if let servers = parameters.list("servers") {
      let names = servers.indices.map { "\"server\($0 + 1)\"" }.joined(separator: ", ")
      components = [
        ("station", "{ \"kind\": \"balancer\", \"algorithm\": \(algorithm), \"over\": [\(names)] }")
      ]
      components += servers.indices.map { index in
        let work = servers[index].child("service").map(Self.distribution) ?? ""
        return (
          "server\(index + 1)",
          "{ \"kind\": \"service\", \"workers\": 1, \"backlog\": \"unlimited\", \"work\": \(work) }"
        )
      }
      return
    }
    let work = parameters.child("service").map(Self.distribution) ?? ""
    components = [
      ("station", "{ \"kind\": \"balancer\", \"algorithm\": \(algorithm), \"over\": \"server\" }"),
      (
        "server",
        """
        { "kind": "service", "instances": \(parameters.integer("servers") ?? 1), "workers": 1,
          "backlog": "unlimited", "work": \(work) }
        """
      ),
    ]
  }

  private mutating func buildLimit(_ parameters: Parameters, arrivals: Parameters?) {
    let limit: String
    if let rate = parameters.number("rate_per_s") {
      limit = """
        { "leakyBucket": "\(Self.rate(rate))", "burst": \(parameters.integer("burst") ?? 0), \
        "mode": "delay", "precision": "exact" }
        """
    } else if let rate = parameters.number("refill_rate_per_s") {
      limit = """
        { "tokenBucket": "\(Self.rate(rate))", "capacity": \(parameters.integer("capacity") ?? 0) }
        """
    } else {
      limit = """
        { "tokenBucket": { "tokens": \(parameters.integer("refill_tokens") ?? 0), \
        "every": "\(Self.seconds(parameters.number("refill_every_s") ?? 1))" }, \
        "capacity": \(parameters.integer("capacity") ?? 0) }
        """
    }
    var process = arrivals.map(Self.arrivals) ?? ""
    if arrivals?.text("type") == "deterministic", let requests = parameters.integer("requests") {
      let rate = Self.rate(of: arrivals)
      process = "{ \"constant\": \"\(Self.rate(rate))\", \"limit\": \(requests) }"
      durationSeconds = Double(requests) / rate
    }
    clients = [("load", "{ \"arrivals\": \(process), \"calls\": \"station\" }")]
    components = [
      ("station", "{ \"kind\": \"gateway\", \"limits\": [ \(limit) ], \"calls\": \"behind\" }"),
      (
        "behind",
        "{ \"kind\": \"service\", \"workers\": \"unlimited\", \"handles\": { \"*\": [] } }"
      ),
    ]
  }

  private mutating func buildCache(_ parameters: Parameters, requests: Double, warmup: Double) {
    let rate = parameters.child("arrivals").map { Self.rate(of: $0) } ?? 1000
    durationSeconds = (requests + warmup) / rate
    warmupSeconds = warmup / rate
    let objects = parameters.integer("objects") ?? 1
    let keys =
      parameters.number("zipf_s").map {
        "{ \"zipf\": { \"keys\": \(objects), \"exponent\": \($0) } }"
      } ?? "{ \"uniform\": \(objects) }"
    let policy = (parameters.text("policy") ?? "LRU").lowercased()
    let timeToLive = parameters.number("ttl_s").map { ", \"ttl\": \"\(Self.seconds($0))\"" } ?? ""
    let fetch = Self.seconds(parameters.number("fetch_s") ?? 0)
    let coalesce = parameters.flag("coalesce") ? ", \"coalesce\": true" : ""
    clients = [
      (
        "load",
        """
        { "arrivals": { "poisson": "\(Self.rate(rate))" }, "calls": "station",
          "requests": { "get": { "key": \(keys) } } }
        """
      )
    ]
    components = [
      (
        "station",
        """
        { "kind": "service", "workers": "unlimited", "handles": { "*": [
          { "cached": { "in": "cache"\(timeToLive)\(coalesce), "otherwise": [ { "wait": "\(fetch)" } ] } } ] } }
        """
      ),
      (
        "cache",
        """
        { "kind": "cache", "policy": "\(policy)", "capacity": \(parameters.integer("capacity") ?? 100_000),
          "latency": "0s" }
        """
      ),
    ]
  }
}
