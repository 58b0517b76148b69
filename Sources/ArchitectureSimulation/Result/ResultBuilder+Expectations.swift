import ArchitectureModel
import RunStatistics
import TimeBase

/// Holds the expectations of a model against what was observed.
extension ResultBuilder {
  /// What expectations look at besides the books.
  struct Sight {
    /// The measured part of the run.
    let window: RunResult.Window
    let series: SeriesResult
    let detectors: [DetectorResult]
    let health: [HealthResult]

    /// What was observed in the runs that expectations compare this one with.
    let references: [[Double?]]

    init(
      _ window: RunResult.Window, _ series: SeriesResult, _ detectors: [DetectorResult],
      _ health: [HealthResult], _ references: [[Double?]]
    ) {
      self.window = window
      self.series = series
      self.detectors = detectors
      self.health = health
      self.references = references
    }
  }

  func verdict(_ expectation: Expectation, in sight: Sight) -> ExpectationResult {
    let (observed, unit) = observation(expectation.figure, in: sight)
    var result = ExpectationResult(
      text: expectation.text, verdict: .inconclusive, observed: observed, unit: unit,
      source: expectation.source)
    result.about = expectation.about
    if observed != nil, unit == .ratio { result.trials = trials(expectation.figure, in: sight) }
    if let comparand = expectation.comparand {
      result.base = comparand.value { term in
        guard let place = term.reference else { return observation(term.figure, in: sight).value }
        return sight.references[place.run][place.expectation]
      }
      guard result.base != nil else { return result }
    }
    guard let observed else { return result }
    result.verdict = expectation.isMet(by: observed, against: result.base ?? 0) ? .pass : .fail
    return result
  }

  /// The window of a figure, or the measured part of the run.
  private func window(of figure: Expectation.Figure, in sight: Sight) -> RunResult.Window {
    RunResult.Window(
      start: figure.window.map { .zero + $0.start } ?? sight.window.start,
      end: figure.window.map { .zero + $0.end } ?? sight.window.end)
  }

  /// How many cases a share is a share of; `nil` if it is one of time, or none of cases that are
  /// counted.
  private func trials(_ figure: Expectation.Figure, in sight: Sight) -> UInt64? {
    guard let station = plan.names.firstIndex(of: figure.subject) else { return nil }
    let window = window(of: figure, in: sight)
    let part = part(from: window.start, to: window.end)
    if plan.stations[station].isClient {
      let client = clientResult(station, in: part)
      let request = figure.request.map { name in client.requests.first { $0.name == name } }
      switch figure.metric {
      case .errorShare, .failed, .share: return (request ?? client.total)?.completed
      default: return nil
      }
    }
    var component = componentResult(station, in: part)
    if let instance = figure.instance, !component.instances.isEmpty {
      component.total = instanceResult(instance, of: station, in: part)
    }
    switch figure.metric {
    case .errorShare: return component.total.completions + component.total.turnedAway
    case .rejectedShare: return component.total.arrivals
    case .hitRatio:
      guard case .cache(let cache) = component.details else { return nil }
      return cache.hits + cache.misses
    default: return nil
    }
  }

  private func observation(
    _ figure: Expectation.Figure, in sight: Sight
  ) -> (value: Double?, unit: ExpectationResult.Unit) {
    if figure.metric == .recovery { return (recovery(figure, sight.series), .seconds) }
    let window = window(of: figure, in: sight)
    if case .flags(let flags) = figure.metric {
      let detector = sight.detectors.first { $0.name == figure.subject }
      return detector.map { self.flags(flags, of: $0, in: window) } ?? (nil, .count)
    }
    if case .health(let health) = figure.metric {
      let service = sight.health.first { $0.name == figure.subject }
      return service.map { observation(health, of: $0, in: window) } ?? (nil, .count)
    }
    return observation(figure, in: part(from: window.start, to: window.end))
  }

  private func observation(
    _ figure: Expectation.Figure, in part: Part
  ) -> (Double?, ExpectationResult.Unit) {
    guard let station = plan.names.firstIndex(of: figure.subject) else { return (nil, .count) }
    if case .latency(let statistic) = figure.metric {
      return (latencies(of: station, figure, in: part).seconds(of: statistic), .seconds)
    }
    if case .wait(let statistic) = figure.metric {
      let waits = RecordedTimes(merging: part.segments.map { $0.stationTimes[station].wait })
      return (waits.seconds(of: statistic), .seconds)
    }
    if case .breaker(let breaker) = figure.metric {
      return (breakers(breaker, of: figure.subject, to: figure.callee, in: part), .count)
    }
    if plan.stations[station].isClient {
      let client = clientResult(station, in: part)
      let request = figure.request.map { name in client.requests.first { $0.name == name } }
      guard figure.endings.isEmpty else {
        let picked = sifted(figure, in: part).moments.count
        return observation(figure.metric, picked: Double(picked), of: request ?? client.total, part)
      }
      if case .browser(let browser) = figure.metric {
        return (client.browser.map { $0.value(of: browser) }, .count)
      }
      return observation(figure.metric, of: request ?? client.total)
    }
    if let time = jobTime(figure.metric, of: station, in: part) { return (time, .seconds) }
    var component = componentResult(station, in: part)
    if let instance = figure.instance, !component.instances.isEmpty {
      component.total = instanceResult(instance, of: station, in: part)
    }
    return observation(figure.metric, of: component)
  }

  /// Latencies of the successes of a client or of what is picked out, or residence times at a
  /// component.
  private func latencies(
    of station: Int, _ figure: Expectation.Figure, in part: Part
  ) -> RecordedTimes {
    guard plan.stations[station].isClient else {
      return RecordedTimes(merging: part.segments.map { $0.stationTimes[station].residence })
    }
    guard figure.endings.isEmpty else { return sifted(figure, in: part) }
    let origins = plan.origins(of: figure)
    return RecordedTimes(
      merging: part.segments.flatMap { segment in
        origins.map { segment.requestTimes[$0].successes }
      })
  }

  /// Latencies of what a figure picks out.
  private func sifted(_ figure: Expectation.Figure, in part: Part) -> RecordedTimes {
    let origins = plan.origins(of: figure)
    let sieves = plan.sieves.indices.filter {
      plan.sieves[$0].endings == figure.endings && origins.contains(plan.sieves[$0].origin)
    }
    return RecordedTimes(
      merging: part.segments.flatMap { segment in sieves.map { segment.sieveTimes[$0] } })
  }

  private func observation(
    _ metric: Expectation.Metric, picked: Double, of request: RequestResult?, _ part: Part
  ) -> (Double?, ExpectationResult.Unit) {
    guard let request else { return (nil, .count) }
    switch metric {
    case .count: return (picked, .count)
    case .throughput: return (picked / part.seconds, .perSecond)
    default: return (request.completed > 0 ? picked / Double(request.completed) : nil, .ratio)
    }
  }

  private func observation(
    _ metric: Expectation.Metric, of request: RequestResult?
  ) -> (Double?, ExpectationResult.Unit) {
    guard let request else { return (nil, .count) }
    let ended = Double(request.completed)
    switch metric {
    case .latency, .wait: return (nil, .seconds)
    case .errorShare: return (request.completed > 0 ? request.errorShare : nil, .ratio)
    case .count(let counter): return (request.count(counter), .count)
    case .goodput: return (request.goodput, .perSecond)
    case .throughput: return (request.throughput, .perSecond)
    case .attempts: return (ended > 0 ? Double(request.attempts) / ended : nil, .count)
    case .failed(let cause):
      let count = request.failures.filter { $0.cause.word == cause }.reduce(0) { $0 + $1.count }
      return (ended > 0 ? Double(count) / ended : nil, .ratio)
    case .utilisation, .processorUtilisation, .queueMean, .queueMax, .hitRatio, .rejectedShare,
      .deadLettered,
      .inFlightMean, .inFlightMax, .recovery, .availability, .outages, .breaker, .share, .counter,
      .remembered, .flags, .health, .turnover, .jobs, .effects, .timeToSuccess, .timeToFailure,
      .filters, .browser, .checks, .staleReads, .lostWrites:
      return (nil, .count)
    }
  }

  private func observation(
    _ metric: Expectation.Metric, of component: ComponentResult
  ) -> (Double?, ExpectationResult.Unit) {
    let total = component.total
    switch metric {
    case .utilisation: return (total.utilisation, .ratio)
    case .processorUtilisation: return (component.processor?.utilisation, .ratio)
    case .queueMean: return (total.queueMean, .count)
    case .queueMax: return (Double(total.queueMaximum), .count)
    case .throughput: return (total.throughput, .perSecond)
    case .latency, .wait: return (nil, .seconds)
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
    case .count(let counter): return (component.count(counter), .count)
    case .remembered(let name):
      let counter = component.counters.first { $0.name == name }
      return (counter.map { Double($0.remembered) }, .count)
    case .counter(let name):
      return (component.counters.first { $0.name == name }.map { Double($0.count) }, .count)
    // Where no fault could make it unavailable it always was available.
    case .availability: return (component.availability?.share ?? 1, .ratio)
    case .turnover(let figure):
      return (component.turnover.map { $0.value(of: figure) }, .count)
    case .outages: return (Double(component.availability?.failures ?? 0), .count)
    case .jobs(let figure):
      guard case .queue(let queue) = component.details else { return (nil, .count) }
      return (observation(figure, of: queue), .count)
    case .effects(let figure):
      guard case .external(let external) = component.details else { return (nil, .count) }
      return (observation(figure, of: external), .count)
    case .attempts:
      guard case .queue(let queue) = component.details else { return (nil, .count) }
      return (queue.jobs?.meanAttempts, .count)
    case .timeToSuccess, .timeToFailure: return (nil, .seconds)
    case .filters(let figure):
      return (Double(component.filters?.value(of: figure) ?? 0), .count)
    case .checks(let figure): return (component.balancing?.value(of: figure), .count)
    case .staleReads: return (component.staleReads, .count)
    case .lostWrites: return (component.lostWrites, .count)
    case .goodput, .failed, .recovery, .breaker, .share, .flags, .health, .browser:
      return (nil, .count)
    }
  }
}

extension TurnoverResult {
  func value(of figure: Expectation.TurnoverFigure) -> Double {
    switch figure {
    case .mean: readyMean
    case .maximum: Double(readyMaximum)
    case .atEnd: Double(readyAtEnd)
    case .started: Double(started)
    case .stopped: Double(stopped)
    case .killed: Double(killed)
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

extension Expectation.Comparand {
  /// The sum of all terms times the factor; `nil` if a term has no value.
  fileprivate func value(_ observe: (Term) -> Double?) -> Double? {
    var sum = 0.0
    for term in terms {
      guard let value = observe(term) else { return nil }
      sum += value
    }
    return sum * factor
  }
}

extension RequestResult {
  fileprivate func count(_ counter: Expectation.Counter) -> Double? {
    switch counter {
    case .offered: Double(offered)
    case .completed: Double(completed)
    case .succeeded: Double(succeeded)
    case .failed: Double(failed)
    case .carried: Double(inFlightAtStart)
    case .unfinished: Double(inFlightAtEnd)
    case .arrivals, .completions, .failures, .turnedAway, .hits, .misses: nil
    }
  }
}

extension ComponentResult {
  fileprivate func count(_ counter: Expectation.Counter) -> Double? {
    switch counter {
    case .arrivals: return Double(total.arrivals)
    case .completions: return Double(total.completions)
    case .failures: return Double(total.failures)
    case .turnedAway: return Double(total.turnedAway)
    case .carried: return Double(total.inSystemAtStart)
    case .unfinished: return Double(total.inSystemAtEnd)
    case .hits, .misses:
      guard case .cache(let cache) = details else { return nil }
      return Double(counter == .hits ? cache.hits : cache.misses)
    case .offered, .completed, .succeeded, .failed: return nil
    }
  }
}
