public import TimeBase

/// What is due later: comes out no earlier than at its time, and at one time in the order in which
/// it was put in.
///
///     let ticket = queue.schedule(job, at: now + .seconds(5))
///     while let job = queue.takeDue(at: now) { … }
///
/// An element is due when its time has come, that is also exactly then. Memory is as much as the
/// queue was ever long: about 40 bytes an element beside itself.
///
/// - Complexity: O(log *n*) to schedule, take, move and cancel.
@frozen
public struct DelayQueue<Element: BitwiseCopyable & Sendable>: Sendable {
  @usableFromInline var slab = TokenSlab<Element>(limit: Int(Int32.max))
  @usableFromInline var heap = SlotHeap<QueueRank>()
  @usableFromInline var arrivals: UInt64 = 0

  @inlinable
  public init() {}

  /// How many are in the queue, due or not.
  @inlinable
  public var count: Int { heap.count }

  @inlinable
  public var isEmpty: Bool { heap.isEmpty }

  /// When the next is due, or was; `nil` if there is none.
  @inlinable
  public var nextDue: Instant? { heap.firstRank.map { Instant(nanoseconds: $0.key) } }

  /// Puts an element in that is due at `time`.
  @inlinable
  @discardableResult
  public mutating func schedule(_ element: Element, at time: Instant) -> QueueTicket {
    let slot = Int(slab.insert(element).index)
    heap.insert(slot, rank: nextRank(at: time))
    return QueueTicket(index: UInt32(truncatingIfNeeded: slot))
  }

  /// Takes the next out that is due at `now`.
  @inlinable
  public mutating func takeDue(at now: Instant) -> Element? {
    guard let nextDue, nextDue <= now, let slot = heap.removeFirst() else { return nil }
    return slab.remove(at: Int32(truncatingIfNeeded: slot))
  }

  /// Makes an element due at another time; at that time it comes behind those already there.
  ///
  /// - Precondition: The owner of `ticket` is in the queue.
  @inlinable
  public mutating func reschedule(_ ticket: QueueTicket, at time: Instant) {
    heap.changeRank(of: Int(ticket.index), to: nextRank(at: time))
  }

  /// Takes an element out before its time.
  ///
  /// - Precondition: The owner of `ticket` is in the queue.
  @inlinable
  @discardableResult
  public mutating func cancel(_ ticket: QueueTicket) -> Element {
    heap.remove(Int(ticket.index))
    return slab.remove(at: Int32(truncatingIfNeeded: ticket.index))
  }

  @inlinable
  mutating func nextRank(at time: Instant) -> QueueRank {
    defer { arrivals &+= 1 }
    return QueueRank(key: time.nanoseconds, order: arrivals)
  }
}
