/// Draws one of several targets by weight.
///
/// The targets stand on a line one after the other, each as long as its weight, and a draw is a
/// point on it. Removed targets have no length.
@usableFromInline
struct WeightRanges: Sendable {
  /// Where each target begins.
  private var starts: ContiguousArray<Int> = []

  /// The length of the line.
  private(set) var total = 0

  /// Whether all targets have one weight, so that a draw is an index.
  @usableFromInline private(set) var isUniform = true

  init() {}

  /// - Parameter weights: One for each target; 0 for one that was removed.
  /// - Complexity: O(*n*).
  mutating func update(weights: some Collection<Int>) {
    starts.removeAll(keepingCapacity: true)
    total = 0
    isUniform = weights.allSatisfy { $0 > 0 && $0 == weights.first }
    for weight in weights {
      starts.append(total)
      total += weight
    }
  }

  /// The target under the point that `word` stands for.
  ///
  /// - Complexity: O(log *n*), or O(1) if all weights are equal.
  @usableFromInline
  func target(for word: UInt64) -> Int {
    if isUniform { return word.scaled(below: starts.count) }
    return target(at: word.scaled(below: total))
  }

  /// The target under a point, which is below ``total``.
  ///
  /// - Complexity: O(log *n*).
  func target(at point: Int) -> Int {
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if point < starts[middle] { high = middle } else { low = middle }
    }
    return low
  }
}

extension UInt64 {
  /// Maps the word to `0..<bound` by its high bits; no number is favoured by more than `bound` in
  /// 2^64.
  @inlinable
  func scaled(below bound: Int) -> Int {
    Int(truncatingIfNeeded: multipliedFullWidth(by: UInt64(truncatingIfNeeded: bound)).high)
  }
}
