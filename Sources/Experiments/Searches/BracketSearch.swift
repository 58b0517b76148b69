/// Where along a row of positions a yes becomes a no, by bisection between a position that is known to
/// be one and another that is known to be the other.
///
/// Some positions can stay undecided; they are then left in the middle, and the search goes on between
/// them and the ends.
public struct BracketSearch: Hashable, Sendable {
  public enum Answer: Hashable, Sendable {
    case yes, no, undecided
  }

  /// Positions are `0..<count`; if anything holds, it holds at 0.
  public let count: Int

  /// The last position that is known to hold, and the first that is known not to.
  public private(set) var holding: Int?
  public private(set) var failing: Int?

  /// Positions in between that nobody could tell.
  public private(set) var undecided: ClosedRange<Int>?
  private var isFirstUndecided = false

  public init(count: Int) {
    precondition(count > 0, "there is nothing to search among \(count) positions")
    self.count = count
  }

  /// The position to ask for next; `nil` when the bracket cannot or need not be narrower.
  ///
  /// - Parameter isNarrow: Whether nothing is to be gained between two positions.
  public func next(isNarrow: (Int, Int) -> Bool) -> Int? {
    if failing == 0 || holding == count - 1 || isFirstUndecided { return nil }
    guard let holding else { return 0 }
    guard let failing else {
      return undecided.map { $0.upperBound == count - 1 } ?? false ? nil : count - 1
    }
    guard let undecided else { return middle(holding, failing, isNarrow) }
    let below = middle(holding, undecided.lowerBound, isNarrow)
    let above = middle(undecided.upperBound, failing, isNarrow)
    let isBelowWider = undecided.lowerBound - holding >= failing - undecided.upperBound
    return isBelowWider ? below ?? above : above ?? below
  }

  private func middle(_ low: Int, _ high: Int, _ isNarrow: (Int, Int) -> Bool) -> Int? {
    high - low > 1 && !isNarrow(low, high) ? low + (high - low) / 2 : nil
  }

  public mutating func take(_ answer: Answer, at position: Int) {
    switch answer {
    case .yes: holding = max(holding ?? 0, position)
    case .no: failing = min(failing ?? count - 1, position)
    case .undecided:
      if position == 0 { isFirstUndecided = true }
      undecided =
        min(
          undecided?.lowerBound ?? position, position)...max(
          undecided?.upperBound ?? position, position)
    }
    // What was decided since limits what is not.
    guard let range = undecided else { return }
    let lower = max(range.lowerBound, (holding ?? -1) + 1)
    let upper = min(range.upperBound, (failing ?? count) - 1)
    undecided = lower <= upper ? lower...upper : nil
  }
}
