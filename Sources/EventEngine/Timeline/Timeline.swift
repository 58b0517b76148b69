public import TimeBase

/// The future of a simulation: what will happen, when, and in what order.
///
/// A timeline owns the simulated clock. Time moves only by taking the next event, so ``now`` is
/// always the instant of the event being handled.
///
/// Events are ordered by time; at one instant by phase; in one phase by their sequence number,
/// which counts what was scheduled (or as a ``TieOrder`` says otherwise). The order is total, so
/// the insides cannot matter: the same schedule always plays back identically. Events may be
/// scheduled at the instant that is being played and come in their place among those that are
/// left of it; one with an earlier phase than the last one taken comes next.
///
/// There is no way to cancel an event. Who no longer wants a timer ignores it when it rings,
/// usually by comparing a generation number; that is cheaper than finding it.
///
/// A sorted buffer holds what comes next, and a ladder of ever finer buckets everything else.
///
/// - Note: `Event` must be `BitwiseCopyable`, and should be small: events are moved a few times.
/// - Complexity: Taking and scheduling an event are amortised O(1) for events that are spread over
///   time in any common way, and O(log *n*) at worst, where *n* is the number of pending events.
///   Memory is proportional to the most events that were ever pending at once.
@frozen
public struct Timeline<Event: BitwiseCopyable & Sendable>: ~Copyable {
  @usableFromInline var near: NearBuffer<Event>
  @usableFromInline var ladder = Ladder<Event>()
  @usableFromInline var clock = Instant.zero
  @usableFromInline var nextSequence: UInt64 = 0
  @usableFromInline var pending = 0

  /// Makes an empty timeline whose clock stands at zero.
  @inlinable
  public init(tieOrder: TieOrder = .insertion) {
    near = NearBuffer(order: EventOrder(tieOrder))
  }

  /// The instant of the event taken last; zero before the first.
  @inlinable
  public var now: Instant { clock }

  /// The number of events still to come.
  @inlinable
  public var count: Int { pending }

  /// Adds an event to the future.
  ///
  /// Instants from 2^61 - 1 ns (73 years) on are one instant, the end of time, which no earlier
  /// horizon reaches.
  ///
  /// - Parameter time: When the event happens. Must not be in the past.
  @inlinable
  public mutating func schedule(_ event: Event, at time: Instant, phase: Phase) {
    insert(event, at: time, phase: phase, sequence: reserveSequence())
  }

  /// Takes the next sequence number without an event, for one that is scheduled later and goes
  /// before all that are scheduled from now on at the same instant in the same phase.
  @inlinable
  public mutating func reserveSequence() -> UInt64 {
    let sequence = nextSequence
    nextSequence &+= 1
    return sequence
  }

  /// Adds an event whose place among equals was taken earlier.
  ///
  /// - Parameters:
  ///   - time: When the event happens. Must not be in the past.
  ///   - sequence: A number from ``reserveSequence()``, not used before: the order of two events
  ///     with one number is undefined.
  @inlinable
  public mutating func schedule(
    _ event: Event, at time: Instant, phase: Phase, reserved sequence: UInt64
  ) {
    if sequence >= nextSequence { BrokenContract.unreserved(sequence, next: nextSequence) }
    insert(event, at: time, phase: phase, sequence: sequence)
  }

  /// Takes the next event and moves the clock to it; `nil`, and the clock stays, if there is none
  /// or it is after `horizon`.
  @inlinable
  public mutating func next(through horizon: Instant) -> Scheduled? {
    if near.isEmpty, !ladder.refill(&near, through: horizon.nanoseconds) { return nil }
    let entry = near.entries[near.head]
    let nanoseconds = Int64(truncatingIfNeeded: entry.key &>> 3)
    guard nanoseconds <= horizon.nanoseconds else { return nil }
    near.removeFirst()
    pending &-= 1
    let isLast = nanoseconds == Int64(truncatingIfNeeded: EventOrder.endOfTime)
    clock = Instant(nanoseconds: isLast ? .max : nanoseconds)
    return Scheduled(
      time: clock, phase: Phase(rawValue: UInt8(truncatingIfNeeded: entry.tie & 7)) ?? .probe,
      sequence: entry.tie &>> 3, event: entry.event)
  }

  /// Forgets all pending events. The clock and the sequence numbers go on where they are.
  ///
  /// - Complexity: O(*n*), where *n* is the number of events that there is memory for.
  @inlinable
  public mutating func removeAll() {
    near.removeAll()
    near.limit = .max
    ladder.removeAll()
    pending = 0
  }

  /// The number of events that there is memory for.
  @inlinable
  package var capacity: Int {
    near.capacity + SortingStage<Event>.capacity + ladder.chunks.capacity
      * ChunkStore<Event>.chunkSize
  }

  #if DEBUG
    /// How much work has been done so far, as a ``WorkCount``; in debug builds only.
    package var workCount: Int { near.work.steps + ladder.work.steps }
  #endif

  @inlinable
  mutating func insert(_ event: Event, at time: Instant, phase: Phase, sequence: UInt64) {
    if time < clock { BrokenContract.past(time.nanoseconds, now: clock.nanoseconds) }
    let key = near.order.key(time, phase)
    let tie = sequence &<< 3 | UInt64(phase.rawValue)
    let entry = TimelineEntry(key: key, tie: tie, event: event)
    pending &+= 1
    // Whatever calls others stands elsewhere, so that the usual way saves no register.
    guard key < near.limit, near.isInFront(entry) else { return insertElsewhere(entry) }
    near.insertInFront(entry)
  }

  /// Adds an entry that does not go before most of what comes next.
  @inlinable
  @inline(never)
  mutating func insertElsewhere(_ entry: TimelineEntry<Event>) {
    if entry.key >= near.limit {
      ladder.insert(entry)
    } else if !near.insertBehind(entry),
      !ladder.spread(&near, from: EventOrder.firstKey(of: clock))
    {
      near.makeHeap()
    }
  }
}

/// A timeline is the only owner of its memory, so it can move to another thread like any value.
extension Timeline: @unchecked Sendable {}
