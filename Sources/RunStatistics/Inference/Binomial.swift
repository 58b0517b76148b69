/// How many of `count` independent trials succeed, each with the same probability.
///
/// Probabilities are built from the ratios of neighbours, outwards from the most likely number until
/// they no longer count: no logarithm, no factorial, no rounding of the probability of a success.
public struct Binomial: Hashable, Sendable {
  public let count: Int64

  /// P(X ≤ first), P(X ≤ first + 1), …: below the first it is 0, beyond the last 1.
  private let cumulated: [Double]
  private let first: Int64

  /// - Precondition: `count >= 0`, and the probability is neither 0 nor 1.
  /// - Complexity: O(√`count`).
  public init(count: Int64, probability: Quantile) {
    precondition(count >= 0, "there cannot be \(count) trials")
    precondition(
      probability.numerator > 0 && probability.numerator < probability.denominator,
      "trials that can only end one way are not worth a distribution")
    self.count = count
    let odds =
      Double(probability.numerator) / Double(probability.denominator - probability.numerator)
    // Weights below this fraction of the largest do not change a sum of all.
    let negligible = 0x1p-80
    let mode = probability.rank(among: count + 1) - 1
    var weights: [Double] = []
    var weight = 1.0
    var successes = mode
    while successes > 0 {
      weight *= Double(successes) / (Double(count - successes + 1) * odds)
      guard weight > negligible else { break }
      weights.append(weight)
      successes -= 1
    }
    first = mode - Int64(weights.count)
    weights.reverse()
    weight = 1
    weights.append(weight)
    successes = mode
    while successes < count {
      weight *= Double(count - successes) * odds / Double(successes + 1)
      guard weight > negligible else { break }
      weights.append(weight)
      successes += 1
    }
    var sum = 0.0
    let sums = weights.map { weight in
      sum += weight
      return sum
    }
    cumulated = sums.map { $0 / sum }
  }

  /// The probability of at most so many successes.
  public func cumulative(_ successes: Int64) -> Double {
    guard successes >= first else { return 0 }
    let place = successes - first
    return place < Int64(cumulated.count) ? cumulated[Int(place)] : 1
  }

  /// The smallest number that is not exceeded with at least `probability`.
  ///
  /// - Complexity: O(log *n*) of the numbers that count.
  public func quantile(_ probability: Double) -> Int64 {
    var (low, high) = (0, cumulated.count)
    while low < high {
      let middle = (low + high) / 2
      if cumulated[middle] >= probability { high = middle } else { low = middle + 1 }
    }
    return min(first + Int64(low), count)
  }
}
