public import TimeBase

/// A time to live that differs from entry to entry, so that what was stored together does not
/// expire together.
@frozen
public struct JitteredLifetime: BitwiseCopyable, Hashable, Sendable {
  /// The longest time to live.
  public var longest: TimeSpan

  /// How much shorter it may be.
  public var spread: TimeSpan

  @inlinable
  public init(_ longest: TimeSpan, spread: TimeSpan = .zero) {
    self.longest = longest
    self.spread = spread
  }

  /// What makes the parameters unusable, if anything.
  public var problem: String? {
    if longest < .zero { return "a time to live must not be negative, and is \(longest)" }
    return (.zero...longest).contains(spread)
      ? nil : "the spread must be between zero and the time to live \(longest), and is \(spread)"
  }

  /// Uniform in `longest - spread ... longest`, in whole nanoseconds.
  ///
  /// - Parameter word: 64 random bits.
  @inlinable
  public func span(word: UInt64) -> TimeSpan {
    guard spread > .zero else { return longest }
    let parts = UInt64(spread.nanoseconds) + 1
    let shorter = word.multipliedFullWidth(by: parts).high
    return longest - .nanoseconds(Int64(shorter))
  }
}
