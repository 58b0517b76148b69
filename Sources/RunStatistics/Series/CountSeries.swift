public import TimeBase

/// How often something happened in each step of a grid.
///
/// Memory is 8 bytes a step, whatever the number of events. Recording is fastest while time stays
/// within a step, but any order of times gives the same result.
@frozen
public struct CountSeries: Hashable, Sendable {
  @usableFromInline var cursor: StepCursor

  /// What happened in the present step since it became present; kept apart so that the usual event
  /// touches no array.
  @usableFromInline var pending: Int64 = 0

  private var settled: [Int64]
  private var settledOutside: Int64 = 0

  public init(_ grid: StepGrid) {
    cursor = StepCursor(grid)
    settled = Array(repeating: 0, count: grid.count)
  }

  public var grid: StepGrid { cursor.grid }

  /// Counts `times` events, by default one.
  @inlinable
  public mutating func add(_ times: Int64 = 1, at now: Instant) {
    if !cursor.contains(now) { move(to: now) }
    pending &+= times
  }

  /// The counts of all steps.
  ///
  /// - Complexity: O(steps).
  public var counts: [Int64] {
    var counts = settled
    if let index = cursor.index { counts[index] += pending }
    return counts
  }

  /// What was counted before the first or after the last step.
  public var outsideCount: Int64 { cursor.index == nil ? settledOutside + pending : settledOutside }

  /// Events a second in each step.
  ///
  /// - Complexity: O(steps).
  public var rates: [Double] {
    counts.enumerated().map { Double($0.element) / grid.length(ofStep: $0.offset).seconds }
  }

  @usableFromInline
  @inline(never)
  mutating func move(to now: Instant) {
    if let index = cursor.index { settled[index] += pending } else { settledOutside += pending }
    pending = 0
    cursor.move(to: now)
  }

  /// Equal if the grid and all counts are, whatever was recorded last.
  public static func == (lhs: Self, rhs: Self) -> Bool {
    lhs.grid == rhs.grid && lhs.outsideCount == rhs.outsideCount && lhs.counts == rhs.counts
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(grid)
    hasher.combine(counts)
  }
}
