internal import Synchronization
public import TimeBase

/// A state machine that many share, and those who wait for it: what all fronts that suspend have in
/// common.
///
/// Who waits is told exactly once: by the state machine, because its time is up, or because its task was
/// cancelled, whichever comes first under the lock. In the latter two cases it leaves the state machine's
/// line in the same moment, so that nothing can be handed to it any more.
@usableFromInline
final class LiveLine<State: Sendable, Outcome: Sendable>: Sendable {
  @usableFromInline
  struct Content: Sendable {
    @usableFromInline var state: State
    @usableFromInline var room = WaitingRoom<Outcome>()
  }

  /// Why somebody leaves the line who has not been served.
  @usableFromInline
  enum Departure: Sendable {
    case timedOut
    case cancelled
  }

  /// Takes somebody out of the line of the state machine, and says what to tell him.
  @usableFromInline typealias Leave = @Sendable (inout State, Departure) -> Outcome

  @usableFromInline let content: Live<Content>

  init(_ state: State, clock: LiveClock) {
    content = Live(Content(state: state), clock: clock)
  }

  var clock: LiveClock { content.clock }

  /// How many wait.
  var waitingCount: Int { content.update { content, _ in content.room.count } }

  /// Changes the state where nobody who waits can be told anything by that. The quick way, which is
  /// specialised where it is used.
  @inlinable
  @inline(__always)
  func change<Value: Sendable>(_ body: (inout State, Instant) -> Value) -> Value {
    content.update { content, now in body(&content.state, now) }
  }

  /// Does something under the lock, then resumes whoever was told meanwhile.
  @discardableResult
  func update<Value: Sendable>(_ body: (inout Content, Instant) -> Value) -> Value {
    let (value, due) = content.update { content, now in
      (body(&content, now), content.room.takeDue())
    }
    for wakening in due { wakening() }
    return value
  }

  /// Suspends until the owner of `seat` is told.
  @usableFromInline
  func wait(
    on seat: SlabToken, until deadline: Instant = .distantFuture, leave: @escaping Leave
  ) async -> Outcome {
    guard deadline < .distantFuture else { return await suspend(on: seat, leave) }
    async let _: Void = expire(seat, at: deadline, leave)
    let outcome = await suspend(on: seat, leave)
    // Leaving the scope cancels the timer and waits for it, which takes no time.
    return outcome
  }

  private func suspend(on seat: SlabToken, _ leave: @escaping Leave) async -> Outcome {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        update { content, _ in content.room.suspend(seat, continuation) }
      }
    } onCancel: {
      depart(seat, .cancelled, leave)
    }
  }

  private func expire(_ seat: SlabToken, at deadline: Instant, _ leave: @escaping Leave) async {
    guard (try? await clock.sleep(until: deadline)) != nil else { return }
    depart(seat, .timedOut, leave)
  }

  private func depart(_ seat: SlabToken, _ departure: Departure, _ leave: Leave) {
    update { content, _ in
      guard content.room.isWaiting(seat) else { return }
      content.room.tell(seat, leave(&content.state, departure))
    }
  }
}
