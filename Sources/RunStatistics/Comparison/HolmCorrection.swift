/// Several tests at once, kept honest: the probability that any true "no difference" is called a
/// difference stays below the level, however many are tested.
///
/// The smallest *p* value is multiplied by the number of tests, the next one by one less, and so on;
/// none falls below one before it.
///
/// - SeeAlso: Holm, *A simple sequentially rejective multiple test procedure*, Scandinavian Journal of
///   Statistics 6, 1979.
public enum HolmCorrection {
  /// The corrected *p* values, in the order in which they were given.
  ///
  /// - Complexity: O(*n* log *n*).
  public static func adjusted(_ pValues: [Double]) -> [Double] {
    // Equal values keep their order, which decides nothing but is the same everywhere.
    let order = pValues.indices.sorted { (pValues[$0], $0) < (pValues[$1], $1) }
    var adjusted = pValues
    var largest = 0.0
    for (rank, index) in order.enumerated() {
      largest = max(largest, min(1, pValues[index] * Double(pValues.count - rank)))
      adjusted[index] = largest
    }
    return adjusted
  }
}
