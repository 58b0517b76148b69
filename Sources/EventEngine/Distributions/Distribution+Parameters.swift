import PortableMathematics
import TimeBase

extension Distribution {
  /// The mean and the standard deviation of the logarithm of a lognormal variate in nanoseconds.
  static func lognormal(mean: TimeSpan, cv: Double) -> (location: Double, scale: Double) {
    let variance = PortableMath.log1p(cv * cv)
    return (PortableMath.log(mean.inNanoseconds) - variance / 2, variance.squareRoot())
  }

  /// The same for the lognormal distribution with two given percentiles.
  static func lognormal(
    through first: Percentile, _ second: Percentile
  ) -> (location: Double, scale: Double) {
    let quantiles = (
      PortableMath.normalQuantile(first.rank / 100), PortableMath.normalQuantile(second.rank / 100)
    )
    let logarithms = (
      PortableMath.log(first.value.inNanoseconds), PortableMath.log(second.value.inNanoseconds)
    )
    let scale = (logarithms.1 - logarithms.0) / (quantiles.1 - quantiles.0)
    return (logarithms.0 - scale * quantiles.0, scale)
  }

  static func weibullScale(shape: Double, mean: Double) -> Double {
    mean / PortableMath.gamma(1 + 1 / shape)
  }

  /// The balanced-means hyperexponential distribution: how likely the long phase is, and the means
  /// of both phases as multiples of the mean.
  ///
  /// - SeeAlso: Tijms, *A first course in stochastic models*, appendix B.
  static func hyperexponential(
    cv: Double
  ) -> (probabilityOfLong: Double, long: Double, short: Double) {
    let squared = cv * cv
    let root = ((squared - 1) / (squared + 1)).squareRoot()
    // (1 - root) / 2 without the cancellation.
    let probability = 1 / ((squared + 1) * (1 + root))
    return (probability, 0.5 / probability, 0.5 / (1 - probability))
  }
}
