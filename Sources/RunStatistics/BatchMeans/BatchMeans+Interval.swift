import PortableMathematics

extension BatchMeans {
  /// The interval for the mean of batches that are almost independent and almost normal; `nil` for
  /// fewer than three.
  ///
  /// Batches that still resemble their neighbours make it wider, by √((1 + φ) / (1 - φ)) where φ is the
  /// correlation of neighbours, and if they are skewed it reaches further to the longer side:
  ///
  ///     mean - G(t)·s … mean - G(-t)·s,   G(x) = (∛(1 + 6β(x - β)) - 1) / 2β,   β = skewness / 6√n
  ///
  /// where *s* is the standard error and *t* Student's. What batches say of a queue at a high load is
  /// skewed: now and then one is much longer.
  ///
  /// - SeeAlso: Tafazzoli, Steiger, Wilson, *N-Skart: A nonsequential skewness- and autoregression-
  ///   adjusted batch-means procedure for simulation analysis*, IEEE Transactions on Automatic Control
  ///   56, 2011; Willink, *A confidence interval and test for the mean of an asymmetric distribution*,
  ///   Communications in Statistics 34, 2005.
  static func interval(
    of batches: [Double], correlation: Double, confidence: Double
  ) -> Interval? {
    let sample = SampleMean(batches)
    guard batches.count > 2, let error = sample.standardError,
      let deviation = sample.standardDeviation
    else { return nil }
    let count = Double(batches.count)
    let factor = StudentT(degreesOfFreedom: count - 1).factor(confidence: confidence)
    let likeness = min(max(0, correlation), 0.99)
    let width = error * ((1 + likeness) / (1 - likeness)).squareRoot()
    guard deviation > 0 else { return Interval(middle: sample.mean, halfWidth: 0) }
    let cubes = batches.reduce(0) { sum, batch in
      let distance = (batch - sample.mean) / deviation
      return sum + distance * distance * distance
    }
    let skewness = cubes * count / ((count - 1) * (count - 2))
    let beta = skewness / (6 * count.squareRoot())
    let ends = [factor, -factor].map { sample.mean - unskewed($0, beta) * width }
    return Interval(lower: min(ends[0], ends[1]), upper: max(ends[0], ends[1]))
  }

  /// *G*, which undoes the skewness of a mean.
  private static func unskewed(_ x: Double, _ beta: Double) -> Double {
    // Below this the cube root of what is almost 1 says less than its tangent.
    guard beta.magnitude > 1e-4 else { return x }
    let cube = 1 + 6 * beta * (x - beta)
    let root = PortableMath.pow(cube.magnitude, 1.0 / 3)
    return ((cube < 0 ? -root : root) - 1) / (2 * beta)
  }
}
