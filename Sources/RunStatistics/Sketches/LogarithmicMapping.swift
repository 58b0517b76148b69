/// Numbers buckets by powers of γ = (1 + α) / (1 - α), so that the one estimate of a bucket is within
/// a fraction α of every value in it: bucket `i` holds the values above γ^(i-1), up to γ^i.
///
/// This is the mapping of DDSketch (Masson, Rim and Lee, VLDB 2019) without its logarithm, whose last
/// bit differs from machine to machine. A power of γ is the product of repeated squares of γ, largest
/// first, and a value's bucket is found by binary search among those powers; both multiply the same
/// numbers in the same order, so that bucket edges are the same numbers everywhere.
public struct LogarithmicMapping: Hashable, Sendable {
  /// α: the largest relative error of an estimate.
  public let relativeAccuracy: Double

  /// γ: the ratio of neighbouring bucket edges.
  public let gamma: Double

  /// …, γ^4, γ^2, γ^1: each the square of the next, beginning with the largest that a double holds.
  private let squares: [Double]

  /// - Precondition: `relativeAccuracy` is from 0.00001 to 0.5.
  public init(relativeAccuracy: Double) {
    precondition(
      relativeAccuracy >= 0.00001 && relativeAccuracy <= 0.5,
      "a relative accuracy is from 0.00001 to 0.5, not \(relativeAccuracy)")
    self.relativeAccuracy = relativeAccuracy
    gamma = (1 + relativeAccuracy) / (1 - relativeAccuracy)
    var squares: [Double] = []
    var square = gamma
    while square < .infinity {
      squares.append(square)
      square *= square
    }
    self.squares = squares.reversed()
  }

  /// The smallest value that has a bucket; smaller ones are as good as zero.
  public var smallestValue: Double { .leastNormalMagnitude * gamma }

  /// The smallest `i` with γ^i ≥ `value`.
  ///
  /// - Precondition: `value` is finite and at least ``smallestValue``.
  /// - Complexity: O(log i) multiplications.
  public func index(of value: Double) -> Int {
    precondition(
      value >= smallestValue && value < .infinity, "a value of \(value) has no bucket")
    return value > 1
      ? largestExponent { $0 < value } + 1 : -largestExponent { $0 * value <= 1 }
  }

  /// The value that is reported for a bucket: 2γ^i / (γ + 1), which is `relativeAccuracy` off at both
  /// of its edges.
  ///
  /// - Complexity: O(log i) multiplications.
  public func estimate(ofBucket index: Int) -> Double {
    let power = power(Int(index.magnitude))
    return index < 0 ? 2 / (power * (gamma + 1)) : 2 * (power / (gamma + 1))
  }

  /// The largest exponent whose power of γ `holds`, given that 0 does and that none does beyond one
  /// that does not.
  private func largestExponent(where holds: (_ power: Double) -> Bool) -> Int {
    var exponent = 0
    var power = 1.0
    for square in squares {
      exponent *= 2
      if holds(power * square) {
        power *= square
        exponent += 1
      }
    }
    return exponent
  }

  private func power(_ exponent: Int) -> Double {
    var power = 1.0
    var bit = 1 << squares.count
    for square in squares {
      bit >>= 1
      if exponent & bit != 0 { power *= square }
    }
    return power
  }
}
