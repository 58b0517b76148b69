public import ArchitectureModel
public import ArchitectureSimulation
public import RunStatistics

/// What replications say about one expectation of a model.
///
/// A question about an expected value is decided by its interval: it passes if the whole interval
/// meets the bound, fails if none of it does, and is inconclusive in between. A question that each run
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

  /// In how many replications the bound was met, of how many that had something to observe.
  public let held: Int
  public let count: Int

  /// How many more replications would probably decide it, if the mean and the spread stay what they
  /// are; `nil` if it is decided, or if that would take more than a million.
  public let moreNeeded: Int?

  public init(
    _ expectation: Expectation, _ results: [ExpectationResult], confidence: Double
  ) {
    let values = results.compactMap(\.observed)
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
    guard expectation.isAboutEstimate, sample.count == values.count else {
      let worst = values.first { !expectation.isMet(by: $0) } ?? bound.nearest(of: values)
      (verdict, observed, interval) = (held == count ? .pass : .fail, worst, nil)
      moreNeeded = nil
      return
    }
    observed = sample.mean
    interval = sample.interval(confidence: confidence)?.limited(by: unit)
    guard let interval else {
      (verdict, moreNeeded) = (.inconclusive, 1)
      return
    }
    switch (expectation.isMet(by: interval.lower), expectation.isMet(by: interval.upper)) {
    case (true, true): (verdict, moreNeeded) = (.pass, nil)
    case (false, false): (verdict, moreNeeded) = (.fail, nil)
    case (true, false), (false, true):
      verdict = .inconclusive
      let distance = (bound.limit - sample.mean).magnitude
      moreNeeded = sample.countNeeded(forHalfWidth: distance, confidence: confidence)
        .map { max(1, $0 - sample.count) }
    }
  }
}

extension Expectation {
  /// Whether it asks for an expected value, which runs can only estimate, and not for a fact about
  /// each of them.
  var isAboutEstimate: Bool {
    if case .equals = bound { return false }
    switch metric {
    case .queueMax, .deadLettered, .latency(.maximum), .inFlightMax, .count, .outages, .breaker:
      return false
    case .latency, .errorShare, .goodput, .throughput, .attempts, .failed, .utilisation, .queueMean,
      .waitMean, .hitRatio, .rejectedShare, .inFlightMean, .recovery, .availability:
      return true
    }
  }
}

extension Expectation.Bound {
  var limit: Double {
    switch self {
    case .below(let limit), .above(let limit), .atMost(let limit), .atLeast(let limit),
      .equals(let limit):
      limit
    }
  }

  /// The value that comes closest to breaking the bound.
  func nearest(of values: [Double]) -> Double? {
    switch self {
    case .below, .atMost, .equals: values.max()
    case .above, .atLeast: values.min()
    }
  }
}
