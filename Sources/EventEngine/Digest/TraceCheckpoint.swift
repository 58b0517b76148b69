public import TimeBase

/// What a run had come to after a certain number of events.
@frozen
public struct TraceCheckpoint: BitwiseCopyable, Hashable, Sendable {
  /// The number of events so far.
  public let eventCount: UInt64

  /// When the last of them happened.
  public let time: Instant

  /// The digest of all of them.
  public let digest: TraceDigest

  @inlinable
  public init(eventCount: UInt64, time: Instant, digest: TraceDigest) {
    self.eventCount = eventCount
    self.time = time
    self.digest = digest
  }
}
