public import TimeBase

/// How long something takes, or how long until it happens again, as a model states it.
///
/// A distribution is a description: it says what is wrong with it (``problem``), knows its exact
/// moments (``mean``, ``variance``) and is compiled into a ``DurationSampler`` before anything is
/// drawn. The moments are those of the distribution itself, before durations are rounded to whole
/// nanoseconds.
///
/// `cv` is the coefficient of variation, the standard deviation divided by the mean: 0 for what is
/// constant, 1 for exponential times, more for what is mostly short and sometimes very long.
public indirect enum Distribution: Hashable, Sendable {
  /// Always the same.
  case constant(TimeSpan)

  /// Anything between two durations, all equally likely.
  case uniform(from: TimeSpan, through: TimeSpan)

  /// Without memory; the time between independent arrivals. Its cv is 1.
  case exponential(mean: TimeSpan)

  /// The sum of `shape` exponential times of equal mean; its cv is 1 / √`shape`.
  case erlang(shape: Int64, mean: TimeSpan)

  /// Erlang's distribution with any positive shape; its cv is 1 / √`shape`.
  case gamma(shape: Double, mean: TimeSpan)

  /// Either of two exponential times, a short one that is likely and a long one that is rare, which
  /// contribute equally to the mean (balanced means). Its cv is at least 1.
  case hyperexponential(mean: TimeSpan, cv: Double)

  /// One of several exponential times, chosen by its probability.
  case hyperexponentialPhases([Phase])

  /// A normal distribution of which the negative part is cut off and drawn again.
  ///
  /// `mean` and `standardDeviation` are those before the cut. With μ, σ for them, and the density φ
  /// and the cumulative probability Φ of the standard normal distribution at μ/σ, the mean after the
  /// cut is μ + σ φ/Φ: the same to 0.01 % if the deviation is at most a quarter of the mean, and
  /// 29 % more if it equals the mean.
  case truncatedNormal(mean: TimeSpan, standardDeviation: TimeSpan)

  /// The exponential of a normal variate: the usual shape of a latency.
  case lognormal(mean: TimeSpan, cv: Double)

  /// The lognormal distribution that has two given percentiles.
  case lognormalThrough(Percentile, Percentile)

  /// The time to failure of what wears out (shape above 1) or gets better with age (below 1).
  case weibull(shape: Double, mean: TimeSpan)

  /// Weibull's distribution given by its scale, the percentile 63.2.
  case weibullScale(shape: Double, scale: TimeSpan)

  /// At least `minimum`, and longer than *x* with probability (`minimum` / *x*)^`alpha`. The mean is
  /// infinite if `alpha` is at most 1, and the variance if it is at most 2.
  case pareto(minimum: TimeSpan, alpha: Double)

  /// Pareto's distribution given that the duration is at most `through`.
  case boundedPareto(from: TimeSpan, through: TimeSpan, alpha: Double)

  /// One of several distributions, chosen in proportion to its weight.
  case mixture([Part])

  /// Another distribution, longer by a fixed time.
  case shifted(by: TimeSpan, Distribution)

  /// One of the listed durations, all equally likely; a duration may be listed more than once.
  case empirical([TimeSpan])

  /// What has the listed percentiles and is spread evenly between neighbours. The list ascends from
  /// percentile 0, the minimum, to percentile 100, the maximum.
  case percentiles([Percentile])
}

extension Distribution {
  /// A duration that a given share of all durations does not exceed.
  public struct Percentile: Hashable, Sendable {
    /// The share in percent, `0...100`.
    public var rank: Double

    public var value: TimeSpan

    public init(_ rank: Double, _ value: TimeSpan) {
      self.rank = rank
      self.value = value
    }
  }

  /// One of the exponential times of a hyperexponential distribution.
  public struct Phase: Hashable, Sendable {
    /// How likely the phase is, `0...1`.
    public var probability: Double

    public var mean: TimeSpan

    public init(probability: Double, mean: TimeSpan) {
      self.probability = probability
      self.mean = mean
    }
  }

  /// One of the distributions of a mixture.
  public struct Part: Hashable, Sendable {
    /// How likely the part is in proportion to the others; not negative.
    public var weight: Double

    public var distribution: Distribution

    public init(weight: Double, _ distribution: Distribution) {
      self.weight = weight
      self.distribution = distribution
    }
  }
}
