/// Chooses one of a few options, each in proportion to its weight, with one word.
///
/// The options divide the 2^64 words among themselves in order, the first taking the lowest, so that
/// a choice compares integers. Where a weight changes a little, most choices stay what they were.
@frozen
public struct WeightedChoice: Hashable, Sendable {
  /// For each option the first word that belongs to a later one; all words are below the last.
  @usableFromInline let thresholds: [Probability]

  /// - Precondition: No weight is negative or infinite, and at least one is positive.
  /// - Complexity: O(*n*), where *n* is the number of options.
  public init(weights: [Double]) {
    var total = 0.0
    for weight in weights {
      precondition(weight >= 0 && weight < .infinity, "a weight of \(weight) means nothing")
      total += weight
    }
    precondition(total > 0 && total < .infinity, "weights that add up to \(total) choose nothing")
    var sum = 0.0
    thresholds = weights.map { weight in
      sum += weight
      return sum >= total ? .always : Probability(sum / total)
    }
  }

  /// The number of options.
  @inlinable
  public var count: Int { thresholds.count }

  /// Returns the number of an option, counted from 0. Draws nothing if there is only one.
  ///
  /// - Complexity: O(log *n*), where *n* is the number of options.
  @inlinable
  public func choose(_ draws: inout Draws) -> Int {
    guard thresholds.count > 1 else { return 0 }
    return option(for: draws.nextWord())
  }

  /// Returns the option that ``choose(_:)`` makes of the word it draws.
  @inlinable
  public func option(for word: UInt64) -> Int {
    // Halves in a fixed number of steps, so that a processor has no outcome to guess.
    var (first, size) = (0, thresholds.count)
    while size > 1 {
      let half = size / 2
      first = thresholds[first + half - 1].includes(word) ? first : first + half
      size -= half
    }
    return first
  }

  /// Returns how likely an option is.
  ///
  /// - Precondition: `option` is in `0..<count`.
  public func probability(of option: Int) -> Double {
    thresholds[option].value - (option == 0 ? 0 : thresholds[option - 1].value)
  }
}
