/// A fixed number of connections that many share: who asks first is served first, and a connection
/// that comes back goes straight to the first who waits.
///
/// A connection that breaks leaves a gap until ``restore()`` tells that a new one stands; while there are
/// gaps the pool is that much smaller.
@frozen
public struct ConnectionPool<Waiter: BitwiseCopyable & Sendable>: Sendable {
  public typealias Policy = ConnectionPoolPolicy
  public typealias Admission = FairSemaphore<Waiter>.Admission

  /// The connections that stand are its permits.
  @usableFromInline var semaphore: FairSemaphore<Waiter>
  @usableFromInline var target: Int

  /// Creates a pool whose connections all stand.
  ///
  /// - Precondition: The policy has no ``ConnectionPoolPolicy/problem``.
  @inlinable
  public init(_ policy: Policy) {
    precondition(policy.problem == nil, policy.problem ?? "")
    semaphore = FairSemaphore(permits: policy.size, waitingLimit: policy.waitingLimit)
    target = policy.size
  }

  /// How many connections there should be.
  @inlinable
  public var size: Int { target }

  /// Connections in use; after ``resize(to:)`` perhaps more than there should be.
  @inlinable
  public var inUseCount: Int { semaphore.takenCount }

  @inlinable
  public var idleCount: Int { semaphore.freeCount ?? 0 }

  /// Connections that broke and are not restored.
  @inlinable
  public var missingCount: Int { target &- standingCount }

  @inlinable
  public var waitingCount: Int { semaphore.waitingCount }

  /// Who waits, the first in line first.
  ///
  /// - Complexity: O(*n*), and allocates; meant for tests and dumps.
  @inlinable
  public var waiting: [Waiter] { semaphore.waiting }

  /// Asks for a connection on behalf of `waiter`.
  @inlinable
  public mutating func acquire(_ waiter: Waiter) -> Admission {
    semaphore.acquire(waiter)
  }

  /// Gives a connection back and returns to whom it went at once, if anybody waited.
  ///
  /// - Precondition: A connection is in use.
  @inlinable
  public mutating func release() -> Waiter? {
    semaphore.release()
  }

  /// Gives a connection back that is broken. It goes to nobody.
  ///
  /// - Precondition: A connection is in use.
  @inlinable
  public mutating func releaseBroken() {
    semaphore.retire()
  }

  /// Finds all idle connections broken, and returns how many there were.
  @inlinable
  @discardableResult
  public mutating func breakIdle() -> Int {
    let count = idleCount
    semaphore.resize(to: standingCount &- count)
    return count
  }

  /// Adds a connection in the place of one that broke, and returns to whom it went at once, if
  /// anybody waited.
  ///
  /// - Precondition: A connection is missing.
  @inlinable
  public mutating func restore() -> Waiter? {
    precondition(missingCount > 0, "no connection is missing")
    semaphore.resize(to: standingCount &+ 1)
    return semaphore.grantNext()
  }

  /// Hands an idle connection to the first who waits, after ``resize(to:)`` has added some; call it
  /// until it returns `nil`.
  @inlinable
  public mutating func grantNext() -> Waiter? {
    semaphore.grantNext()
  }

  /// Takes somebody out of the line, mostly because of the policy's timeout.
  ///
  /// - Precondition: The owner of `ticket` still waits.
  @inlinable
  @discardableResult
  public mutating func withdraw(_ ticket: QueueTicket) -> Waiter {
    semaphore.withdraw(ticket)
  }

  /// Changes the number of connections. Additional ones stand at once; of too many, those in use
  /// are closed as they come back.
  ///
  /// - Precondition: `size` is in `0...1_000_000`.
  @inlinable
  public mutating func resize(to size: Int) {
    precondition((0...1_000_000).contains(size), "a pool cannot have \(size) connections")
    let standing = standingCount
    semaphore.resize(to: size > target ? standing &+ (size &- target) : min(standing, size))
    target = size
  }

  /// Connections that are not broken.
  @inlinable
  var standingCount: Int { semaphore.permitCount ?? 0 }
}
