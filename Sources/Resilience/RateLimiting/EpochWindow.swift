public import TimeBase

/// One of the windows of equal length into which a clock's time is divided.
///
/// A clock that steps back stays in the latest window that it has reached.
@frozen
@usableFromInline
struct EpochWindow: BitwiseCopyable, Hashable, Sendable {
  @usableFromInline var start: Int64

  @inlinable
  init(start: Instant) { self.start = start.nanoseconds }

  /// The window that holds `now`, of those that begin at `offset` and all multiples of `length`
  /// before and after.
  @inlinable
  init(at now: Instant, length: TimeSpan, offset: TimeSpan = .zero) {
    // Each is below the length, so that no sum leaves 64 bits but at the beginning of time.
    let phase = Self.remainder(now.nanoseconds, length.nanoseconds)
    let shift = Self.remainder(offset.nanoseconds, length.nanoseconds)
    let elapsed = phase >= shift ? phase &- shift : phase &- shift &+ length.nanoseconds
    let (start, overflow) = now.nanoseconds.subtractingReportingOverflow(elapsed)
    self.start = overflow ? .min : start
  }

  /// Moves on to the window that holds `now`, and returns how many windows that is.
  @inlinable
  mutating func advance(to now: Instant, length: TimeSpan) -> UInt64 {
    let elapsed = elapsed(at: now)
    let length = UInt64(bitPattern: length.nanoseconds)
    guard elapsed >= length else { return 0 }
    let (count, rest) = elapsed.quotientAndRemainder(dividingBy: length)
    start = Int64(bitPattern: UInt64(bitPattern: now.nanoseconds) &- rest)
    return count
  }

  /// The time since the window began; zero before that.
  @inlinable
  func elapsed(at now: Instant) -> UInt64 {
    now.nanoseconds > start ? UInt64(bitPattern: now.nanoseconds &- start) : 0
  }

  /// How far a clock has stepped back behind the start of the window.
  @inlinable
  func lead(over now: Instant) -> TimeSpan { max(.zero, Instant(nanoseconds: start) - now) }

  /// The time until the window ends.
  @inlinable
  func remaining(at now: Instant, length: TimeSpan) -> TimeSpan {
    Instant(nanoseconds: start) + length - now
  }

  @inlinable
  static func remainder(_ number: Int64, _ length: Int64) -> Int64 {
    let rest = number % length
    return rest < 0 ? rest &+ length : rest
  }
}
