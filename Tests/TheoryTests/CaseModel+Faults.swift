/// Cases in which something breaks.
extension CaseModel {
  /// Servers that break down and are repaired each by itself, while others take over their work.
  mutating func buildBreakdown(_ parameters: Parameters, _ client: (String, String)) {
    let up = parameters.child("mtbf").map(Self.distribution) ?? ""
    let down = parameters.child("mttr").map(Self.distribution) ?? ""
    clients = [client]
    components = [("station", Self.station(parameters))]
    faults = Array(
      repeating: "{ \"every\": \(up), \"for\": \(down), \"brownout\": \"station\" }",
      count: parameters.integer("servers") ?? 1)
  }

  /// Instances that are needed up to a number, and crews that bring them back.
  mutating func buildAvailability(_ parameters: Parameters, seconds: Double) {
    let up = parameters.child("mtbf").map(Self.distribution) ?? ""
    let down = parameters.child("mttr").map(Self.distribution) ?? ""
    durationSeconds = seconds
    warmupSeconds = 0
    clients = [("load", "{ \"arrivals\": { \"constant\": \"1/h\" }, \"calls\": \"station\" }")]
    components = [
      (
        "station",
        """
        { "kind": "service", "instances": \(parameters.integer("n") ?? 1),
          "needs": \(parameters.integer("k_required") ?? 1), "work": "1ms" }
        """
      )
    ]
    faults = [
      """
      { "every": \(up), "for": \(down), "crash": "station", "instance": "each",
        "crews": \(parameters.integer("repair_crews") ?? 1) }
      """
    ]
  }

  /// Requests at equal distances at a server that stands still for a while.
  mutating func buildOutage(_ parameters: Parameters) {
    guard let arrivals = parameters.child("arrivals") else { return }
    let rate = Self.rate(of: arrivals)
    let outage = parameters.numbers("outage_s")
    durationSeconds = 100
    clients = [
      (
        "load",
        """
        { "arrivals": { "constant": "\(Self.rate(rate))",
                        "first": "\(Self.seconds(arrivals.number("first_at_s") ?? 0))",
                        "limit": \(Int(rate) * 90) },
          "calls": "station" }
        """
      )
    ]
    components = [("station", Self.station(parameters))]
    faults = [
      """
      { "at": "\(Self.seconds(outage[0]))", "for": "\(Self.seconds(outage[1] - outage[0]))",
        "freeze": "station" }
      """
    ]
  }
}
