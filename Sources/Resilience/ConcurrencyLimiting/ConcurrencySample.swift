public import TimeBase

/// What a request that has ended tells about how much the server can take.
@frozen
public struct ConcurrencySample: BitwiseCopyable, Hashable, Sendable {
  /// When it was admitted.
  public let start: Instant

  /// The time from its start to its end.
  public let roundTrip: TimeSpan

  /// How many requests were under way when it was admitted, itself included.
  public let inFlight: Int

  /// Whether it failed in a way that means overload: timed out, or was rejected further on.
  public let wasDropped: Bool

  @inlinable
  public init(
    start: Instant = .zero, roundTrip: TimeSpan, inFlight: Int, wasDropped: Bool = false
  ) {
    self.start = start
    self.roundTrip = roundTrip
    self.inFlight = inFlight
    self.wasDropped = wasDropped
  }

  @inlinable
  public var end: Instant { start + roundTrip }
}
