import ArchitectureSimulation
import Testing
import TimeBase

extension ReferenceCaseTests {
  /// What a storm of retries or of cache misses leaves behind.
  func checkStorm(_ given: ReferenceCase) throws {
    if given.id.hasPrefix("meta-dstar") {
      let longest = try criticalOutage(given.parameters)
      try hold(["critical_outage_s": longest], against: given)
      return
    }
    let isCold = given.parameters.has("nkeys")
    let model =
      isCold ? CaseModel(coldCache: given.parameters) : CaseModel(storm: given.parameters)
    let trigger = given.parameters.child("trigger")
    let start = trigger?.number("start_s") ?? given.parameters.number("t0") ?? 30
    let aftermath = try Aftermath(
      run(model.measured(from: model.durationSeconds - 20, to: model.durationSeconds)),
      repairedAt: start + (trigger?.number("duration_s") ?? 0))
    var figures = aftermath.figures
    let before = try run(model.measured(from: 5, to: start, isHealthy: true))
    figures["goodput_before_rps"] = before.clients[0].total.goodput
    figures["hit_ratio_before"] = before.hitRatioOfLoad
    try hold(figures, against: given)
  }

  /// The shortest outage after which the system does not recover, to a millisecond.
  private func criticalOutage(_ parameters: Parameters) throws -> Double {
    var (recovers, fails) = (0.5, 3.0)
    while fails - recovers > 0.001 {
      let outage = ((recovers + fails) * 500).rounded() / 1_000
      guard recovers < outage, outage < fails else { break }
      let model = CaseModel(storm: parameters, outage: outage)
      let end = model.durationSeconds
      let aftermath = try Aftermath(
        run(model.measured(from: end - 20, to: end)), repairedAt: 30 + outage)
      if aftermath.isRecovered { recovers = outage } else { fails = outage }
    }
    return fails
  }
}

extension CaseModel {
  /// The same model, measured in a part of its time; of a healthy one nothing breaks.
  fileprivate func measured(
    from start: Double, to end: Double, isHealthy: Bool = false
  ) -> CaseModel {
    var model = self
    model.warmupSeconds = start
    model.durationSeconds = end
    if isHealthy { model.faults = [] }
    return model
  }
}

extension RunResult {
  /// Hits as a share of all requests of the load; `nil` without a cache.
  fileprivate var hitRatioOfLoad: Double? {
    guard let cache = components.first(where: { $0.name == "cache" }),
      case .cache(let figures) = cache.details
    else { return nil }
    return Double(figures.hits) / Double(clients[0].total.offered)
  }
}

/// How a system is at the end of a run, and since when.
private struct Aftermath {
  let result: RunResult

  /// In seconds from the start.
  let repair: Double

  init(_ result: RunResult, repairedAt repair: Double) {
    self.result = result
    self.repair = repair
    #expect(result.audit.isClean, "\(result.audit)")
  }

  private var load: RequestResult { result.clients[0].total }

  /// More than nine in ten requests succeed at the end.
  var isRecovered: Bool { Double(load.succeeded) > 0.9 * Double(load.offered) }

  /// From the repair to the end of the last second in which fewer succeeded.
  private var recoverySeconds: Double {
    let points = result.series.clients[0].points
    let ends = points.indices.filter { second in
      let point = points[second]
      return Double(second) >= repair && Double(point.succeeded) < 0.9 * Double(point.offered)
    }.map { Double($0 + 1) }
    return ends.last.map { $0 - repair } ?? 0
  }

  var figures: [String: Double] {
    let length = result.window.length.seconds
    var figures: [String: Double] = [
      "goodput_end_rps": load.goodput, "recovered": isRecovered ? 1 : 0,
      "recovery_time_s": recoverySeconds,
    ]
    figures["hit_ratio_end"] = result.hitRatioOfLoad
    if let total = result.components.first(where: { $0.name == "station" })?.total {
      figures["attempts_end_rps"] = Double(total.arrivals) / length
      figures["queue_growth_end_per_s"] =
        (Double(total.inSystemAtEnd) - Double(total.inSystemAtStart)) / length
    }
    return figures
  }
}
