import ArchitectureModel
import ArchitectureSimulation
import Testing
import TimeBase

extension ReferenceCaseTests {
  /// A run of the stated length, and many short ones that end with the first failure or long after
  /// it would have come.
  ///
  /// Times to the first failure vary about as much as they are long. So many of them as are used here
  /// have a mean of which the tolerance is four standard errors.
  func checkAvailability(_ given: ReferenceCase) throws {
    let horizon = try #require(given.horizonSeconds)
    let length = Self.isComplete ? horizon : horizon / 10
    let stretch = (horizon / length).squareRoot()
    var model = CaseModel(durationSeconds: length)
    model.buildAvailability(given.parameters, seconds: length)
    let result = try run(model)
    #expect(result.audit.isClean, "\(result.audit)")
    let availability = try #require(result.components.first?.availability)
    var figures = [
      "availability": availability.share, "mean_servers_up": availability.instancesUp,
      "system_failures_per_hour": Double(availability.failures) / (length / 3_600),
    ]
    figures["mean_system_outage_s"] = availability.meanOutage?.seconds
    let metric = "mean_time_to_first_system_failure_s"
    let expected = try #require(given.expected.first { $0.metric == metric }?.expected)
    let root = 4 * expected.value / expected.tolerance / stretch
    model.buildAvailability(given.parameters, seconds: 25 * expected.value)
    figures[metric] = try meanFirstFailure(model, runs: Int((root * root).rounded(.up)))
    try hold(figures, against: given, stretch: stretch)
  }

  private func meanFirstFailure(_ model: CaseModel, runs: Int) throws -> Double {
    let document = try ModelDocument(model.text, named: "case.json")
    let run = ArchitectureRun(try document.architecture())
    var sum = 0.0
    for replication in 0..<runs {
      let result = run.result(.init(replication: UInt64(replication)))
      let failure = try #require(result.components.first?.availability?.firstFailure)
      sum += failure.seconds
    }
    return sum / Double(runs)
  }

  /// A line that grows while its server stands still and is worked off afterwards.
  func checkOutage(_ given: ReferenceCase) throws {
    var model = CaseModel(durationSeconds: 0)
    model.buildOutage(given.parameters)
    let outage = given.parameters.numbers("outage_s")
    let service = given.parameters.child("service")?.number("mean_s") ?? 0
    let arrivals = try #require(given.parameters.child("arrivals"))
    let (rate, first) = (CaseModel.rate(of: arrivals), arrivals.number("first_at_s") ?? 0)
    let document = try ModelDocument(model.text, named: "case.json")
    let run = ArchitectureRun(try document.architecture())
    let result = run.result()
    #expect(result.audit.isClean, "\(result.audit)")
    // First come, first served: the k-th answer belongs to the k-th request.
    let ends = run.trace(of: 1..<result.digest.events + 1)
      .filter { $0.kind == "work" && $0.place == "station" }.map {
        ($0.time - Instant.zero).seconds
      }
    #expect(UInt64(ends.count) == result.clients[0].total.completed)
    let latencies = ends.enumerated().map { $0.element - (first + Double($0.offset) / rate) }
    let lastLate = latencies.lastIndex { $0 > service + 1e-6 }
    let waiting = zip(ends, latencies).filter { end, latency in
      end - latency < outage[1] && end > outage[1]
    }
    try hold(
      [
        "max_latency_s": latencies.max() ?? .nan,
        "backlog_at_end_of_outage": Double(waiting.count),
        "drain_time_after_outage_s": lastLate.map { ends[$0] - outage[1] } ?? .nan,
        "total_excess_wait_s": latencies.reduce(0) { $0 + $1 - service },
      ], against: given)
  }
}
