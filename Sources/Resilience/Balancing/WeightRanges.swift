/// Draws one of several targets by weight.
///
/// The targets stand on a line one after the other, each as long as its weight, and a draw is a
/// point on it. Removed targets have no length.
@usableFromInline
struct WeightRanges: Sendable {
  /// Where each target begins.
  private var starts: ContiguousArray<Int> = []

  private var total = 0

  /// Whether all targets have one weight, so that a draw is an index.
  private(set) var isUniform = true

  init() {}

  /// - Complexity: O(*n*).
  mutating func update(from targets: ContiguousArray<BalancerTarget>) {
    starts.removeAll(keepingCapacity: true)
    total = 0
    isUniform = targets.allSatisfy { !$0.isRemoved && $0.weight == targets[0].weight }
    for target in targets {
      starts.append(total)
      if !target.isRemoved { total += Int(target.weight) }
    }
  }

  /// The target under the point that `word` stands for.
  ///
  /// - Complexity: O(log *n*), or O(1) if all weights are equal.
  @usableFromInline
  func target(for word: UInt64) -> Int {
    if isUniform { return word.scaled(below: starts.count) }
    let point = word.scaled(below: total)
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
