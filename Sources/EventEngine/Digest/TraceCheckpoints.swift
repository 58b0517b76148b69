public import TimeBase

/// A run's digest at regular intervals, so that two runs that should be equal can be narrowed down to
/// the few thousand events among which they part.
///
/// A checkpoint is taken every 4,096 events at first. When more than 4,096 checkpoints are held,
/// every second one is dropped and the spacing doubles, so that a long run keeps 2,048 to 4,096 of
/// them in about 100 KB. Runs of different lengths can still be compared, since all spacings are
/// powers of two.
public struct TraceCheckpoints: Hashable, Sendable {
  /// The events from one checkpoint to the next; a power of two.
  @inlinable
  public var spacing: UInt64 { distance }

  /// The number of events recorded.
  @inlinable
  public var eventCount: UInt64 { recorded }

  /// The checkpoints, the earliest first.
  public private(set) var checkpoints: [TraceCheckpoint] = []

  @usableFromInline var distance: UInt64
  @usableFromInline var recorded: UInt64 = 0
  private let limit: Int

  /// - Parameters:
  ///   - spacing: The events between checkpoints at first; a power of two.
  ///   - limit: The number of checkpoints above which every second one is dropped; at least 1.
  public init(spacing: UInt64 = 4096, limit: Int = 4096) {
    precondition(
      spacing.nonzeroBitCount == 1, "a spacing of \(spacing) events is not a power of two")
    precondition(limit >= 1, "\(limit) checkpoints show nothing; keep at least 1")
    distance = spacing
    self.limit = limit
  }

  /// Records that an event has happened.
  ///
  /// - Parameter digest: The digest including that event.
  /// - Complexity: O(1) amortised.
  @inlinable
  public mutating func record(at time: Instant, _ digest: TraceDigest) {
    recorded &+= 1
    if recorded & (distance &- 1) == 0 { take(at: time, digest) }
  }

  @usableFromInline
  mutating func take(at time: Instant, _ digest: TraceDigest) {
    checkpoints.append(TraceCheckpoint(eventCount: eventCount, time: time, digest: digest))
    guard checkpoints.count > limit else { return }
    let doubled = 2 * distance
    distance = doubled
    checkpoints.removeAll { $0.eventCount % doubled != 0 }
  }

  /// How far two runs agree.
  public struct Comparison: Hashable, Sendable {
    /// The number of events through which both runs are known to be the same; 0 if none.
    public var agreedThrough: UInt64

    /// The first checkpoint at which they differ, as either run has it; `nil` if there is none. What
    /// comes after the last common checkpoint shows only in the digests of the whole runs.
    public var difference: Difference?
  }

  public struct Difference: Hashable, Sendable {
    public var ours: TraceCheckpoint
    public var theirs: TraceCheckpoint
  }

  /// Returns how far this run and another agree. If they part, it is among the events after
  /// `agreedThrough`, up to the difference.
  ///
  /// - Complexity: O(*n*), where *n* is the number of checkpoints.
  public func compared(with other: Self) -> Comparison {
    var agreed: UInt64 = 0
    var theirs = other.checkpoints.makeIterator()
    var candidate = theirs.next()
    for ours in checkpoints {
      while let other = candidate, other.eventCount < ours.eventCount { candidate = theirs.next() }
      guard let other = candidate else { break }
      guard other.eventCount == ours.eventCount else { continue }
      guard other == ours else {
        return Comparison(
          agreedThrough: agreed, difference: Difference(ours: ours, theirs: other))
      }
      agreed = ours.eventCount
    }
    return Comparison(agreedThrough: agreed, difference: nil)
  }
}
