/// A queue that pushes messages to consumers and waits for their acknowledgements, in the manner of
/// RabbitMQ.
///
///     let consumer = queue.addConsumer(prefetch: 10)
///     queue.publish(message)
///     while let delivery = queue.deliverNext() { send(delivery) }
///     queue.acknowledge(tag, of: consumer)
///     while let letter = queue.nextDeadLetter() { bury(letter) }
///
/// Consumers that may have another message get them in turn. A message that is requeued comes back
/// to its old place, marked as redelivered. What a consumer has not acknowledged when it is lost is
/// requeued: delivery is at least once, or at most once to who acknowledges by receiving.
///
/// Dead letters wait to be taken away; whoever never takes them lets them pile up.
///
/// - Complexity: O(log *n*) in the ready messages to deliver and requeue; O(1) to acknowledge one.
///   Memory is as much as there ever were messages at once.
@frozen
public struct PushQueue<Message: BitwiseCopyable & Sendable>: Sendable {
  public typealias Policy = PushQueuePolicy

  @frozen
  @usableFromInline
  struct State: BitwiseCopyable, Sendable {
    @usableFromInline var message: Message
    @usableFromInline var order: UInt64
    @usableFromInline var failures = 0
    @usableFromInline var isRedelivered = false

    /// Who has it, or -1 while it is ready; then under which number, and its neighbours among the
    /// deliveries of that consumer.
    @usableFromInline var owner: Int32 = -1
    @usableFromInline var tag: UInt64 = 0
    @usableFromInline var previous: Int32 = -1
    @usableFromInline var next: Int32 = -1

    @inlinable
    init(_ message: Message, order: UInt64) {
      self.message = message
      self.order = order
    }
  }

  @frozen
  @usableFromInline
  struct Consumer: BitwiseCopyable, Sendable {
    /// 0 is any number.
    @usableFromInline var prefetch: Int
    @usableFromInline var acknowledges: Bool
    @usableFromInline var lastTag: UInt64 = 0
    @usableFromInline var unsettled = 0

    /// Its deliveries, the oldest first.
    @usableFromInline var head: Int32 = -1
    @usableFromInline var tail: Int32 = -1

    /// Its place among those who may have another message.
    @usableFromInline var seat: QueueTicket?

    @inlinable
    init(prefetch: Int, acknowledges: Bool) {
      self.prefetch = prefetch
      self.acknowledges = acknowledges
    }

    @inlinable
    var hasRoom: Bool { prefetch == 0 || unsettled < prefetch }
  }

  public let policy: Policy
  @usableFromInline var messages = TokenSlab<State>(limit: Int(Int32.max))
  @usableFromInline var consumers = TokenSlab<Consumer>(limit: Int(Int32.max))

  /// Messages that nobody has, in the order in which they were published.
  @usableFromInline var ready = SlotHeap<QueueRank>()

  /// Consumers that may have another message, whose turn it is first.
  @usableFromInline var turns = FIFOQueue<Int32>()
  @usableFromInline var deadLetters = FIFOQueue<DeadLetter<Message>>()
  @usableFromInline var publishedCount: UInt64 = 0

  /// - Precondition: The policy has no ``PushQueuePolicy/problem``.
  @inlinable
  public init(_ policy: Policy = Policy()) {
    precondition(policy.problem == nil, "push queue: \(policy.problem ?? "")")
    self.policy = policy
  }

  /// Messages that nobody has.
  @inlinable
  public var readyCount: Int { ready.count }

  /// Messages that consumers have and did not acknowledge.
  @inlinable
  public var unsettledCount: Int { messages.count &- ready.count }

  /// Takes a consumer in.
  ///
  /// - Parameters:
  ///   - prefetch: How many deliveries it may have unacknowledged; 0 is any number.
  ///   - acknowledges: Whether it acknowledges at all. If not, a message is done with when it is
  ///     delivered, and lost with the consumer; the prefetch then limits nothing.
  /// - Precondition: `prefetch` is not negative.
  @inlinable
  public mutating func addConsumer(prefetch: Int, acknowledges: Bool = true) -> PushConsumer {
    precondition(prefetch >= 0, "a consumer cannot have a prefetch of \(prefetch)")
    let token = consumers.insert(Consumer(prefetch: prefetch, acknowledges: acknowledges))
    takeSeat(token.index)
    return PushConsumer(token: token)
  }

  /// How many deliveries a consumer has not acknowledged; `nil` if it is gone.
  @inlinable
  public func unsettledCount(of consumer: PushConsumer) -> Int? {
    consumers.contains(consumer.token) ? consumers[consumer.token.index].unsettled : nil
  }

  /// Adds a message at the end. Returns `false` if the queue is full and rejects what is published.
  @inlinable
  @discardableResult
  public mutating func publish(_ message: Message) -> Bool {
    if let limit = policy.lengthLimit, ready.count >= limit {
      guard policy.whenFull == .dropsHead else { return false }
      if let head = ready.removeFirst() {
        bury(Int32(truncatingIfNeeded: head), .lengthLimit)
      }
    }
    let index = messages.insert(State(message, order: publishedCount)).index
    publishedCount &+= 1
    makeReady(index)
    return true
  }

  /// Hands the next message to the consumer whose turn it is; `nil` if there is no message or nobody
  /// may have one. Call it until then after every change.
  @inlinable
  public mutating func deliverNext() -> PushDelivery<Message>? {
    guard !ready.isEmpty, let owner = turns.dequeue(), let slot = ready.removeFirst() else {
      return nil
    }
    let index = Int32(truncatingIfNeeded: slot)
    consumers[owner].seat = nil
    consumers[owner].lastTag &+= 1
    let tag = DeliveryTag(number: consumers[owner].lastTag, slot: index)
    let state = messages[index]
    if consumers[owner].acknowledges {
      append(index, to: owner, tag: tag.number)
    } else {
      messages.remove(at: index)
    }
    takeSeat(owner)
    return PushDelivery(
      message: state.message, consumer: PushConsumer(token: consumers.token(at: owner)), tag: tag,
      isRedelivered: state.isRedelivered, failedDeliveries: state.failures)
  }

  /// Takes the next message away that the queue has given up.
  @inlinable
  public mutating func nextDeadLetter() -> DeadLetter<Message>? { deadLetters.dequeue() }
}
