public import TimeBase

/// The mean over time and the maximum of a level, such as a queue's length, in each step of a grid.
///
/// It is told only of changes; a step without any costs nothing until time has passed it. Areas are
/// exact. Memory is 32 bytes a step, whatever the number of changes. Times must not run backwards.
@frozen
public struct LevelSeries: Hashable, Sendable {
  public let grid: StepGrid

  /// The level within the present step.
  @usableFromInline var current: TimeWeightedLevel

  /// Where the present step ends.
  @usableFromInline var stepEnd: Instant

  /// The present step; -1 before the first, ``StepGrid/count`` after the last.
  private var index: Int

  private var areas: [Int128]
  private var maxima: [Int64?]
  private var lengths: [Int64]

  /// - Parameters:
  ///   - level: The level at `start`, which lasts until the first change.
  ///   - start: From when on the level is known.
  public init(_ grid: StepGrid, level: Int64 = 0, at start: Instant = .zero) {
    self.grid = grid
    current = TimeWeightedLevel(level, at: start)
    areas = Array(repeating: 0, count: grid.count)
    maxima = Array(repeating: nil, count: grid.count)
    lengths = Array(repeating: 0, count: grid.count)
    if start < grid.start {
      index = -1
      stepEnd = grid.start
    } else {
      index = grid.index(of: start) ?? grid.count
      stepEnd = index < grid.count ? grid.start(ofStep: index + 1) : .distantFuture
    }
  }

  /// The level at present.
  public var level: Int64 { current.level }

  /// Raises the level, or lowers it by a negative amount.
  ///
  /// - Precondition: `now` is not before the previous change.
  @inlinable
  public mutating func change(by difference: Int64, at now: Instant) {
    if now >= stepEnd { close(until: now) }
    current.change(by: difference, at: now)
  }

  /// - Precondition: `now` is not before the previous change.
  @inlinable
  public mutating func change(to newLevel: Int64, at now: Instant) {
    if now >= stepEnd { close(until: now) }
    current.change(to: newLevel, at: now)
  }

  /// The mean of each step, over that part of it that lies before `now`; `nil` where there is none.
  ///
  /// - Precondition: `now` is not before the last change.
  /// - Complexity: O(steps).
  public func means(until now: Instant) -> [Double?] {
    let settled = settled(until: now)
    return zip(settled.areas, settled.lengths).map { $1 > 0 ? Double($0) / Double($1) : nil }
  }

  /// The largest level of each step before `now`; `nil` where there is none.
  ///
  /// - Precondition: `now` is not before the last change.
  /// - Complexity: O(steps).
  public func maxima(until now: Instant) -> [Int64?] {
    settled(until: now).maxima
  }

  /// The exact area of each step before `now`, in level × nanoseconds.
  ///
  /// - Precondition: `now` is not before the last change.
  /// - Complexity: O(steps).
  public func areas(until now: Instant) -> [Int128] {
    settled(until: now).areas
  }

  private func settled(until now: Instant) -> LevelSeries {
    var settled = self
    if now >= stepEnd { settled.close(until: now) }
    settled.closeStep(at: now)
    return settled
  }

  /// Closes every step that ends at or before `now`.
  @usableFromInline
  @inline(never)
  mutating func close(until now: Instant) {
    while index < grid.count, now >= stepEnd {
      closeStep(at: stepEnd)
      index += 1
      stepEnd = index < grid.count ? grid.start(ofStep: index + 1) : .distantFuture
    }
  }

  private mutating func closeStep(at now: Instant) {
    if areas.indices.contains(index), now > current.start {
      areas[index] += current.area(until: now)
      lengths[index] += (now - current.start).nanoseconds
      maxima[index] = max(maxima[index] ?? current.maximum, current.maximum)
    }
    current.reset(at: now)
  }
}
