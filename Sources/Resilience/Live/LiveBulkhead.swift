internal import Synchronization
import TimeBase

/// A ``SemaphoreBulkhead`` that many tasks share: so many calls at once, and others wait for a while.
///
/// ```
/// let bulkhead = LiveBulkhead(.init(maxConcurrentCalls: 25, maxWait: .milliseconds(100)))
/// let report = try await bulkhead.run { try await reports.render(id) }
/// ```
///
/// Who waits longest is served first. A cancelled task leaves the line at once; a place is given back
/// however the call ends.
public final class LiveBulkhead: Sendable {
  private struct Line: PermitLine {
    var bulkhead: SemaphoreBulkhead<SlabToken>

    var takenCount: Int { bulkhead.callCount }

    mutating func ask(_ seat: SlabToken, at now: Instant) -> PermitAnswer {
      switch bulkhead.admit(seat, at: now) {
      case .granted: .granted
      case .waits(let ticket, let deadline): .waits(ticket, until: deadline)
      case .rejected: .rejected
      }
    }

    mutating func giveBack() -> SlabToken? { bulkhead.release() }

    mutating func leave(_ ticket: QueueTicket) { bulkhead.giveUp(ticket) }
  }

  private let desk: PermitDesk<Line>

  /// - Precondition: The policy has no ``SemaphoreBulkheadPolicy/problem``.
  public init(_ policy: SemaphoreBulkheadPolicy, clock: LiveClock = .continuous) {
    desk = PermitDesk(Line(bulkhead: SemaphoreBulkhead(policy)), clock: clock)
  }

  /// Calls under way.
  public var callCount: Int { desk.takenCount }

  /// Tasks that wait, or are about to learn that they need not any more.
  public var waitingCount: Int { desk.waitingCount }

  /// Makes a call when there is a place for it.
  ///
  /// - Throws: ``Rejection/lineFull`` or ``Rejection/waitedTooLong`` if there was none,
  ///   `CancellationError` if the task was cancelled while it waited, or what `body` throws.
  public nonisolated(nonsending) func run<Value>(
    _ body: nonisolated(nonsending) () async throws -> Value
  ) async throws -> Value {
    try await desk.run(body)
  }
}
