/// A pending event with its place in the order, in 16 bytes and the event.
@frozen
@usableFromInline
struct TimelineEntry<Event: BitwiseCopyable & Sendable>: BitwiseCopyable, Sendable {
  /// The time in nanoseconds, shifted left by three, and the rank of the phase below it.
  ///
  /// Whole keys are ordered as (time, rank), so that the queue sorts the phases of an instant
  /// exactly as it sorts instants.
  @usableFromInline var key: UInt64

  /// The sequence number, shifted left by three, and the phase below it.
  ///
  /// Entries of one key are ordered by what ``EventOrder`` makes of this.
  @usableFromInline var tie: UInt64

  @usableFromInline var event: Event

  @inlinable
  init(key: UInt64, tie: UInt64, event: Event) {
    self.key = key
    self.tie = tie
    self.event = event
  }
}
