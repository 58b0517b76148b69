import ArchitectureModel
import RunStatistics
import TimeBase

/// Holds the expectations of a model against what was observed.
extension ResultBuilder {
  func verdict(
    _ expectation: Expectation, window: RunResult.Window, _ series: SeriesResult
  ) -> ExpectationResult {
    let part = part(
      from: expectation.window.map { .zero + $0.start } ?? window.start,
      to: expectation.window.map { .zero + $0.end } ?? window.end)
    let (observed, unit) =
      expectation.metric == .recovery
      ? (recovery(expectation, series), .seconds) : observation(expectation, in: part)
    return ExpectationResult(
      text: expectation.text,
      verdict: observed.map { expectation.isMet(by: $0) ? .pass : .fail } ?? .inconclusive,
      observed: observed, unit: unit, source: expectation.source)
  }

  private func observation(
    _ expectation: Expectation, in part: Part
  ) -> (Double?, ExpectationResult.Unit) {
    guard
      let station = plan.names.firstIndex(of: expectation.subject)
    else { return (nil, .count) }
    if case .latency(let statistic) = expectation.metric {
      return (
        latencies(of: station, expectation.request, in: part).seconds(of: statistic), .seconds
      )
    }
    if case .breaker(let figure) = expectation.metric {
      return (breakers(figure, of: expectation.subject, to: expectation.callee, in: part), .count)
    }
    if plan.stations[station].isClient {
      let client = clientResult(station, in: part)
      let request = expectation.request.map { name in client.requests.first { $0.name == name } }
      return observation(expectation.metric, of: request ?? client.total, expectation.status)
    }
    var component = componentResult(station, in: part)
    if let instance = expectation.instance, !component.instances.isEmpty {
      component.total = component.instances[instance]
    }
    return observation(expectation.metric, of: component)
  }

  /// Latencies of the successes of a client, or residence times at a component.
  private func latencies(of station: Int, _ request: String?, in part: Part) -> RecordedTimes {
    guard plan.stations[station].isClient else {
      return RecordedTimes(merging: part.segments.map { $0.stationTimes[station].residence })
    }
    let origins = plan.origins.indices.filter {
      plan.origins[$0].station == station && (request == nil || name(of: $0) == request)
    }
    return RecordedTimes(
      merging: part.segments.flatMap { segment in
        origins.map { segment.requestTimes[$0].successes }
      })
  }

  private func observation(
    _ metric: Expectation.Metric, of request: RequestResult?, _ status: Int?
  ) -> (Double?, ExpectationResult.Unit) {
    guard let request else { return (nil, .count) }
    let ended = Double(request.completed)
    switch metric {
    case .latency: return (nil, .seconds)
    case .errorShare:
      let share = status.map { request.count(ofStatus: $0) / ended } ?? request.errorShare
      return (request.completed > 0 ? share : nil, .ratio)
    case .count(.completed): return (status.map { request.count(ofStatus: $0) } ?? ended, .count)
    case .count(.offered): return (Double(request.offered), .count)
    case .count(.succeeded): return (Double(request.succeeded), .count)
    case .count(.failed): return (Double(request.failed), .count)
    case .goodput: return (request.goodput, .perSecond)
    case .throughput: return (request.throughput, .perSecond)
    case .attempts: return (ended > 0 ? Double(request.attempts) / ended : nil, .count)
    case .failed(let cause):
      let count = request.failures.filter { $0.cause.word == cause }.reduce(0) { $0 + $1.count }
      return (ended > 0 ? Double(count) / ended : nil, .ratio)
    case .utilisation, .queueMean, .queueMax, .waitMean, .hitRatio, .rejectedShare,
      .deadLettered, .inFlightMean, .inFlightMax, .count, .recovery, .availability, .outages,
      .breaker:
      return (nil, .count)
    }
  }

  private func observation(
    _ metric: Expectation.Metric, of component: ComponentResult
  ) -> (Double?, ExpectationResult.Unit) {
    let total = component.total
    switch metric {
    case .utilisation: return (total.utilisation, .ratio)
    case .queueMean: return (total.queueMean, .count)
    case .queueMax: return (Double(total.queueMaximum), .count)
    case .waitMean: return (total.wait.map { $0.meanNanoseconds / 1e9 }, .seconds)
    case .throughput: return (total.throughput, .perSecond)
    case .latency: return (nil, .seconds)
    case .errorShare:
      let ended = total.completions + total.turnedAway
      return (
        ended > 0 ? Double(total.failures + total.turnedAway) / Double(ended) : nil, .ratio
      )
    case .rejectedShare:
      return (
        total.arrivals > 0 ? Double(total.turnedAway) / Double(total.arrivals) : nil, .ratio
      )
    case .hitRatio:
      guard case .cache(let cache) = component.details else { return (nil, .ratio) }
      return (cache.hitRatio, .ratio)
    case .deadLettered:
      guard case .queue(let queue) = component.details else { return (nil, .count) }
      return (Double(queue.deadLettered), .count)
    case .inFlightMean: return (total.inSystemMean, .count)
    case .inFlightMax: return (Double(total.inSystemMaximum), .count)
    case .count(.arrivals): return (Double(total.arrivals), .count)
    case .count(.completions): return (Double(total.completions), .count)
    case .count(.failures): return (Double(total.failures), .count)
    case .count(.turnedAway): return (Double(total.turnedAway), .count)
    // Where no fault could make it unavailable it always was available.
    case .availability: return (component.availability?.share ?? 1, .ratio)
    case .outages: return (Double(component.availability?.failures ?? 0), .count)
    case .goodput, .attempts, .failed, .count, .recovery, .breaker:
      return (nil, .count)
    }
  }
}

extension RecordedTimes {
  /// In seconds; `nil` if nothing was recorded.
  func seconds(of statistic: Expectation.Statistic) -> Double? {
    switch statistic {
    case .mean: moments.mean.map { $0 / 1e9 }
    case .maximum: histogram.maximum.map { TimeSpan(nanoseconds: $0).seconds }
    case .quantile(let perMillion):
      histogram.quantile(Quantile(Int64(perMillion), of: 1_000_000))
        .map { TimeSpan(nanoseconds: $0).seconds }
    }
  }
}
