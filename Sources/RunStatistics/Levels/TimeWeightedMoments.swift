public import TimeBase

/// A ``TimeWeightedLevel`` that also knows its variance over time.
///
/// It keeps the area under the square of the level beside that under the level, both exact.
@frozen
public struct TimeWeightedMoments: BitwiseCopyable, Hashable, Sendable {
  @usableFromInline var plain: TimeWeightedLevel
  @usableFromInline var squared: TimeWeightedLevel

  /// - Precondition: `level` is from -2^31 to 2^31, as every later one must be.
  public init(_ level: Int64 = 0, at start: Instant = .zero) {
    plain = TimeWeightedLevel(level, at: start)
    squared = TimeWeightedLevel(Self.square(level), at: start)
  }

  /// The level with its area, mean and maximum.
  @inlinable public var timeWeightedLevel: TimeWeightedLevel { plain }

  /// The level at present.
  @inlinable public var level: Int64 { plain.level }

  /// - Precondition: `now` is not before the previous change, and the new level is from -2^31 to 2^31.
  @inlinable
  public mutating func change(by difference: Int64, at now: Instant) {
    change(to: level + difference, at: now)
  }

  /// - Precondition: `now` is not before the previous change, and the new level is from -2^31 to 2^31.
  @inlinable
  public mutating func change(to newLevel: Int64, at now: Instant) {
    plain.change(to: newLevel, at: now)
    squared.change(to: Self.square(newLevel), at: now)
  }

  /// Forgets the past but keeps the level.
  ///
  /// - Precondition: `now` is not before the last change.
  public mutating func reset(at now: Instant) {
    plain.reset(at: now)
    squared.reset(at: now)
  }

  /// The mean since the start; `nil` if no time has passed.
  ///
  /// - Precondition: `now` is not before the last change.
  public func mean(until now: Instant) -> Double? { plain.mean(until: now) }

  /// The mean squared distance from the mean, weighted by time; `nil` if no time has passed. The
  /// difference of large numbers within is taken exactly.
  ///
  /// - Precondition: `now` is not before the last change.
  public func variance(until now: Instant) -> Double? {
    guard now > plain.start else { return nil }
    let time = (now - plain.start).nanoseconds.magnitude
    let area = plain.area(until: now).magnitude
    let squares = UInt256(squared.area(until: now).magnitude, times: UInt128(time))
    let difference = squares - UInt256(area, times: area)
    return difference.approximate / (Double(time) * Double(time))
  }

  /// Squares stay below 2^62, so that their area over 292 years fits in 128 bits.
  @inlinable
  static func square(_ level: Int64) -> Int64 {
    precondition(level.magnitude <= 1 << 31, "the square of a level of \(level) is too large")
    return level * level
  }
}
