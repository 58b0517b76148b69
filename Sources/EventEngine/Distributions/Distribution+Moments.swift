import PortableMathematics
import TimeBase

extension Distribution {
  /// The expected duration in nanoseconds, exact up to rounding; +∞ for a Pareto distribution whose
  /// `alpha` is at most 1.
  ///
  /// - Precondition: ``problem`` is `nil`.
  /// - Complexity: O(*n*), where *n* is the number of parts, values or percentiles.
  public var mean: Double { moments.mean }

  /// The expected square of the distance from the mean, in square nanoseconds; +∞ for a Pareto
  /// distribution whose `alpha` is at most 2.
  ///
  /// - Precondition: ``problem`` is `nil`.
  /// - Complexity: O(*n*), where *n* is the number of parts, values or percentiles.
  public var variance: Double { moments.variance }

  /// The variance divided by the square of the mean, cv²: 0 for what is constant, +∞ where the
  /// variance is infinite.
  ///
  /// - Precondition: ``problem`` is `nil`.
  /// - Complexity: O(*n*), where *n* is the number of parts, values or percentiles.
  public var squaredCoefficientOfVariation: Double {
    let moments = moments
    guard moments.variance < .infinity else { return .infinity }
    return moments.mean == 0 ? 0 : moments.variance / (moments.mean * moments.mean)
  }

  private var moments: Moments {
    switch self {
    case .constant(let span):
      return Moments(mean: span.inNanoseconds, variance: 0)
    case .uniform(let low, let high):
      let width = high.inNanoseconds - low.inNanoseconds
      return Moments(mean: low.inNanoseconds + width / 2, variance: width * width / 12)
    case .exponential(let mean):
      return Moments(mean: mean.inNanoseconds, squaredCV: 1)
    case .erlang(let shape, let mean):
      return Moments(mean: mean.inNanoseconds, squaredCV: 1 / Double(shape))
    case .gamma(let shape, let mean):
      return Moments(mean: mean.inNanoseconds, squaredCV: 1 / shape)
    case .hyperexponential(let mean, let cv), .lognormal(let mean, let cv):
      return Moments(mean: mean.inNanoseconds, squaredCV: cv * cv)
    case .truncatedNormal(let mean, let deviation):
      return Moments(
        normalMean: mean.inNanoseconds, standardDeviation: deviation.inNanoseconds)
    case .lognormalThrough(let first, let second):
      let (location, scale) = Self.lognormal(through: first, second)
      let mean = PortableMath.exp(location + scale * scale / 2)
      return Moments(mean: mean, squaredCV: PortableMath.expm1(scale * scale))
    case .weibull(let shape, let mean):
      return Moments(
        weibullShape: shape, scale: Self.weibullScale(shape: shape, mean: mean.inNanoseconds))
    case .weibullScale(let shape, let scale):
      return Moments(weibullShape: shape, scale: scale.inNanoseconds)
    case .pareto(let minimum, let alpha):
      return Moments(paretoMinimum: minimum.inNanoseconds, alpha: alpha)
    case .boundedPareto(let low, let high, let alpha):
      return Moments(paretoFrom: low.inNanoseconds, through: high.inNanoseconds, alpha: alpha)
    case .shifted(let shift, let distribution):
      var moments = distribution.moments
      moments.mean += shift.inNanoseconds
      return moments
    case .hyperexponentialPhases(let phases):
      return Moments(
        mixing: phases.map {
          ($0.probability, Moments(mean: $0.mean.inNanoseconds, squaredCV: 1))
        })
    case .mixture(let parts):
      return Moments(mixing: parts.map { ($0.weight, $0.distribution.moments) })
    case .empirical(let values):
      return Moments(mixing: values.map { (1, Moments(mean: $0.inNanoseconds, variance: 0)) })
    case .percentiles(let points):
      return Moments(
        mixing: zip(points, points.dropFirst()).map { low, high in
          let part = Distribution.uniform(from: low.value, through: high.value)
          return (high.rank - low.rank, part.moments)
        })
    }
  }
}

extension TimeSpan {
  var inNanoseconds: Double { Double(nanoseconds) }
}
