import Foundation

/// How the cases about limits, throttles and breakers are written as models.
extension CaseModel {
  /// A gateway with one limit in front of something that takes no time.
  mutating func buildWindowLimit(_ parameters: Parameters) {
    let arrivals = parameters.child("arrivals").map(Self.arrivals) ?? ""
    let isLog = parameters.text("algorithm")?.hasPrefix("sliding-log") ?? false
    let limit = """
      { "\(isLog ? "slidingLog" : "fixedWindow")": \
      "\(Self.seconds(parameters.number("window_s") ?? 1))", \
      "limit": \(parameters.integer("limit") ?? 0) }
      """
    clients = [("load", "{ \"arrivals\": \(arrivals), \"calls\": \"station\" }")]
    components = Self.limited(by: limit)
  }

  /// A gateway and what is behind it.
  static func limited(by limit: String) -> [(String, String)] {
    [
      ("station", "{ \"kind\": \"gateway\", \"limits\": [ \(limit) ], \"calls\": \"behind\" }"),
      (
        "behind",
        "{ \"kind\": \"service\", \"workers\": \"unlimited\", \"handles\": { \"*\": [] } }"
      ),
    ]
  }

  /// A client that throttles itself before a gateway that admits so many a second.
  mutating func buildThrottle(_ parameters: Parameters) {
    let arrivals = parameters.child("arrivals").map(Self.arrivals) ?? ""
    let window = Self.seconds(parameters.number("window_s") ?? 120)
    let capacity = parameters.integer("backend_capacity_rps") ?? 1
    clients = [
      (
        "load",
        """
        { "arrivals": \(arrivals), "calls": "station",
          "throttle": { "k": \(parameters.number("K") ?? 2), "window": "\(window)" } }
        """
      )
    ]
    components = Self.limited(by: "{ \"fixedWindow\": \"1s\", \"limit\": \(capacity) }")
  }

  /// A client with a breaker before something that fails so often.
  mutating func buildBreaker(_ parameters: Parameters, requests: Double, expected trips: Double) {
    let share = parameters.number("p_fail") ?? 0
    let run = parameters.integer("trip_consecutive_failures")
    let window = run ?? parameters.integer("window_calls") ?? 1
    let failures = run ?? parameters.integer("trip_failures") ?? 1
    var arrivals = parameters.child("arrivals").map(Self.arrivals) ?? ""
    if arrivals.isEmpty {
      // Told in trips; between two of them there are so many calls, and few more that are turned away.
      arrivals = "{ \"poisson\": \"1000/s\" }"
      durationSeconds = requests * (trips + 4) / 1000
    }
    clients = [
      (
        "load",
        """
        { "arrivals": \(arrivals), "calls": "station", "breaker": {
            "slidingWindowSize": \(window), "minimumNumberOfCalls": \(window),
            "failureRateThreshold": "\(Self.plain(Double(failures) / Double(window) * 100))%",
            "permittedNumberOfCallsInHalfOpenState": 1,
            "waitDurationInOpenState": "\(Self.seconds(parameters.number("open_s") ?? 0.001))" } }
        """
      )
    ]
    components = [
      (
        "station",
        """
        { "kind": "service", "workers": "unlimited",
          "handles": { "*": [ { "fail": "\(Self.plain(share * 100))%" } ] } }
        """
      )
    ]
  }
}
