internal import Synchronization
public import TimeBase

/// A ``DelayQueue`` between tasks: some put in what is due later, others wait until it is.
///
/// ```
/// let retries = LiveDelayQueue<Job>()
/// let ticket = retries.schedule(job, after: .seconds(5))
/// while let job = await retries.next() { await work(on: job) }
/// ```
public final class LiveDelayQueue<Element: Sendable>: Sendable {
  /// Names one element, and never another.
  public struct Ticket: Hashable, Sendable {
    fileprivate let token: SlabToken
  }

  private struct Entry: Sendable {
    let element: Element
    var ticket: QueueTicket?
  }

  private enum Turn: Sendable {
    /// Something is due, or earlier than was thought.
    case looksAgain
    case ends
  }

  private struct State: Sendable {
    var queue = DelayQueue<SlabToken>()
    var entries = TokenSlab<Entry?>(limit: Int(Int32.max))
    var takers = FIFOQueue<SlabToken>()
    var isFinished = false

    mutating func remove(_ token: SlabToken) -> Element? {
      defer {
        entries[token.index] = nil
        entries.remove(at: token.index)
      }
      return entries[token.index]?.element
    }
  }

  private enum Finding: Sendable {
    case found(Element)
    case waits(SlabToken, QueueTicket, until: Instant)
    case ended
  }

  private let line: LiveLine<State, Turn>

  public init(clock: LiveClock = .continuous) {
    line = LiveLine(State(), clock: clock)
  }

  /// How many elements are in the queue, due or not.
  public var count: Int { line.update { content, _ in content.state.queue.count } }

  /// Puts an element in that is due after a while.
  @discardableResult
  public func schedule(_ element: Element, after delay: TimeSpan) -> Ticket {
    line.update { content, now in
      let due = now + delay
      let isFirst = content.state.queue.nextDue.map { due < $0 } ?? true
      let token = content.state.entries.insert(Entry(element: element))
      let ticket = content.state.queue.schedule(token, at: due)
      content.state.entries[token.index]?.ticket = ticket
      if isFirst { Self.wakeAll(&content, .looksAgain) }
      return Ticket(token: token)
    }
  }

  /// Takes an element out before its time; `nil` if it has been taken already.
  @discardableResult
  public func cancel(_ ticket: Ticket) -> Element? {
    line.update { content, _ in
      guard content.state.entries.contains(ticket.token),
        let place = content.state.entries[ticket.token.index]?.ticket
      else { return nil }
      content.state.queue.cancel(place)
      return content.state.remove(ticket.token)
    }
  }

  /// Takes the next element as soon as it is due; `nil` when the queue has ended, or when the task is
  /// cancelled. Several may wait; what is due at one time comes out in the order in which it was put in.
  public func next() async -> Element? {
    while !Task.isCancelled {
      switch look() {
      case .found(let element): return element
      case .ended: return nil
      case .waits(let seat, let ticket, let due):
        let turn = await line.wait(on: seat, until: due) { state, departure in
          state.takers.remove(ticket)
          return departure == .timedOut ? .looksAgain : .ends
        }
        guard turn == .looksAgain else { return nil }
      }
    }
    return nil
  }

  /// Ends the queue, whatever is in it: whoever waits learns that nothing comes any more. Returns what
  /// was not taken, in the order in which it would have been due.
  public func finish() -> [Element] {
    line.update { content, _ in
      content.state.isFinished = true
      Self.wakeAll(&content, .ends)
      var rest: [Element] = []
      while let token = content.state.queue.takeDue(at: .distantFuture) {
        if let element = content.state.remove(token) { rest.append(element) }
      }
      return rest
    }
  }

  private func look() -> Finding {
    line.update { content, now in
      if let token = content.state.queue.takeDue(at: now),
        let element = content.state.remove(token)
      {
        return .found(element)
      }
      guard !content.state.isFinished else { return .ended }
      let seat = content.room.reserve()
      guard let ticket = content.state.takers.enqueue(seat) else {
        preconditionFailure("a line without a limit of \(content.state.takers.count) has no room")
      }
      return .waits(seat, ticket, until: content.state.queue.nextDue ?? .distantFuture)
    }
  }

  private static func wakeAll(_ content: inout LiveLine<State, Turn>.Content, _ turn: Turn) {
    while let taker = content.state.takers.dequeue() { content.room.tell(taker, turn) }
  }
}
