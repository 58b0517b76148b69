import ArchitectureModel
import Resilience
public import TimeBase

/// What a detector made of the series that it watched.
public struct DetectorResult: Hashable, Sendable {
  public var name: String

  /// Whose series, and which: `errors` of `web`.
  public var subject: String
  public var series: String

  /// `zScore`, `ewma` or `cusum`.
  public var method: String

  /// Start of every step that it judged: not of those that it only learned from, nor of steps that had
  /// nothing to measure.
  public var judged: [Instant]
  public var flags: [Flag]

  public struct Flag: Hashable, Sendable {
    /// Start of the step; it was flagged at its end.
    public var time: Instant
    public var value: Double

    /// In standard deviations.
    public var score: Double

    public init(time: Instant, value: Double, score: Double) {
      self.time = time
      self.value = value
      self.score = score
    }
  }

  public init(
    name: String, subject: String, series: String, method: String, judged: [Instant] = [],
    flags: [Flag] = []
  ) {
    self.name = name
    self.subject = subject
    self.series = series
    self.method = method
    self.judged = judged
    self.flags = flags
  }
}

extension ResultBuilder {
  func detectorResults(_ series: SeriesResult) -> [DetectorResult] {
    plan.detectors.map { result(of: $0, on: series) }
  }

  private func result(of detector: Detector, on series: SeriesResult) -> DetectorResult {
    var machine = AnomalyDetector(detector.policy)
    var result = DetectorResult(
      name: detector.name, subject: detector.subject, series: detector.series.rawValue,
      method: detector.policy.method.word)
    for (step, value) in series.values(of: detector).enumerated() {
      guard let value, let signal = machine.add(value) else { continue }
      let start = Instant.zero + series.step * Int64(step)
      result.judged.append(start)
      guard signal.isFlagged else { continue }
      result.flags.append(.init(time: start, value: value, score: signal.score))
    }
    return result
  }

  /// What an expectation asks of a detector.
  func flags(
    _ figure: Expectation.FlagFigure, of detector: DetectorResult, in window: RunResult.Window
  ) -> (value: Double?, unit: ExpectationResult.Unit) {
    func isInside(_ time: Instant) -> Bool { time >= window.start && time < window.end }
    let flags = detector.flags.filter { isInside($0.time) }
    let judged = detector.judged.count(where: isInside)
    switch figure {
    case .count: return (Double(flags.count), .count)
    case .share: return (judged > 0 ? Double(flags.count) / Double(judged) : nil, .ratio)
    case .first:
      return (flags.first.map { ($0.time - window.start).seconds } ?? .infinity, .seconds)
    }
  }
}

extension SeriesResult {
  /// The values of a series, step by step; `nil` for a step that has nothing to measure.
  fileprivate func values(of detector: Detector) -> [Double?] {
    if let client = clients.first(where: { $0.name == detector.subject }) {
      return client.points.map { $0.value(of: detector.series, over: step) }
    }
    let component = components.first { $0.name == detector.subject }
    return (component?.points ?? []).map { $0.value(of: detector.series, over: step) }
  }
}

extension SeriesResult.ClientPoint {
  fileprivate func value(of series: Detector.Series, over step: TimeSpan) -> Double? {
    let ended = Double(succeeded + failed)
    return switch series {
    case .rate: Double(offered) / step.seconds
    case .throughput: ended / step.seconds
    case .goodput: Double(succeeded) / step.seconds
    case .errors: ended > 0 ? Double(failed) / ended : nil
    case .p50: p50?.seconds
    case .p95: p95?.seconds
    case .p99: p99?.seconds
    case .inFlight: inFlightMean
    case .completions, .failures, .queue, .busy: nil
    }
  }
}

extension SeriesResult.ComponentPoint {
  fileprivate func value(of series: Detector.Series, over step: TimeSpan) -> Double? {
    switch series {
    case .completions: Double(completions) / step.seconds
    case .failures: Double(failures) / step.seconds
    case .errors: completions > 0 ? Double(failures) / Double(completions) : nil
    case .queue: queueMean
    case .busy: busyMean
    case .rate, .throughput, .goodput, .p50, .p95, .p99, .inFlight: nil
    }
  }
}

extension AnomalyDetector.Policy.Method {
  fileprivate var word: String {
    switch self {
    case .zScore: "zScore"
    case .ewma: "ewma"
    case .cusum: "cusum"
    }
  }
}
