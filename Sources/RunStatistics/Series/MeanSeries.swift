public import TimeBase

/// The mean of the values that were recorded in each step of a grid, such as the latency of the
/// requests that ended in it.
///
/// Sums are exact. Memory is 24 bytes a step, whatever the number of values. Recording is fastest
/// while time stays within a step, but any order of times gives the same result.
@frozen
public struct MeanSeries: Hashable, Sendable {
  @usableFromInline var cursor: StepCursor
  @usableFromInline var pendingCount: Int64 = 0
  @usableFromInline var pendingSum: Int128 = 0

  private var settledCounts: [Int64]
  private var settledSums: [Int128]

  public init(_ grid: StepGrid) {
    cursor = StepCursor(grid)
    settledCounts = Array(repeating: 0, count: grid.count)
    settledSums = Array(repeating: 0, count: grid.count)
  }

  public var grid: StepGrid { cursor.grid }

  /// Values outside of the grid are left out.
  @inlinable
  public mutating func add(_ value: Int64, at now: Instant) {
    if !cursor.contains(now) { move(to: now) }
    pendingCount &+= 1
    pendingSum &+= Int128(truncatingIfNeeded: value)
  }

  /// Adds a length of time in nanoseconds.
  @inlinable
  public mutating func add(_ span: TimeSpan, at now: Instant) {
    add(span.nanoseconds, at: now)
  }

  /// How many values each step has.
  ///
  /// - Complexity: O(steps).
  public var counts: [Int64] {
    var counts = settledCounts
    if let index = cursor.index { counts[index] += pendingCount }
    return counts
  }

  /// The exact sum of the values of each step.
  ///
  /// - Complexity: O(steps).
  public var sums: [Int128] {
    var sums = settledSums
    if let index = cursor.index { sums[index] += pendingSum }
    return sums
  }

  /// The mean of each step; `nil` where there is no value.
  ///
  /// - Complexity: O(steps).
  public var means: [Double?] {
    zip(sums, counts).map { $1 > 0 ? Double($0) / Double($1) : nil }
  }

  @usableFromInline
  @inline(never)
  mutating func move(to now: Instant) {
    if let index = cursor.index {
      settledCounts[index] += pendingCount
      settledSums[index] += pendingSum
    }
    (pendingCount, pendingSum) = (0, 0)
    cursor.move(to: now)
  }

  /// Equal if the grid and all counts and sums are, whatever was recorded last.
  public static func == (lhs: Self, rhs: Self) -> Bool {
    lhs.grid == rhs.grid && lhs.counts == rhs.counts && lhs.sums == rhs.sums
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(grid)
    hasher.combine(counts)
    hasher.combine(sums)
  }
}
