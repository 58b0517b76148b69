public import TimeBase

/// Messages that are hidden from others while somebody works on them, in the manner of Amazon SQS.
///
///     queue.send(message, at: now)
///     while let reception = queue.receive(at: now) {
///       switch reception {
///       case .delivered(let message, let receipt): return work(message, receipt)
///       case .deadLettered(let message), .expired(let message): bury(message)
///       case .overLimit: return
///       }
///     }
///     queue.delete(receipt, at: later)
///
/// Who does not delete a message in time shares it with the next receiver: delivery is at least once.
/// Of those that are visible the one that was sent first is received first, also when it comes back.
/// Of a group, only the first is ever visible or in flight.
/// A message is visible when its time has come, that is also exactly then. Time that runs backwards
/// stands still.
///
/// - Complexity: O(log *n*) each; memory as much as there ever were messages at once.
@frozen
public struct VisibilityQueue<Message: BitwiseCopyable & Sendable>: Sendable {
  public typealias Policy = VisibilityQueuePolicy

  @frozen
  @usableFromInline
  struct State: BitwiseCopyable, Sendable {
    @usableFromInline var message: Message
    @usableFromInline var order: UInt64
    @usableFromInline var sent: Instant

    /// Meaningless before the first receive.
    @usableFromInline var received: Instant
    @usableFromInline var receiveCount = 0

    /// When it can be received for the first time.
    @usableFromInline var visibleFrom: Instant

    /// Its place in the order of age.
    @usableFromInline var age = QueueTicket(index: 0)

    /// Its group, and the next message of that.
    @usableFromInline var group: UInt64?
    @usableFromInline var next: Int32 = -1

    @inlinable
    init(
      _ message: Message, order: UInt64, sent: Instant, visibleFrom: Instant, group: UInt64?
    ) {
      self.message = message
      self.order = order
      self.sent = sent
      self.received = sent
      self.visibleFrom = visibleFrom
      self.group = group
    }
  }

  public let policy: Policy
  @usableFromInline var slab = TokenSlab<State>(limit: Int(Int32.max))

  /// Those that can be received, in the order in which they were sent.
  @usableFromInline var visible = SlotHeap<QueueRank>()

  /// The others, by when they become visible.
  @usableFromInline var hidden = SlotHeap<QueueRank>()

  /// The newest message of each group that has any; made when there is one.
  @usableFromInline var groups: SlotTable<UInt64, Int32>?

  /// All, the oldest first.
  @usableFromInline var ages = FIFOQueue<Int32>()
  @usableFromInline var sentCount: UInt64 = 0
  @usableFromInline var inFlight = 0
  @usableFromInline var clock = Instant(nanoseconds: .min)

  /// - Precondition: The policy has no ``VisibilityQueuePolicy/problem``.
  @inlinable
  public init(_ policy: Policy = Policy()) {
    precondition(policy.problem == nil, "visibility queue: \(policy.problem ?? "")")
    self.policy = policy
  }

  /// How many messages there are, visible or not.
  @inlinable
  public var count: Int { slab.count }

  /// How many were received and are neither deleted nor visible again, as of the last call.
  @inlinable
  public var inFlightCount: Int { inFlight }

  /// How many could be received, as of the last call; of a group, one at most.
  @inlinable
  public var visibleCount: Int { visible.count }

  /// When the next message becomes visible; `nil` if none is hidden.
  @inlinable
  public var nextVisible: Instant? { hidden.firstRank.map { Instant(nanoseconds: $0.key) } }

  /// Sends a message, hidden for `delay` or else for as long as the policy says.
  ///
  /// - Parameter group: Messages of one group are received in the order in which they were sent: each
  ///   when the one before it was deleted, is a dead letter, or has expired. This is what a FIFO
  ///   queue of SQS does with one message a request.
  /// - Precondition: `delay` is in `0s...15m`.
  @inlinable
  public mutating func send(
    _ message: Message, group: UInt64? = nil, delay: TimeSpan? = nil, at now: Instant
  ) {
    let delay = delay ?? policy.delay
    precondition(
      delay >= .zero && delay <= .minutes(15), "a delay of \(delay) is not in 0s...15m")
    advance(to: now)
    let state = State(
      message, order: sentCount, sent: clock, visibleFrom: clock + delay, group: group)
    let index = slab.insert(state).index
    sentCount &+= 1
    if let age = ages.enqueue(index) { slab[index].age = age }
    if joinsGroup(index) { activate(index) }
  }

  /// Receives the next message that is visible at `now`; `nil` if there is none.
  @inlinable
  public mutating func receive(at now: Instant) -> MessageReception<Message>? {
    advance(to: now)
    if let index = ages.first, slab[index].sent + policy.retention <= clock {
      return .expired(remove(index))
    }
    guard let slot = visible.first else { return nil }
    let index = Int32(truncatingIfNeeded: slot)
    if let limit = policy.maximumReceives, slab[index].receiveCount >= limit {
      return .deadLettered(remove(index))
    }
    if let limit = policy.inFlightLimit, inFlight >= limit { return .overLimit }
    visible.remove(slot)
    var state = slab[index]
    state.receiveCount &+= 1
    state.received = clock
    slab[index] = state
    inFlight &+= 1
    hide(index, until: clock + policy.visibilityTimeout)
    let receipt = MessageReceipt(token: slab.token(at: index), receiveCount: state.receiveCount)
    revealDue()
    return .delivered(state.message, receipt)
  }

  /// Deletes a message that its receiver is done with. That the visibility timeout is over does not
  /// matter unless the message was received again since.
  @inlinable
  @discardableResult
  public mutating func delete(_ receipt: MessageReceipt, at now: Instant) -> ReceiptOutcome {
    advance(to: now)
    if let objection = objection(to: receipt) { return objection }
    _ = remove(receipt.token.index)
    return .done
  }

  /// Hides a message until `span` from now on, not from when it was received; with zero it is
  /// visible at once.
  ///
  /// - Precondition: `span` is not negative.
  @inlinable
  @discardableResult
  public mutating func changeVisibility(
    of receipt: MessageReceipt, to span: TimeSpan, at now: Instant
  ) -> ReceiptOutcome {
    precondition(span >= .zero, "a message cannot be hidden for \(span)")
    advance(to: now)
    if let objection = objection(to: receipt) { return objection }
    let index = receipt.token.index
    guard hidden.contains(Int(index)) else { return .notInFlight }
    let end = slab[index].received + Policy.longestVisibilityTimeout
    guard clock + span <= end else { return .beyondMaximum(end - clock) }
    hidden.changeRank(
      of: Int(index), to: QueueRank(key: (clock + span).nanoseconds, order: slab[index].order))
    revealDue()
    return .done
  }
}
