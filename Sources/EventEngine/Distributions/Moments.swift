import PortableMathematics

/// The mean and the variance of a distribution, in nanoseconds and their squares.
struct Moments {
  var mean: Double
  var variance: Double

  init(mean: Double, variance: Double) {
    self.mean = mean
    self.variance = variance
  }

  init(mean: Double, squaredCV: Double) {
    self.init(mean: mean, variance: squaredCV * mean * mean)
  }

  /// A normal distribution from which the part below 0 is cut off.
  ///
  /// - SeeAlso: Johnson, Kotz, Balakrishnan, *Continuous univariate distributions* 1, section 13.10.1.
  init(normalMean mean: Double, standardDeviation deviation: Double) {
    let cut = mean / deviation
    let ratio = PortableMath.normalDensity(cut) / PortableMath.normalCumulative(cut)
    self.init(
      mean: mean + deviation * ratio,
      variance: deviation * deviation * (1 - ratio * (cut + ratio)))
  }

  init(weibullShape shape: Double, scale: Double) {
    let first = PortableMath.gamma(1 + 1 / shape)
    let second = PortableMath.gamma(1 + 2 / shape)
    self.init(mean: scale * first, variance: scale * scale * (second - first * first))
  }

  init(paretoMinimum minimum: Double, alpha: Double) {
    let mean = alpha > 1 ? minimum * alpha / (alpha - 1) : .infinity
    let squaredCV = alpha > 2 ? 1 / (alpha * (alpha - 2)) : .infinity
    self.init(mean: mean, squaredCV: squaredCV)
  }

  init(paretoFrom low: Double, through high: Double, alpha: Double) {
    let logRatio = PortableMath.log(low / high)
    // ∫ x^k dF, where (1 - ratio^(α - k)) / (α - k) has a limit at α = k.
    func moment(_ k: Double) -> Double {
      let distance = alpha - k
      let integral =
        distance == 0 ? -logRatio : -PortableMath.expm1(distance * logRatio) / distance
      return alpha * integral / -PortableMath.expm1(alpha * logRatio)
    }
    let mean = moment(1)
    self.init(mean: low * mean, variance: low * low * max(0, moment(2) - mean * mean))
  }

  /// What results from drawing from one of several distributions, by weight.
  init(mixing parts: [(weight: Double, moments: Moments)]) {
    var (total, mean, variance) = (0.0, 0.0, 0.0)
    for part in parts where part.weight > 0 {
      total += part.weight
      mean += part.weight * part.moments.mean
    }
    mean /= total
    for part in parts where part.weight > 0 {
      // An infinite mean has no distance from itself.
      let distance = mean < .infinity ? part.moments.mean - mean : .infinity
      variance += part.weight * (part.moments.variance + distance * distance)
    }
    self.init(mean: mean, variance: variance / total)
  }
}
