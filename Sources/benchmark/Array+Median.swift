extension [Double] {
  /// The middle one, or the mean of the two in the middle; not a number if there is none.
  ///
  /// - Complexity: O(*n* log *n*).
  var median: Double {
    guard !isEmpty else { return .nan }
    let sorted = sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
