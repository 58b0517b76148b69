import TimeBase

extension Distribution {
  /// What is wrong with the parameters, in the words of a model's author; `nil` if nothing is.
  ///
  /// The text has no subject, such as `cv must be positive, not -1`: whoever shows it knows which
  /// key of the model it is about.
  public var problem: String? {
    switch self {
    case .constant(let span):
      return Self.notNegative(span, "a duration")
    case .uniform(let low, let high):
      return Self.notNegative(low, "the lower end") ?? Self.ascending(low, high)
    case .exponential(let mean):
      return Self.positive(mean, "mean")
    case .erlang(let shape, let mean):
      guard (1...Self.largestErlangShape).contains(shape) else {
        return "shape must be between 1 and \(Self.largestErlangShape), not \(shape)"
      }
      return Self.positive(mean, "mean")
    case .gamma(let shape, let mean):
      return Self.within(0.01...1e6, shape, "shape") ?? Self.positive(mean, "mean")
    case .hyperexponential(let mean, let cv):
      return Self.within(1...1e6, cv, "cv") ?? Self.positive(mean, "mean")
    case .truncatedNormal(let mean, let deviation):
      return Self.notNegative(mean, "mean") ?? Self.positive(deviation, "the standard deviation")
    case .lognormal(let mean, let cv):
      return Self.atMost(1e6, cv, "cv") ?? Self.positive(mean, "mean")
    case .weibull(let shape, let mean):
      return Self.within(0.1...1000, shape, "shape") ?? Self.positive(mean, "mean")
    case .weibullScale(let shape, let scale):
      return Self.within(0.1...1000, shape, "shape") ?? Self.positive(scale, "scale")
    case .pareto(let minimum, let alpha):
      return Self.within(0.01...1e6, alpha, "alpha") ?? Self.positive(minimum, "the minimum")
    case .boundedPareto(let low, let high, let alpha):
      return Self.within(0.01...1e6, alpha, "alpha") ?? Self.positive(low, "the lower end")
        ?? Self.ascending(low, high)
    case .shifted(let shift, let distribution):
      return Self.notNegative(shift, "the shift") ?? distribution.problem
    case .lognormalThrough, .hyperexponentialPhases, .mixture, .empirical, .percentiles:
      return problemOfList
    }
  }

  /// The most exponential times that an Erlang variate may be made of; gamma has no such limit.
  static let largestErlangShape: Int64 = 1000

  private var problemOfList: String? {
    switch self {
    case .lognormalThrough(let first, let second):
      Self.problem(first, second)
    case .hyperexponentialPhases(let phases):
      Self.problem(of: phases)
    case .mixture(let parts):
      Self.problem(of: parts)
    case .empirical(let values):
      values.isEmpty
        ? "at least one duration is needed"
        : values.lazy.compactMap { Self.notNegative($0, "a duration") }.first
    case .percentiles(let points):
      Self.problem(of: points)
    case .constant, .uniform, .exponential, .erlang, .gamma, .hyperexponential, .truncatedNormal,
      .lognormal, .weibull, .weibullScale, .pareto, .boundedPareto, .shifted:
      nil
    }
  }
}

extension Distribution {
  private static func positive(_ span: TimeSpan, _ name: String) -> String? {
    span > .zero ? nil : "\(name) must be longer than 0s, not \(span)"
  }

  private static func notNegative(_ span: TimeSpan, _ name: String) -> String? {
    span >= .zero ? nil : "\(name) must not be negative, but is \(span)"
  }

  private static func ascending(_ low: TimeSpan, _ high: TimeSpan) -> String? {
    low < high ? nil : "the upper end must be longer than the lower end \(low), not \(high)"
  }

  private static func within(
    _ range: ClosedRange<Double>, _ value: Double, _ name: String
  ) -> String? {
    if value < range.lowerBound {
      return "\(name) must be at least \(text(range.lowerBound)), not \(text(value))"
    }
    return atMost(range.upperBound, value, name)
  }

  private static func atMost(_ limit: Double, _ value: Double, _ name: String) -> String? {
    if value.isNaN { return "\(name) must be a number" }
    if value <= 0 { return "\(name) must be positive, not \(text(value))" }
    return value <= limit ? nil : "\(name) must be at most \(text(limit)), not \(text(value))"
  }

  /// A number without the `.0` that Swift gives to a whole one.
  static func text(_ number: Double) -> String {
    let digits = number.description
    return digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits
  }

  private static func problem(_ first: Percentile, _ second: Percentile) -> String? {
    for point in [first, second] {
      guard point.rank > 0, point.rank < 100 else {
        return "a percentile must be between 0 and 100, not p\(text(point.rank))"
      }
      if let problem = positive(point.value, "p\(text(point.rank))") { return problem }
    }
    let (low, high) = first.rank <= second.rank ? (first, second) : (second, first)
    guard low.rank < high.rank else { return "two different percentiles are needed" }
    guard low.value < high.value else {
      return "p\(text(high.rank)) must be longer than p\(text(low.rank)), which is \(low.value), "
        + "not \(high.value)"
    }
    return nil
  }

  private static func problem(of phases: [Phase]) -> String? {
    if phases.isEmpty { return "at least one phase is needed" }
    for phase in phases {
      guard (0...1).contains(phase.probability) else {
        return "a probability must be between 0 and 1, not \(text(phase.probability))"
      }
      if let problem = positive(phase.mean, "mean") { return problem }
    }
    let total = phases.reduce(0) { $0 + $1.probability }
    return abs(total - 1) <= 1e-9 ? nil : "the probabilities must add up to 1, not \(text(total))"
  }

  private static func problem(of parts: [Part]) -> String? {
    var total = 0.0
    for (index, part) in parts.enumerated() {
      guard part.weight >= 0, part.weight <= 1e12 else {
        return "a weight must be between 0 and 1e+12, not \(text(part.weight))"
      }
      if let problem = part.distribution.problem { return "in part \(index + 1), \(problem)" }
      total += part.weight
    }
    return total > 0 ? nil : "at least one part with a weight above 0 is needed"
  }

  private static func problem(of points: [Percentile]) -> String? {
    guard points.first?.rank == 0, points.last?.rank == 100, points.count > 1 else {
      return "the first percentile must be p0 and the last p100"
    }
    if let problem = notNegative(points[0].value, "p0") { return problem }
    for (low, high) in zip(points, points.dropFirst()) {
      guard low.rank < high.rank else {
        return "percentiles must ascend, but p\(text(high.rank)) follows p\(text(low.rank))"
      }
      guard low.value <= high.value else {
        return "p\(text(high.rank)) must be at least p\(text(low.rank)), which is \(low.value), "
          + "not \(high.value)"
      }
    }
    return nil
  }
}
