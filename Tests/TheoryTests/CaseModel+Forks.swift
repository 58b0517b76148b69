/// Cases in which a request does several things at once.
extension CaseModel {
  /// Two servers side by side, or one that works on all parts of a request before the next begins.
  mutating func buildForkJoin(_ parameters: Parameters, _ client: (String, String)) {
    let service = parameters.child("service").map(Self.distribution) ?? ""
    let branches = parameters.integer("branches") ?? 1
    clients = [client]
    if parameters.flag("blocking") {
      components = [
        (
          "station",
          """
          { "kind": "service", "workers": 1, "backlog": "unlimited", "handles": { "*": [
            { "parallel": [ [ { "compute": \(service) } ] ], "copies": \(branches) } ] } }
          """
        )
      ]
      return
    }
    let calls = (1...branches).map { "[ { \"call\": \"server\($0)\" } ]" }.joined(separator: ", ")
    components = [
      (
        "station",
        """
        { "kind": "service", "workers": "unlimited",
          "handles": { "*": [ { "parallel": [ \(calls) ] } ] } }
        """
      )
    ]
    components += (1...branches).map { branch in
      (
        "server\(branch)",
        "{ \"kind\": \"service\", \"workers\": 1, \"backlog\": \"unlimited\", \"work\": \(service) }"
      )
    }
  }

  /// How long a slow leaf takes in cases that only tell slow leaves from others.
  static let slowSeconds = 0.001

  /// A request that waits for the slowest of many leaves.
  mutating func buildFanOut(_ parameters: Parameters, requests: Double) {
    let leaf: String
    if let latency = parameters.child("latency") {
      leaf = "{ \"compute\": \(Self.distribution(latency)) }"
    } else {
      let share = Self.plain((parameters.number("p_slow") ?? 0) * 100)
      let wait = Self.seconds(Self.slowSeconds)
      leaf = "{ \"chance\": \"\(share)%\", \"then\": [ { \"wait\": \"\(wait)\" } ] }"
    }
    durationSeconds = requests / 1000
    clients = [("load", "{ \"arrivals\": { \"poisson\": \"1000/s\" }, \"calls\": \"station\" }")]
    components = [
      (
        "station",
        """
        { "kind": "service", "workers": "unlimited", "handles": { "*": [
          { "parallel": [ [ \(leaf) ] ], "copies": \(parameters.integer("fan_out") ?? 1) } ] } }
        """
      )
    ]
  }

  /// Requests that are sent a second time when the answer is late.
  mutating func buildHedge(_ parameters: Parameters, requests: Double) {
    let latency = parameters.child("latency").map(Self.distribution) ?? ""
    let delay = Self.seconds(parameters.number("hedge_after_s") ?? 0)
    durationSeconds = requests / 1000
    clients = [
      (
        "load",
        """
        { "arrivals": { "poisson": "1000/s" }, "calls": "station",
          "hedge": { "after": "\(delay)", "copies": \(parameters.integer("copies") ?? 2) } }
        """
      )
    ]
    components = [
      ("station", "{ \"kind\": \"service\", \"workers\": \"unlimited\", \"work\": \(latency) }")
    ]
  }

  /// The same with requests that are sent once.
  var withoutHedges: CaseModel {
    var model = self
    model.clients = [
      ("load", "{ \"arrivals\": { \"poisson\": \"1000/s\" }, \"calls\": \"station\" }")
    ]
    return model
  }
}
