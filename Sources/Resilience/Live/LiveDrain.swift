internal import Synchronization
import TimeBase

/// The end of a server: no new work, the present work to its end but no longer than a grace
/// (``GracefulDrain``).
///
/// ```
/// let drain = LiveDrain(.init(grace: .seconds(30)))
/// let answer = try await drain.run { try await handle(request) }     // for each request
/// let cutOffCount = await drain.drain()                              // on SIGTERM
/// ```
public final class LiveDrain: Sendable {
  private struct State: Sendable {
    var drain: GracefulDrain

    /// Who waits for the end.
    var waiters = FIFOQueue<SlabToken>()

    /// Work that was cut off and has not ended.
    var cutOffCount = 0
  }

  private let line: LiveLine<State, Int>

  /// - Precondition: The policy has no ``GracefulDrain/Policy/problem``.
  public init(_ policy: GracefulDrain.Policy = .init(), clock: LiveClock = .continuous) {
    line = LiveLine(State(drain: GracefulDrain(policy)), clock: clock)
  }

  /// Where in the end it is.
  public var phase: GracefulDrain.Phase { line.update { content, _ in content.state.drain.phase } }

  /// How much work is in progress.
  public var inProgressCount: Int {
    line.update { content, _ in content.state.drain.inProgressCount }
  }

  /// Does some work, unless the end has begun.
  ///
  /// - Throws: ``Rejection/draining``, or what `body` throws.
  public nonisolated(nonsending) func run<Value>(
    _ body: nonisolated(nonsending) () async throws -> Value
  ) async throws -> Value {
    guard line.update({ content, _ in content.state.drain.begin() }) else {
      throw Rejection.draining
    }
    defer { complete() }
    return try await body()
  }

  /// Lets nothing new in and waits until nothing is in progress, or the grace is over, or this task is
  /// cancelled. Returns how much work is in progress all the same; its owner cancels it.
  public func drain() async -> Int {
    let wait = line.update { content, now -> (SlabToken, QueueTicket, Instant)? in
      guard !content.state.drain.drain(at: now), let deadline = content.state.drain.deadline else {
        return nil
      }
      let seat = content.room.reserve()
      return content.state.waiters.enqueue(seat).map { (seat, $0, deadline) }
    }
    guard let (seat, ticket, deadline) = wait else {
      return line.update { content, _ in content.state.cutOffCount }
    }
    return await line.wait(on: seat, until: deadline) { state, departure in
      state.waiters.remove(ticket)
      if departure == .timedOut { state.cutOffCount += state.drain.cutOff(at: deadline) }
      return state.drain.inProgressCount + state.cutOffCount
    }
  }

  private func complete() {
    line.update { content, _ in
      guard content.state.cutOffCount == 0 else {
        content.state.cutOffCount -= 1
        return
      }
      guard content.state.drain.complete() else { return }
      while let waiter = content.state.waiters.dequeue() { content.room.tell(waiter, 0) }
    }
  }
}
