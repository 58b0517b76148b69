import ArchitectureModel
import ArchitectureSimulation
import RunStatistics
import Testing

extension ReferenceCaseTests {
  /// The limit of many servers, and a large system beside it.
  ///
  /// The system is above the limit by O(1/n): its excess is at most five times the limit's own excess
  /// over the time of service, divided by the number of servers. A load of 0.99 would have to be run
  /// for very long; there the formula alone is held.
  func checkMeanField(_ given: ReferenceCase) throws {
    let choices = CaseModel.sampleSize(of: given.parameters.text("policy") ?? "")
    let load = try #require(given.parameters.number("rho"))
    let limit = SupermarketModel(utilisation: load, choices: choices)
    try hold(
      [
        "sojourn_mean_s": limit.meanResponse,
        "fraction_servers_ge_2": limit.shareOfServers(withAtLeast: 2),
        "fraction_servers_ge_3": limit.shareOfServers(withAtLeast: 3),
      ], against: given)
    guard load < 0.95 else { return }
    let servers = Self.isComplete ? 500 : 100
    let (runs, requests) = Self.isComplete ? (10, 200_000.0) : (4, 10_000.0)
    let rate = load * Double(servers)
    // Without a choice a line forgets how it began in about 4/(1 - load)² times of service.
    let warmup = choices == 1 ? 20 / ((1 - load) * (1 - load)) : 100
    var model = CaseModel(durationSeconds: warmup + requests / rate)
    model.warmupSeconds = warmup
    model.buildBalancer(
      Parameters([
        "policy": "power-of-\(choices)", "servers": servers,
        "service": ["type": "exponential", "mean_s": 1.0],
      ]),
      (
        "load",
        "{ \"arrivals\": { \"poisson\": \"\(CaseModel.rate(rate))\" }, \"calls\": \"station\" }"
      ))
    let document = try ModelDocument(model.text, named: "case.json")
    let run = ArchitectureRun(try document.architecture())
    var means = SampleMean()
    for replication in 0..<runs {
      let result = run.result(.init(replication: UInt64(replication)))
      means.add(try #require(result.clients[0].total.latency).meanSeconds)
    }
    let interval = try #require(means.interval(confidence: 0.9999))
    let bias = choices == 1 ? 0 : 5 * (limit.meanResponse - 1) / Double(servers)
    #expect(interval.upper >= limit.meanResponse, "\(given.id): \(interval)")
    #expect(interval.lower <= limit.meanResponse + bias, "\(given.id): \(interval)")
  }
}
