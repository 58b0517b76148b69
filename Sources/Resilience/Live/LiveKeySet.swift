internal import Synchronization
public import TimeBase

/// The names of the keys that tokens are signed with, fetched again by one task for all when a token
/// names one that is not known, but not more often than the cooldown (``KeySetRefresh``).
///
/// ```
/// let keys = LiveKeySet<String>(cooldown: .seconds(10))
/// guard try await keys.knows(token.keyID, fetch: { try await issuer.fetchKeys() }) else {
///   return .unauthorized
/// }
/// ```
public final class LiveKeySet<KeyID: Equatable & Sendable>: Sendable {
  private struct State: Sendable {
    var keys: KeySetRefresh<KeyID>
    var waiters = FIFOQueue<SlabToken>()
  }

  private enum Turn: Sendable {
    case looksAgain
    case cancelled
  }

  private enum Finding: Sendable {
    case known
    case unknown
    case fetches
    case waits(SlabToken, QueueTicket)
  }

  private let line: LiveLine<State, Turn>

  /// - Precondition: `cooldown` is not negative.
  public init(
    cooldown: TimeSpan = .seconds(10), known: [KeyID] = [], clock: LiveClock = .continuous
  ) {
    line = LiveLine(State(keys: KeySetRefresh(cooldown: cooldown, known: known)), clock: clock)
  }

  /// How many fetches were begun.
  public var fetchCount: Int { line.update { content, _ in content.state.keys.fetchCount } }

  /// How many wait for a fetch.
  public var waitingCount: Int { line.waitingCount }

  /// Whether a key is known, after a fetch if that is due.
  ///
  /// - Parameter fetch: Fetches the names of all keys.
  /// - Throws: What `fetch` throws, if it was this task that fetched; the others then look the key up in
  ///   what was known before. `CancellationError` if the task was cancelled while it waited.
  public nonisolated(nonsending) func knows(
    _ key: KeyID, fetch: nonisolated(nonsending) () async throws -> [KeyID]
  ) async throws -> Bool {
    while true {
      switch find(key) {
      case .known: return true
      case .unknown: return false
      case .fetches:
        do { complete(with: try await fetch()) } catch {
          complete(with: nil)
          throw error
        }
      case .waits(let seat, let ticket):
        let turn = await line.wait(on: seat) { state, _ in
          state.waiters.remove(ticket)
          return .cancelled
        }
        if turn == .cancelled { throw CancellationError() }
      }
    }
  }

  private func find(_ key: KeyID) -> Finding {
    line.update { content, now in
      switch content.state.keys.find(key, at: now) {
      case .known: return .known
      case .unknown: return .unknown
      case .fetches: return .fetches
      case .waits:
        let seat = content.room.reserve()
        guard let ticket = content.state.waiters.enqueue(seat) else {
          preconditionFailure("a line without a limit of \(content.state.waiters.count) is full")
        }
        return .waits(seat, ticket)
      }
    }
  }

  private func complete(with keys: [KeyID]?) {
    line.update { content, _ in
      content.state.keys.complete(with: keys)
      while let waiter = content.state.waiters.dequeue() { content.room.tell(waiter, .looksAgain) }
    }
  }
}
