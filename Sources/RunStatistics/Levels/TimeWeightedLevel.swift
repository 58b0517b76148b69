public import TimeBase

/// A whole number that holds until it is changed, such as a queue's length, and its mean over time.
///
/// The area under it (level × nanoseconds) is an exact 128-bit integer. So the identity that the area
/// equals the sum of everybody's time in the queue can be asserted with `==`.
///
/// Times must not run backwards. Changes at the same instant are all seen by ``maximum``, while a level
/// that lasts no time adds no area.
@frozen
public struct TimeWeightedLevel: BitwiseCopyable, Hashable, Sendable {
  /// From when on area is counted.
  public let start: Instant

  @usableFromInline var present: Int64
  @usableFromInline var largest: Int64

  /// When the level last changed.
  @usableFromInline var settled: Instant

  /// The sum over all changes, the start included, of the difference times the instant.
  ///
  /// The area until an instant is the level times the instant less this sum: whoever raised the level
  /// by one at time t adds now - t to it. So a change costs one wide addition and no product of two
  /// unknowns. Sums may wrap around on the way; the area itself fits.
  @usableFromInline var changeSum: Int128

  public init(_ level: Int64 = 0, at start: Instant = .zero) {
    self.start = start
    present = level
    largest = level
    settled = start
    changeSum = Self.product(level, start.nanoseconds)
  }

  /// The level at present.
  @inlinable public var level: Int64 { present }

  /// The largest level since ``start``, that at the start included.
  @inlinable public var maximum: Int64 { largest }

  /// Raises the level, or lowers it by a negative amount.
  ///
  /// - Precondition: `now` is not before the previous change.
  @inlinable
  @inline(__always)
  public mutating func change(by difference: Int64, at now: Instant) {
    precondition(now >= settled, "time runs back")
    changeSum &+= Self.product(difference, now.nanoseconds)
    settled = now
    let newLevel = present + difference
    present = newLevel
    if difference > 0, newLevel > largest { largest = newLevel }
  }

  /// - Precondition: `now` is not before the previous change.
  @inlinable
  @inline(__always)
  public mutating func change(to newLevel: Int64, at now: Instant) {
    precondition(now >= settled, "time runs back")
    changeSum &+= Self.product(newLevel, now.nanoseconds) &- Self.product(present, now.nanoseconds)
    settled = now
    present = newLevel
    if newLevel > largest { largest = newLevel }
  }

  /// The whole product; a difference of one, as most are, leaves nothing of it but the instant.
  @inlinable
  @inline(__always)
  static func product(_ difference: Int64, _ nanoseconds: Int64) -> Int128 {
    if difference == 1 { return Int128(truncatingIfNeeded: nanoseconds) }
    if difference == -1 { return 0 &- Int128(truncatingIfNeeded: nanoseconds) }
    let (high, low) = difference.multipliedFullWidth(by: nanoseconds)
    return Int128(truncatingIfNeeded: high) &<< 64 | Int128(truncatingIfNeeded: low)
  }

  /// Forgets the maximum so far; the present level is the first candidate for the next.
  @inlinable
  public mutating func restartMaximum() {
    largest = present
  }

  /// Forgets the past but keeps the level, as at the end of a warm-up.
  ///
  /// - Precondition: `now` is not before the last change.
  public mutating func reset(at now: Instant) {
    precondition(now >= settled, "time runs back from \(settled) to \(now)")
    self = TimeWeightedLevel(level, at: now)
  }

  /// The exact area from ``start`` on, in level × nanoseconds.
  ///
  /// - Precondition: `now` is not before the last change.
  @inlinable
  public func area(until now: Instant) -> Int128 {
    precondition(now >= settled, "time runs back from \(settled) to \(now)")
    return Self.product(present, now.nanoseconds) &- changeSum
  }

  /// The mean from ``start`` on; `nil` if no time has passed.
  ///
  /// - Precondition: `now` is not before the last change.
  public func mean(until now: Instant) -> Double? {
    guard now > start else { return nil }
    return Double(area(until: now)) / Double((now - start).nanoseconds)
  }

  /// The mean over a window that began when `earlier`, a copy of this level, was taken at the instant
  /// `beginning`; `nil` if no time has passed since.
  ///
  /// - Precondition: `earlier` is a copy taken since the last reset, `beginning` is not before its last
  ///   change, and `now` not before the last one.
  public func mean(
    since earlier: TimeWeightedLevel, at beginning: Instant, until now: Instant
  ) -> Double? {
    precondition(
      earlier.start == start && earlier.settled <= settled,
      "a level counted from \(earlier.start) is no earlier state of one counted from \(start)")
    guard now > beginning else { return nil }
    let difference = area(until: now) - earlier.area(until: beginning)
    return Double(difference) / Double((now - beginning).nanoseconds)
  }
}
