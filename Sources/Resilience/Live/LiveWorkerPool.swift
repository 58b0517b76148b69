internal import Synchronization
import TimeBase

/// A ``WorkerPool`` that many tasks share: so many of them work at once, and the others wait in a line
/// of limited length, in the order in which they came.
///
/// ```
/// let workers = LiveWorkerPool(.init(workers: 4, queueLimit: 100))
/// let thumbnail = try await workers.run { try await resize(image) }
/// ```
///
/// Its workers are permits, not threads: the work is done by the task that asks.
public final class LiveWorkerPool: Sendable {
  private struct Line: PermitLine {
    var pool: WorkerPool<SlabToken>

    var takenCount: Int { pool.busyCount }

    mutating func ask(_ seat: SlabToken, at now: Instant) -> PermitAnswer {
      switch pool.arrive(seat) {
      case .starts: .granted
      case .waits(let ticket): .waits(ticket, until: .distantFuture)
      case .rejected: .rejected
      }
    }

    mutating func giveBack() -> SlabToken? { pool.finish() }

    mutating func leave(_ ticket: QueueTicket) { pool.withdraw(ticket) }
  }

  private let desk: PermitDesk<Line>

  /// - Precondition: The policy has no ``WorkerPoolPolicy/problem``.
  public init(_ policy: WorkerPoolPolicy, clock: LiveClock = .continuous) {
    desk = PermitDesk(Line(pool: WorkerPool(policy)), clock: clock)
  }

  /// Workers that work.
  public var busyCount: Int { desk.takenCount }

  /// Tasks that wait, or are about to learn that they need not any more.
  public var waitingCount: Int { desk.waitingCount }

  /// Does some work as soon as a worker is free.
  ///
  /// - Throws: ``Rejection/lineFull`` if too many wait, `CancellationError` if the task was cancelled
  ///   while it waited, or what `body` throws.
  public nonisolated(nonsending) func run<Value>(
    _ body: nonisolated(nonsending) () async throws -> Value
  ) async throws -> Value {
    try await desk.run(body)
  }
}
