public import TimeBase

/// Connections with a life of their own, in the manner of HikariCP: made one at a time, kept ready,
/// handed from one borrower to the next, and closed when they are old or idle.
///
///     switch pool.acquire(borrower, at: now) {
///     case .granted(let lease): use(lease)
///     case .waits(let ticket): remember(ticket)        // and withdraw after the timeout
///     }
///     if let next = pool.release(lease.connection, at: later) { tell(next.waiter, next.lease) }
///
/// and beside the borrowers the one who makes connections:
///
///     if let time = pool.nextCreation(at: now) { wake at that time }
///     if pool.beginCreation(at: now) { connect }
///     pool.creationSucceeded(at: now, word: draw)      // or creationFailed(at:)
///
/// Connections cost time, and there is one maker: a cold pool of ten is not there at once, and a pool
/// that has lost all of them needs a while. A borrower who dies with a connection takes its place out
/// of the pool for good.
///
/// Of idle connections the oldest is lent first. Who waits is served in the order of arrival.
///
/// - Complexity: O(log *n*) in the connections; housekeeping and counting leaks O(*n* log *n*).
@frozen
public struct ManagedConnectionPool<Waiter: BitwiseCopyable & Sendable>: Sendable {
  public typealias Policy = ManagedPoolPolicy

  @frozen
  @usableFromInline
  struct Connection: BitwiseCopyable, Sendable {
    @usableFromInline var order: UInt64
    @usableFromInline var lastUsed: Instant
    @usableFromInline var isInUse = false

    /// It is too old and ends when it comes back.
    @usableFromInline var isEvicted = false

    @inlinable
    init(order: UInt64, at now: Instant) {
      self.order = order
      lastUsed = now
    }
  }

  /// What the one who makes connections is at.
  @frozen
  @usableFromInline
  enum Maker: BitwiseCopyable, Sendable {
    case idle
    case connecting(backoff: TimeSpan)
    case pausing(until: Instant)
    case backingOff(until: Instant, next: TimeSpan)
  }

  /// What a borrower gets.
  @frozen
  public enum Acquisition: BitwiseCopyable, Hashable, Sendable {
    case granted(ConnectionLease)

    /// There is none; the ticket lets the borrower leave early.
    case waits(QueueTicket)
  }

  /// A connection that went straight to somebody who waited.
  @frozen
  public struct Handover: BitwiseCopyable, Sendable {
    public let waiter: Waiter
    public let lease: ConnectionLease

    @inlinable
    init(waiter: Waiter, lease: ConnectionLease) {
      self.waiter = waiter
      self.lease = lease
    }
  }

  public let policy: Policy
  @usableFromInline var connections: TokenSlab<Connection>
  @usableFromInline var idle = SlotHeap<QueueRank>()

  /// By when they are too old.
  @usableFromInline var lifetimes = SlotHeap<QueueRank>()
  @usableFromInline var line = FIFOQueue<Waiter>()
  @usableFromInline var maker = Maker.idle
  @usableFromInline var madeCount: UInt64 = 0

  /// Creates a pool without connections.
  ///
  /// - Precondition: The policy has no ``ManagedPoolPolicy/problem``.
  @inlinable
  public init(_ policy: Policy = Policy()) {
    precondition(policy.problem == nil, "connection pool: \(policy.problem ?? "")")
    self.policy = policy
    connections = TokenSlab(limit: policy.maximumSize)
  }

  /// Connections, in use and idle together.
  @inlinable
  public var count: Int { connections.count }

  @inlinable
  public var idleCount: Int { idle.count }

  /// Connections that are out, with borrowers alive or dead.
  @inlinable
  public var inUseCount: Int { connections.count &- idle.count }

  @inlinable
  public var waitingCount: Int { line.count }

  /// Asks for a connection on behalf of `waiter`.
  @inlinable
  public mutating func acquire(_ waiter: Waiter, at now: Instant) -> Acquisition {
    retireOld(at: now)
    guard line.isEmpty, let slot = idle.removeFirst() else {
      guard let ticket = line.enqueue(waiter) else {
        preconditionFailure("a line without a limit of \(line.count) has no room")
      }
      return .waits(ticket)
    }
    return .granted(lend(Int32(truncatingIfNeeded: slot), at: now))
  }

  /// Gives a connection back, and returns to whom it went at once, if to anybody. One that is too old
  /// is closed instead.
  ///
  /// - Precondition: It is in use.
  @inlinable
  public mutating func release(_ connection: PooledConnection, at now: Instant) -> Handover? {
    let index = requireInUse(connection)
    retireOld(at: now)
    guard !connections[index].isEvicted else {
      close(index)
      return nil
    }
    connections[index].lastUsed = now
    return place(index, at: now)
  }

  /// Gives a connection back that is broken; it is closed.
  ///
  /// - Precondition: It is in use.
  @inlinable
  public mutating func releaseBroken(_ connection: PooledConnection) {
    close(requireInUse(connection))
  }

  /// Takes somebody out of the line, mostly because of the policy's timeout.
  ///
  /// - Precondition: The owner of `ticket` still waits.
  @inlinable
  @discardableResult
  public mutating func withdraw(_ ticket: QueueTicket) -> Waiter { line.remove(ticket) }

  /// Closes idle connections that are too old, and of those beyond the minimum the ones that have not
  /// been used for longer than the policy says. Returns how many.
  @inlinable
  @discardableResult
  public mutating func houseKeep(at now: Instant) -> Int {
    let before = connections.count
    retireOld(at: now)
    if policy.idleTimeout > .zero {
      let byAge = idle.slots.sorted { order(of: $0) < order(of: $1) }
      for slot in byAge where idle.count > policy.leastIdle {
        if now - connections[slot].lastUsed > policy.idleTimeout {
          idle.remove(Int(slot))
          close(slot)
        }
      }
    }
    return before &- connections.count
  }

  /// Who waits, the next to be served first.
  ///
  /// - Complexity: O(*n*), and allocates.
  public var waiting: [Waiter] { line.elements }

  /// Closes what is idle, and what is in use as soon as it comes back, because the server or the
  /// process has gone; HikariCP's `softEvictConnections`.
  ///
  /// - Complexity: O(*n* log *n*).
  public mutating func evictAll() {
    while let slot = idle.removeFirst() { close(Int32(truncatingIfNeeded: slot)) }
    for index in connections.indices { connections[index].isEvicted = true }
  }

  /// How many connections have been out for longer than ``ManagedPoolPolicy/leakThreshold``; 0 if that
  /// is not looked for.
  @inlinable
  public func leakCount(at now: Instant) -> Int {
    guard policy.leakThreshold > .zero else { return 0 }
    return connections.indices.count {
      connections[$0].isInUse && now - connections[$0].lastUsed > policy.leakThreshold
    }
  }
}
