internal import Synchronization
import TimeBase

/// A ``SelectedQueue`` between tasks: some offer, others wait until there is something to take.
///
/// ```
/// let jobs = LiveQueue<Job>(.init(capacity: 1_000)) { job, _ in job.refuse() }
///
/// guard jobs.offer(job) == .accepted else { return .serviceUnavailable }     // producers
/// while let job = await jobs.take() { await work(on: job) }                  // workers
/// jobs.finish()                                                              // at the end
/// ```
///
/// Every element that was accepted leaves once: it is taken, or given to `onDrop` (because its deadline
/// has passed, the delay control sheds load, or it was displaced). Among tasks that wait the first is
/// served first; one that is cancelled leaves at once and takes nothing with it.
public final class LiveQueue<Element: Sendable>: Sendable {
  /// What became of an offer.
  @frozen
  public enum Admission: Hashable, Sendable {
    case accepted

    /// There is no room.
    case rejected

    /// The queue has ended.
    case finished
  }

  /// Why an element left that nobody took.
  @frozen
  public enum Loss: Hashable, Sendable {
    case dropped(QueueDropReason)

    /// A newcomer needed the place.
    case displaced
  }

  private struct State: Sendable {
    var queue: SelectedQueue<SlabToken>
    var elements = TokenSlab<Element?>(limit: Int(Int32.max))
    var takers = FIFOQueue<SlabToken>()
    var isFinished = false
    var lost: [(Element, Loss)] = []
    var words: WordSequence

    mutating func remove(_ token: SlabToken) -> Element? {
      defer {
        elements[token.index] = nil
        elements.remove(at: token.index)
      }
      return elements[token.index]
    }

    mutating func lose(_ token: SlabToken, _ loss: Loss) {
      if let element = remove(token) { lost.append((element, loss)) }
    }

    mutating func take(at now: Instant) -> Element? {
      while let exit = queue.take(at: now, word: words.next()) {
        switch exit {
        case .served(let token): return remove(token)
        case .dropped(let token, let reason): lose(token, .dropped(reason))
        }
      }
      return nil
    }
  }

  private let line: LiveLine<State, Element?>
  private let onDrop: @Sendable (Element, Loss) -> Void

  /// - Parameters:
  ///   - seed: Random bits, for the choice of who is next where the order is random.
  ///   - onDrop: Called with what leaves without being taken, outside of the lock.
  /// - Precondition: The policy has no ``QueuePolicy/problem``.
  public init(
    _ policy: QueuePolicy = QueuePolicy(), clock: LiveClock = .continuous,
    seed: UInt64 = 0,
    onDrop: @escaping @Sendable (Element, Loss) -> Void = { _, _ in }
  ) {
    line = LiveLine(
      State(queue: SelectedQueue(policy, at: clock.now), words: WordSequence(seed: seed)),
      clock: clock)
    self.onDrop = onDrop
  }

  /// How many elements wait to be taken.
  public var count: Int { line.update { content, _ in content.state.queue.count } }

  /// How many tasks wait for one.
  public var takerCount: Int { line.waitingCount }

  /// Puts an element in, or hands it to the first task that waits.
  public func offer(
    _ element: Element, _ attributes: QueueAttributes = QueueAttributes()
  ) -> Admission {
    update { content, now in
      guard !content.state.isFinished else { return .finished }
      let token = content.state.elements.insert(element)
      switch content.state.queue.offer(token, attributes, at: now) {
      case .rejected:
        _ = content.state.remove(token)
        return .rejected
      case .displaces(let other, _): content.state.lose(other, .displaced)
      case .waits: break
      }
      while !content.state.takers.isEmpty, let element = content.state.take(at: now) {
        if let taker = content.state.takers.dequeue() { content.room.tell(taker, element) }
      }
      return .accepted
    }
  }

  /// Takes the next element, after a wait if there is none; `nil` when the queue has ended and is
  /// empty, or when the task is cancelled.
  public func take() async -> Element? {
    let (found, wait) = update { content, now -> (Element?, (SlabToken, QueueTicket)?) in
      if let element = content.state.take(at: now) { return (element, nil) }
      guard !content.state.isFinished else { return (nil, nil) }
      let seat = content.room.reserve()
      return (nil, content.state.takers.enqueue(seat).map { (seat, $0) })
    }
    guard let (seat, ticket) = wait else { return found }
    return await line.wait(on: seat) { state, _ in
      state.takers.remove(ticket)
      return nil
    }
  }

  /// Ends the queue: nothing is accepted any more, what is in it can still be taken, and whoever waits
  /// for more learns that there is none.
  public func finish() {
    update { content, _ in
      content.state.isFinished = true
      while let taker = content.state.takers.dequeue() { content.room.tell(taker, nil) }
    }
  }

  private func update<Value: Sendable>(
    _ body: (inout LiveLine<State, Element?>.Content, Instant) -> Value
  ) -> Value {
    let (value, lost) = line.update { content, now in
      let value = body(&content, now)
      defer { if !content.state.lost.isEmpty { content.state.lost = [] } }
      return (value, content.state.lost)
    }
    for (element, loss) in lost { onDrop(element, loss) }
    return value
  }
}
