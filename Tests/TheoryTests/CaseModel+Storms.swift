/// Cases in which a system does not come back by itself when what broke is repaired.
extension CaseModel {
  /// Requests at equal distances, tried again after a timeout, at a server that stands still or is
  /// slow for a while.
  ///
  /// - Parameter outage: Instead of the case's trigger: how long the server stands still from 30 s on.
  init(storm parameters: Parameters, outage: Double? = nil) {
    self.init(durationSeconds: parameters.number("horizon_s") ?? 200)
    stepSeconds = 1
    let timeout = Self.seconds(parameters.number("timeout_s") ?? 1)
    clients = [
      (
        "load",
        """
        { "arrivals": { \(Self.metronome(parameters, until: durationSeconds)) },
          "calls": "station", "timeout": "\(timeout)"\(Self.retry(parameters)) }
        """
      )
    ]
    let service = Self.seconds(1 / (parameters.number("mu_rps") ?? 1))
    let discipline = (parameters.text("queue") ?? "FIFO").lowercased()
    let backlog = parameters.integer("queue_capacity").map(String.init) ?? "\"unlimited\""
    components = [
      (
        "station",
        """
        { "kind": "service", "workers": 1, "backlog": \(backlog),
          "discipline": "\(discipline)", "work": "\(service)" }
        """
      )
    ]
    let trigger = parameters.child("trigger")
    let start = Self.seconds(trigger?.number("start_s") ?? 30)
    let length = Self.seconds(outage ?? trigger?.number("duration_s") ?? 0)
    let speed = outage == nil ? trigger?.number("speed_factor") ?? 0 : 0
    let effect =
      speed > 0
      ? "\"slow\": \"station\", \"factor\": \(Self.plain(1 / speed))" : "\"freeze\": \"station\""
    faults = ["{ \"at\": \"\(start)\", \"for\": \"\(length)\", \(effect) }"]
  }

  private static func metronome(_ parameters: Parameters, until end: Double) -> String {
    let first = parameters.number("lambda_rps") ?? 0
    guard let second = parameters.number("lam2"), let change = parameters.number("tl2") else {
      return "\"constant\": \"\(rate(first))\", \"first\": \"\(seconds(0.5 / first))\""
    }
    return """
      "constant": { "profile": [
        { "for": "\(seconds(change))", "rate": "\(rate(first))" },
        { "for": "\(seconds(end - change))", "rate": "\(rate(second))" } ] }
      """
  }

  private static func retry(_ parameters: Parameters) -> String {
    guard let attempts = parameters.integer("max_attempts"), attempts > 1 else { return "" }
    let backoff = parameters.number("backoff_s") ?? 0
    let wait = backoff > 0 ? seconds(backoff) : "none"
    let budget =
      parameters.number("retry_budget_per_success").map {
        ", \"budget\": { \"bucket\": { \"deposit\": \($0), \"per\": \"success\" } }"
      } ?? ""
    return ", \"retry\": { \"attempts\": \(attempts), \"backoff\": \"\(wait)\"\(budget) }"
  }

  /// A cache before a database that cannot carry the load without it.
  ///
  /// Another client has filled the cache before anything is measured. Answers of the database fill it
  /// only if they are in time; or the client gives up and they fill it all the same.
  init(coldCache parameters: Parameters) {
    self.init(durationSeconds: parameters.number("horizon") ?? 0)
    stepSeconds = 1
    let patience = ", \"timeout\": \"\(Self.seconds(parameters.number("tau") ?? 1))\""
    let fillsLate = parameters.integer("fill_late") == 1
    let keys = parameters.integer("nkeys") ?? 1
    let cacheable = parameters.number("pc") ?? 0
    let key = "\"key\": { \"uniform\": \(keys) }"
    clients = [
      (
        "load",
        """
        { "arrivals": { "poisson": "\(Self.rate(parameters.number("lam") ?? 0))" },
          "calls": "station"\(fillsLate ? patience : ""),
          "requests": { "page": { "weight": \(cacheable), \(key) },
                        "account": { "weight": \(Self.plain(1 - cacheable)) } } }
        """
      ),
      // The chance that one of the keys is not among fifteen times as many draws is 3 in 10 million.
      (
        "warmer",
        """
        { "arrivals": { "constant": "1000000/s", "limit": \(15 * keys) }, "calls": "filler",
          "requests": { "page": { \(key) } } }
        """
      ),
    ]
    let read = "{ \"call\": \"database\", \"as\": \"read\"\(fillsLate ? "" : patience) }"
    let work = Self.seconds(1 / (parameters.number("mu") ?? 1))
    components = [
      (
        "station",
        """
        { "kind": "service", "workers": "unlimited", "handles": {
          "page": [ { "cached": { "in": "cache", "otherwise": [ \(read) ] } } ],
          "account": [ \(read) ] } }
        """
      ),
      (
        "filler",
        """
        { "kind": "service", "workers": "unlimited", "handles": {
          "page": [ { "cached": { "in": "cache", "otherwise": [] } } ] } }
        """
      ),
      ("cache", "{ \"kind\": \"cache\", \"capacity\": \(keys), \"latency\": \"0s\" }"),
      ("database", "{ \"kind\": \"database\", \"connections\": 1, \"read\": \"\(work)\" }"),
    ]
    let share = Self.plain((parameters.number("flush") ?? 1) * 100)
    faults = [
      """
      { "at": "\(Self.seconds(parameters.number("t0") ?? 0))", "flush": "cache", "share": "\(share)%" }
      """
    ]
  }
}
