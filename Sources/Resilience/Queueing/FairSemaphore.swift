/// A number of permits, and a line of those who wait for one: who came first is served first.
///
/// Workers of a server, connections of a pool and places of a bulkhead are all permits. A permit
/// that is given back while somebody waits goes straight to the first in line; newcomers never
/// overtake.
@frozen
public struct FairSemaphore<Waiter: BitwiseCopyable & Sendable>: Sendable {
  @usableFromInline var line: FIFOQueue<Waiter>
  @usableFromInline var permits: Int
  @usableFromInline var taken = 0

  /// What became of a request for a permit.
  @frozen
  public enum Admission: BitwiseCopyable, Hashable, Sendable {
    /// The permit is taken.
    case granted

    /// Somebody else holds the last permit; the ticket lets the waiter leave early.
    case waits(QueueTicket)

    /// Nobody may wait any more.
    case rejected
  }

  /// - Parameters:
  ///   - permits: How many may be out at once; `nil` is any number.
  ///   - waitingLimit: How many may wait; `nil` is any number.
  /// - Precondition: Neither is negative.
  @inlinable
  public init(permits: Int?, waitingLimit: Int? = nil) {
    precondition(permits ?? 0 >= 0, "there cannot be \(permits ?? 0) permits")
    self.permits = permits ?? .max
    line = FIFOQueue(capacity: waitingLimit)
  }

  /// How many permits may be out; `nil` is any number.
  @inlinable
  public var permitCount: Int? { permits == .max ? nil : permits }

  /// How many permits are out; after ``resize(to:)`` perhaps more than there should be.
  @inlinable
  public var takenCount: Int { taken }

  /// How many could be taken at once; `nil` is any number.
  @inlinable
  public var freeCount: Int? { permits == .max ? nil : max(0, permits &- taken) }

  @inlinable
  public var waitingCount: Int { line.count }

  /// Who waits, the first in line first.
  ///
  /// - Complexity: O(*n*), and allocates; meant for tests and dumps.
  @inlinable
  public var waiting: [Waiter] { line.elements }

  /// Asks for a permit on behalf of `waiter`.
  @inlinable
  public mutating func acquire(_ waiter: Waiter) -> Admission {
    if taken < permits, line.isEmpty {
      taken &+= 1
      return .granted
    }
    guard let ticket = line.enqueue(waiter) else { return .rejected }
    return .waits(ticket)
  }

  /// Gives a permit back and returns to whom it went at once, if anybody waited.
  ///
  /// - Precondition: A permit is out.
  @inlinable
  public mutating func release() -> Waiter? {
    precondition(taken > 0, "a permit was given back that nobody held")
    taken &-= 1
    return grantNext()
  }

  /// Gives a permit back for good: there is one less from now on, unless there were too many out.
  ///
  /// - Precondition: A permit is out.
  @inlinable
  public mutating func retire() {
    precondition(taken > 0, "a permit was given back that nobody held")
    if taken <= permits, permits != .max { permits &-= 1 }
    taken &-= 1
  }

  /// Grants a free permit to the first in line; `nil` if there is no such permit or nobody waits.
  ///
  /// Whoever adds permits calls this until it returns `nil`.
  @inlinable
  public mutating func grantNext() -> Waiter? {
    guard taken < permits, let waiter = line.dequeue() else { return nil }
    taken &+= 1
    return waiter
  }

  /// Takes somebody out of the line who will not wait any longer.
  ///
  /// - Precondition: The owner of `ticket` is still waiting.
  @inlinable
  @discardableResult
  public mutating func withdraw(_ ticket: QueueTicket) -> Waiter {
    line.remove(ticket)
  }

  /// Sends the first in line away without a permit; `nil` if nobody waits.
  @inlinable
  public mutating func dismissNext() -> Waiter? {
    line.dequeue()
  }

  /// Changes the number of permits; `nil` is any number.
  ///
  /// Permits that are out stay out. Of additional ones the waiters learn by ``grantNext()``.
  ///
  /// - Precondition: `permits` is not negative.
  @inlinable
  public mutating func resize(to permits: Int?) {
    precondition(permits ?? 0 >= 0, "there cannot be \(permits ?? 0) permits")
    self.permits = permits ?? .max
  }

  /// Forgets who holds a permit and who waits.
  @inlinable
  public mutating func reset() {
    line.removeAll()
    taken = 0
  }
}
