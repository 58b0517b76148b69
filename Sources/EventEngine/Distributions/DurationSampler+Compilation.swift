import PortableMathematics
import TimeBase

extension DurationSampler {
  /// Prepares to draw from `distribution`.
  ///
  /// - Precondition: The distribution has no ``Distribution/problem``.
  /// - Complexity: O(*n* log *n*), where *n* is the number of parts, values or percentiles.
  public init(_ distribution: Distribution) {
    if let problem = distribution.problem {
      preconditionFailure("nothing can be drawn from \(distribution): \(problem)")
    }
    let (offset, rest) = distribution.withoutShift
    self.init(DurationFormula(rest, offset: offset), DurationTable(rest))
  }
}

extension Distribution {
  /// The sum of all shifts, and the distribution that they are applied to.
  fileprivate var withoutShift: (offset: TimeSpan, rest: Distribution) {
    var (offset, rest) = (TimeSpan.zero, self)
    while case .shifted(let shift, let shifted) = rest {
      offset += shift
      rest = shifted
    }
    return (offset, rest)
  }
}

extension DurationFormula {
  /// The numbers for a distribution that is not shifted.
  fileprivate init(_ distribution: Distribution, offset: TimeSpan) {
    switch distribution {
    case .constant(let span):
      self.init(.constant, offset: offset + span)
    case .uniform(let low, let high):
      self.init(.uniform, offset: offset + low, (high - low).inNanoseconds)
    case .exponential(let mean):
      self.init(.exponential, offset: offset, mean.inNanoseconds)
    case .erlang(let shape, let mean):
      let phase = mean.inNanoseconds / Double(shape)
      self.init(.erlang, offset: offset, phase, whole: UInt64(shape))
    case .gamma(let shape, let mean):
      let raised = shape < 1 ? shape + 1 : shape
      let inverse = shape < 1 ? 1 / shape : 0
      self.init(.gamma, offset: offset, raised - 1.0 / 3, mean.inNanoseconds / shape, inverse)
    case .hyperexponential(let mean, let cv):
      let (probability, long, short) = Distribution.hyperexponential(cv: cv)
      self.init(
        .hyperexponential, offset: offset, mean.inNanoseconds * long, mean.inNanoseconds * short,
        whole: Probability(probability).threshold)
    case .truncatedNormal(let mean, let deviation):
      let (mean, deviation) = (mean.inNanoseconds, deviation.inNanoseconds)
      let kept = PortableMath.normalCumulative(mean / deviation)
      self.init(.truncatedNormal, offset: offset, mean, deviation, kept)
    case .lognormal(let mean, let cv):
      let (location, scale) = Distribution.lognormal(mean: mean, cv: cv)
      self.init(.lognormal, offset: offset, location, scale)
    case .lognormalThrough(let first, let second):
      let (location, scale) = Distribution.lognormal(through: first, second)
      self.init(.lognormal, offset: offset, location, scale)
    case .weibull(let shape, let mean):
      let scale = Distribution.weibullScale(shape: shape, mean: mean.inNanoseconds)
      self.init(.weibull, offset: offset, scale, 1 / shape)
    case .weibullScale(let shape, let scale):
      self.init(.weibull, offset: offset, scale.inNanoseconds, 1 / shape)
    case .pareto(let minimum, let alpha):
      self.init(.pareto, offset: offset, minimum.inNanoseconds, 1 / alpha)
    case .boundedPareto(let low, let high, let alpha):
      let ratio = PortableMath.pow(low.inNanoseconds / high.inNanoseconds, alpha)
      self.init(.boundedPareto, offset: offset, low.inNanoseconds, 1 / alpha, ratio)
    case .hyperexponentialPhases, .mixture, .empirical, .percentiles, .shifted:
      self.init(.table, offset: offset)
    }
  }
}

extension DurationTable {
  /// The table of a distribution that has one.
  fileprivate init?(_ distribution: Distribution) {
    switch distribution {
    case .hyperexponentialPhases(let phases):
      self = .mixture(
        WeightedChoice(weights: phases.map(\.probability)),
        phases.map { DurationSampler(.exponential(mean: $0.mean)) })
    case .mixture(let parts):
      self = .mixture(
        WeightedChoice(weights: parts.map(\.weight)),
        parts.map { DurationSampler($0.distribution) })
    case .empirical(let values):
      self = .empirical(values.sorted(by: >))
    case .percentiles(let points):
      self = .percentiles(
        shares: points.map { $0.rank / 100 }, values: points.map(\.value.inNanoseconds))
    case .constant, .uniform, .exponential, .erlang, .gamma, .hyperexponential, .truncatedNormal,
      .lognormal, .lognormalThrough, .weibull, .weibullScale, .pareto, .boundedPareto, .shifted:
      return nil
    }
  }
}
