internal import Synchronization
import TimeBase

/// A ``ConnectionPool`` with connections in it that many tasks share.
///
/// ```
/// let pool = LivePool(.init(size: 20, acquireTimeout: .seconds(2))) { try await Database.connect() }
/// let user = try await pool.withConnection { connection in
///   try await connection.query("SELECT …")
/// }
/// ```
///
/// A connection is made by the first borrower that finds none idle, so that a pool which nobody uses
/// has none. Of idle ones that used last is lent first. Who waits longest is served first, and a
/// connection that comes back is handed straight on. One whose call ended in an error that means that
/// it is broken is forgotten, and the next borrower makes another.
///
/// A task that is cancelled while it waits leaves the line at once; a connection that it got in the same
/// moment is its own, and comes back like any other.
public final class LivePool<Connection: Sendable>: Sendable {
  private struct Line: PermitLine {
    var pool: ConnectionPool<SlabToken>
    let timeout: TimeSpan

    /// Idle connections, and those whose next borrower has not woken up yet.
    var idle: [Connection] = []

    var takenCount: Int { pool.inUseCount }

    mutating func ask(_ seat: SlabToken, at now: Instant) -> PermitAnswer {
      switch pool.acquire(seat) {
      case .granted: .granted
      case .waits(let ticket): .waits(ticket, until: now + timeout)
      case .rejected: .rejected
      }
    }

    mutating func giveBack() -> SlabToken? { pool.release() }

    mutating func leave(_ ticket: QueueTicket) { pool.withdraw(ticket) }
  }

  private let desk: PermitDesk<Line>
  private let connect: @Sendable () async throws -> Connection

  /// - Parameter connect: Makes a connection. If it throws, its borrower gets the error.
  /// - Precondition: The policy has no ``ConnectionPoolPolicy/problem``.
  public init(
    _ policy: ConnectionPoolPolicy, clock: LiveClock = .continuous,
    connect: @escaping @Sendable () async throws -> Connection
  ) {
    let line = Line(pool: ConnectionPool(policy), timeout: policy.acquireTimeout)
    desk = PermitDesk(line, clock: clock)
    self.connect = connect
  }

  /// Connections in use, or being made for somebody.
  public var inUseCount: Int { desk.takenCount }

  /// Connections that nobody uses.
  public var idleCount: Int { desk.update { $0.idle.count } }

  /// Tasks that wait, or are about to learn that they need not any more.
  public var waitingCount: Int { desk.waitingCount }

  /// Borrows a connection for a call.
  ///
  /// - Parameter isBroken: Whether a connection is of no more use after this error.
  /// - Throws: ``Rejection/waitedTooLong`` or ``Rejection/lineFull`` if there was none,
  ///   `CancellationError` if the task was cancelled while it waited, or what making a connection or
  ///   `body` throws.
  public nonisolated(nonsending) func withConnection<Value>(
    isBroken: (any Error) -> Bool = { _ in false },
    _ body: nonisolated(nonsending) (Connection) async throws -> Value
  ) async throws -> Value {
    try await desk.run {
      let connection =
        if let idle = desk.update({ $0.idle.popLast() }) { idle } else { try await connect() }
      do {
        let value = try await body(connection)
        desk.update { $0.idle.append(connection) }
        return value
      } catch {
        if !isBroken(error) { desk.update { $0.idle.append(connection) } }
        throw error
      }
    }
  }

  /// Takes the idle connections out of the pool, for their owner to close: when the server ends, or
  /// when they have been idle for too long.
  public func removeIdle() -> [Connection] {
    desk.update { line in
      defer { line.idle = [] }
      return line.idle
    }
  }
}
