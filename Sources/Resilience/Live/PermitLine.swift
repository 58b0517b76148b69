internal import Synchronization
import TimeBase

/// A state machine that grants permits and keeps a line, as ``PermitDesk`` needs it.
protocol PermitLine: Sendable {
  /// Asks for a permit on behalf of a seat.
  mutating func ask(_ seat: SlabToken, at now: Instant) -> PermitAnswer

  /// Gives a permit back, and returns to whom it went at once.
  mutating func giveBack() -> SlabToken?

  /// Takes somebody out of the line who still waits.
  mutating func leave(_ ticket: QueueTicket)

  var takenCount: Int { get }
}

enum PermitAnswer: Sendable {
  case granted
  case waits(QueueTicket, until: Instant)
  case rejected
}

/// Hands out the permits of a line: whoever waits is suspended, and is served in the order of arrival.
///
/// A permit that was granted in the moment of a cancellation is the caller's all the same, so that it
/// gives it back as always and none is lost.
final class PermitDesk<Line: PermitLine>: Sendable {
  private enum Outcome: Sendable {
    case granted
    case left(LiveLine<Line, Outcome>.Departure)
  }

  private let line: LiveLine<Line, Outcome>

  init(_ state: Line, clock: LiveClock) {
    line = LiveLine(state, clock: clock)
  }

  var takenCount: Int { line.update { content, _ in content.state.takenCount } }

  /// How many wait, or have been told and have not woken up yet.
  var waitingCount: Int { line.waitingCount }

  /// Does something else with the line under its lock.
  func update<Value: Sendable>(_ body: (inout Line) -> Value) -> Value {
    line.update { content, _ in body(&content.state) }
  }

  /// - Throws: ``Rejection/lineFull``, ``Rejection/waitedTooLong`` or `CancellationError`.
  func acquire() async throws {
    let (seat, answer) = line.update { content, now in
      let seat = content.room.reserve()
      let answer = content.state.ask(seat, at: now)
      if case .waits = answer { return (seat, answer) }
      content.room.release(seat)
      return (seat, answer)
    }
    switch answer {
    case .granted: return
    case .rejected: throw Rejection.lineFull
    case .waits(let ticket, let deadline):
      let outcome = await line.wait(on: seat, until: deadline) { state, departure in
        state.leave(ticket)
        return .left(departure)
      }
      switch outcome {
      case .granted: return
      case .left(.timedOut): throw Rejection.waitedTooLong
      case .left(.cancelled): throw CancellationError()
      }
    }
  }

  /// Gives a permit back.
  func release() {
    line.update { content, _ in
      if let seat = content.state.giveBack() { content.room.tell(seat, .granted) }
    }
  }

  nonisolated(nonsending) func run<Value>(
    _ body: nonisolated(nonsending) () async throws -> Value
  ) async throws -> Value {
    try await acquire()
    defer { release() }
    return try await body()
  }
}
