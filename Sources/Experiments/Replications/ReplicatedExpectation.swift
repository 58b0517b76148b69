public import ArchitectureModel
public import ArchitectureSimulation
public import RunStatistics

/// What replications say about one expectation of a model.
///
/// A question about an expected value is decided by its interval: it passes if the whole interval
/// meets the bound, fails if none of it does, and is inconclusive in between. Of a share of which no run
/// showed a case, the interval holds what so many cases cannot exclude. A question that each run
/// answers with a fact (a maximum, a count, an exact value) has no interval; it passes if every
/// replication meets the bound, and fails if one does not.
public struct ReplicatedExpectation: Hashable, Sendable {
  public let text: String
  public let verdict: ExpectationResult.Verdict
  public let unit: ExpectationResult.Unit

  /// The mean of the replications, or of a question about facts the value of the worst one; `nil` if
  /// there was nothing to observe.
  public let observed: Double?

  /// `nil` for questions about facts, and for fewer than two observations.
  public let interval: Interval?

  /// Whether what is observed is a difference: the figure less what it is compared with.
  public let isDifference: Bool

  /// In how many replications the bound was met, of how many that had something to observe.
  public let held: Int
  public let count: Int

  /// How many more replications would probably decide it, if the mean and the spread stay what they
  /// are; `nil` if it is decided, or if that would take more than a million.
  public let moreNeeded: Int?

  public init(
    _ expectation: Expectation, _ results: [ExpectationResult], confidence: Double
  ) {
    // Of a comparison the difference counts, run by run: both sides met the same requests.
    let isDifference = expectation.comparand != nil
    let values = results.compactMap { result -> Double? in
      guard isDifference else { return result.observed }
      guard let observed = result.observed, let base = result.base else { return nil }
      return observed - base
    }
    self.isDifference = isDifference
    let bound = expectation.bound
    text = expectation.text
    unit = results.first?.unit ?? .count
    count = values.count
    held = values.count { expectation.isMet(by: $0) }
    let sample = SampleMean(values.filter(\.isFinite))
    guard !values.isEmpty else {
      (verdict, observed, interval, moreNeeded) = (.inconclusive, nil, nil, nil)
      return
    }
    guard expectation.isAboutEstimate, sample.count == values.count,
      isDifference || !bound.admitsNoInterval(about: sample, unit)
    else {
      let worst = values.first { !expectation.isMet(by: $0) } ?? bound.nearest(of: values)
      (verdict, observed, interval) = (held == count ? .pass : .fail, worst, nil)
      moreNeeded = nil
      return
    }
    observed = sample.mean
    let whole = sample.interval(confidence: confidence)
    var cases = CountedCases()
    for result in results {
      if let share = result.observed { cases.add(share, of: isDifference ? nil : result.trials) }
    }
    interval =
      isDifference
      ? whole : whole?.limited(by: unit).allowing(for: cases, confidence: confidence)
    guard let interval else {
      (verdict, moreNeeded) = (.inconclusive, 1)
      return
    }
    if bound.isStraddled(by: interval) {
      (verdict, moreNeeded) = (.inconclusive, nil)
      return
    }
    switch (expectation.isMet(by: interval.lower), expectation.isMet(by: interval.upper)) {
    case (true, true): (verdict, moreNeeded) = (.pass, nil)
    case (false, false): (verdict, moreNeeded) = (.fail, nil)
    case (true, false), (false, true):
      verdict = .inconclusive
      let distance = bound.distance(to: sample.mean)
      moreNeeded =
        sample.variance == 0 && cases.trials != nil
        ? Self.moreNeeded(toExclude: distance, cases.trials ?? 0, in: sample.count, confidence)
        : sample.countNeeded(forHalfWidth: distance, confidence: confidence)
          .map { max(1, $0 - sample.count) }
    }
  }

  /// How many more replications without a case exclude a share, if they are as long as those before.
  private static func moreNeeded(
    toExclude share: Double, _ trials: UInt64, in count: Int, _ confidence: Double
  ) -> Int? {
    let needed = RareCases.trialsNeeded(toExclude: share, confidence: confidence)
    let more = (needed * Double(count) / Double(trials)).rounded(.up) - Double(count)
    return more <= 1_000_000 ? max(1, Int(more)) : nil
  }
}

extension Expectation {
  /// Whether it asks for an expected value, which runs can only estimate, and not for a fact about
  /// each of them.
  var isAboutEstimate: Bool {
    if case .equals = bound { return false }
    switch figure.metric {
    case .queueMax, .deadLettered, .latency(.maximum), .inFlightMax, .count, .outages, .breaker,
      .counter, .remembered, .jobs, .effects, .timeToSuccess(.maximum), .timeToFailure(.maximum),
      .flags(.count), .flags(.first), .health(.changes), .health(.untilDegraded),
      .health(.untilUnhealthy), .filters, .browser, .checks, .staleReads, .lostWrites:
      return false
    case .latency, .errorShare, .goodput, .throughput, .attempts, .failed, .utilisation,
      .processorUtilisation, .queueMean,
      .hitRatio, .rejectedShare, .inFlightMean, .recovery, .availability, .share,
      .timeToSuccess, .timeToFailure, .flags(.share), .health(.degraded), .health(.unhealthy):
      return true
    case .wait(let statistic): return statistic != .maximum
    case .turnover(let figure): return figure == .mean
    }
  }
}

extension Expectation.Bound {
  /// How far a value is from the nearest limit.
  func distance(to value: Double) -> Double {
    switch self {
    case .below(let limit), .above(let limit), .atMost(let limit), .atLeast(let limit),
      .equals(let limit):
      (limit - value).magnitude
    case .between(let least, let most): min((least - value).magnitude, (most - value).magnitude)
    }
  }

  /// Whether all runs showed the one value that is allowed at the end of what a share can be: that no
  /// case was seen is a fact about them, and how many there might be is not the question.
  func admitsNoInterval(about sample: SampleMean, _ unit: ExpectationResult.Unit) -> Bool {
    guard unit == .ratio, sample.variance == 0, sample.mean == 0 || sample.mean == 1 else {
      return false
    }
    return distance(to: sample.mean) == 0
  }

  /// Whether an interval begins below and ends above all that is meant.
  func isStraddled(by interval: Interval) -> Bool {
    guard case .between(let least, let most) = self else { return false }
    return interval.lower < least && interval.upper > most
  }

  /// The value that comes closest to breaking the bound.
  func nearest(of values: [Double]) -> Double? {
    switch self {
    case .below, .atMost, .equals: values.max()
    case .above, .atLeast: values.min()
    case .between: values.min { distance(to: $0) < distance(to: $1) }
    }
  }
}
