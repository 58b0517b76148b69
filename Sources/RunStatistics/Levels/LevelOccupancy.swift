public import TimeBase

/// How long a level, such as the number in service, was at each of its values: the exact distribution
/// that a formula for P(N > k) speaks of.
///
/// Memory is 8 bytes for each level up to the largest seen, but none above ``highest``: time at higher
/// levels is counted together.
public struct LevelOccupancy: Hashable, Sendable {
  /// The highest level that is told from the higher ones.
  public let highest: Int64

  /// The level at present.
  public private(set) var level: Int64

  /// From when on time is counted.
  public private(set) var start: Instant

  /// Nanoseconds at each level; the entry after `highest` is for all levels above it.
  private var times: [Int64] = []

  private var settled: Instant

  /// - Precondition: neither `level` nor `highest` is negative.
  public init(_ level: Int64 = 0, at start: Instant = .zero, highest: Int64 = 1_023) {
    precondition(
      highest >= 0 && highest < .max, "the highest level that is told apart cannot be \(highest)")
    precondition(level >= 0, "a level of \(level) has no place in an occupancy")
    self.highest = highest
    self.level = level
    self.start = start
    settled = start
  }

  /// Raises the level, or lowers it by a negative amount.
  ///
  /// - Precondition: `now` is not before the previous change, and the new level is not negative.
  public mutating func change(by difference: Int64, at now: Instant) {
    change(to: level + difference, at: now)
  }

  /// - Precondition: `now` is not before the previous change, and the new level is not negative.
  public mutating func change(to newLevel: Int64, at now: Instant) {
    precondition(newLevel >= 0, "a level of \(newLevel) has no place in an occupancy")
    settle(at: now)
    level = newLevel
  }

  /// Forgets the past but keeps the level.
  ///
  /// - Precondition: `now` is not before the last change.
  public mutating func reset(at now: Instant) {
    precondition(now >= settled, "time runs back from \(settled) to \(now)")
    times = []
    start = now
    settled = now
  }

  /// How long the level was exactly `wanted`, up to `now`.
  ///
  /// - Precondition: `wanted` is from 0 through ``highest``, and `now` is not before the last change.
  /// - Complexity: O(levels).
  public func time(at wanted: Int64, until now: Instant) -> TimeSpan {
    require(wanted)
    var current = self
    current.settle(at: now)
    return wanted < current.times.count ? TimeSpan(nanoseconds: current.times[Int(wanted)]) : .zero
  }

  /// How long the level was larger than `bound`, up to `now`.
  ///
  /// - Precondition: `bound` is from 0 through ``highest``, and `now` is not before the last change.
  /// - Complexity: O(levels).
  public func time(above bound: Int64, until now: Instant) -> TimeSpan {
    require(bound)
    var current = self
    current.settle(at: now)
    return TimeSpan(nanoseconds: current.times.dropFirst(Int(bound) + 1).reduce(0, +))
  }

  /// The share of the time, 0 to 1, that the level was larger than `bound`; `nil` if no time has
  /// passed.
  ///
  /// - Precondition: `bound` is from 0 through ``highest``, and `now` is not before the last change.
  /// - Complexity: O(levels).
  public func share(above bound: Int64, until now: Instant) -> Double? {
    guard now > start else { return nil }
    let above = time(above: bound, until: now)
    return Double(above.nanoseconds) / Double((now - start).nanoseconds)
  }

  private mutating func settle(at now: Instant) {
    precondition(now >= settled, "time runs back from \(settled) to \(now)")
    let index = Int(level > highest ? highest + 1 : level)
    while times.count <= index { times.append(0) }
    times[index] += (now - settled).nanoseconds
    settled = now
  }

  private func require(_ level: Int64) {
    precondition(
      (0...highest).contains(level), "levels are told apart from 0 to \(highest), not \(level)")
  }
}
