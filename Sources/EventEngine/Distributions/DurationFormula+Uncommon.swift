import PortableMathematics
public import TimeBase

extension DurationFormula {
  /// The families that are too rare or too long to be repeated wherever something is drawn.
  @usableFromInline
  func sampleUncommon(_ draws: inout Draws) -> TimeSpan {
    switch family {
    case .truncatedNormal:
      // With u the probability of a longer duration: u = Φ((mean - x) / deviation) / Φ(mean / deviation).
      let probability = draws.nextOpenUnit() * third
      return rounded(first - second * PortableMath.normalQuantile(probability))
    case .weibull:
      let exponential = -PortableMath.log(draws.nextPositiveUnit())
      return rounded(first * PortableMath.exp(second * PortableMath.log(exponential)))
    case .pareto:
      let exponential = -PortableMath.log(draws.nextPositiveUnit())
      return rounded(first * PortableMath.exp(second * exponential))
    case .boundedPareto:
      let unit = draws.nextOpenUnit()
      let exponential = -PortableMath.log(third + unit * (1 - third))
      return rounded(first * PortableMath.exp(second * exponential))
    case .gamma:
      return rounded(gammaVariate(&draws))
    case .constant, .uniform, .exponential, .hyperexponential, .erlang, .lognormal, .table:
      preconditionFailure("family \(family) is not sampled here")
    }
  }

  /// Marsaglia and Tsang's rejection method.
  ///
  /// A shape below 1 is raised by 1, and the variate multiplied by a unit to the power of 1 / shape.
  ///
  /// - SeeAlso: Marsaglia, Tsang, *A simple method for generating gamma variables*, ACM TOMS 26(3),
  ///   2000.
  private func gammaVariate(_ draws: inout Draws) -> Double {
    let raisesShape = third > 0
    let factor =
      raisesShape ? PortableMath.exp(third * PortableMath.log(draws.nextPositiveUnit())) : 1
    let d = first
    let c = 1 / (9 * d).squareRoot()
    // Each attempt succeeds with a probability above 0.95: the bound is never reached.
    for _ in 0..<100 {
      let normal = -PortableMath.normalQuantile(draws.nextOpenUnit())
      let unit = draws.nextOpenUnit()
      let root = 1 + c * normal
      guard root > 0 else { continue }
      let cube = root * root * root
      let square = normal * normal
      if unit < 1 - 0.0331 * square * square
        || PortableMath.log(unit) < 0.5 * square + d * (1 - cube + PortableMath.log(cube))
      {
        return second * factor * d * cube
      }
    }
    return second * factor * d
  }
}
