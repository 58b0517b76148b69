public import TimeBase

extension Timeline {
  /// An event that has been taken, with its place in the order.
  @frozen
  public struct Scheduled: BitwiseCopyable, Sendable {
    /// When the event happens; ``Instant/distantFuture`` for all from the end of time on.
    public var time: Instant

    public var phase: Phase

    /// The number that the event got when it was scheduled, or that was reserved for it.
    public var sequence: UInt64

    public var event: Event

    @inlinable
    public init(time: Instant, phase: Phase, sequence: UInt64, event: Event) {
      self.time = time
      self.phase = phase
      self.sequence = sequence
      self.event = event
    }
  }
}

extension Timeline.Scheduled: Equatable where Event: Equatable {}
