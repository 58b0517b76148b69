public import TimeBase

/// A waiting line whose order, limit and patience are chosen while the program runs, such as by a
/// model file.
///
///     var queue = SelectedQueue<UInt32>(.init(discipline: .lifo, capacity: 100), at: now)
///     switch queue.offer(job, at: now) {
///     case .waits(let ticket): remember(ticket)
///     case .displaces(let other, let ticket): refuse(other); remember(ticket)
///     case .rejected: refuse(job)
///     }
///
/// and when somebody can be served,
///
///     while let exit = queue.take(at: now) {
///       switch exit {
///       case .served(let job): return begin(job)
///       case .dropped(let job, _): refuse(job)
///       }
///     }
///
/// Whoever is offered leaves exactly once: served, dropped, displaced, removed, or not let in. An
/// empty queue that nobody has used has no memory but its own half kilobyte; a used one keeps as much
/// as it was ever long.
///
/// - Complexity: One branch for the discipline; then O(1) first or last come, first served and fair,
///   O(log *n*) by priority or deadline, to offer, to take one and to remove one.
@frozen
public struct SelectedQueue<Element: BitwiseCopyable & Sendable>: Sendable {
  public typealias Policy = QueuePolicy
  public typealias Exit = QueueExit<Element>

  @frozen
  @usableFromInline
  struct Entry: BitwiseCopyable, Sendable {
    @usableFromInline var element: Element
    @usableFromInline var since: Instant
    @usableFromInline var deadline: Instant

    /// Until when it waits by the queue's own rule.
    @usableFromInline var patience: Instant

    @inlinable
    init(_ element: Element, since: Instant, deadline: Instant, patience: Instant) {
      self.element = element
      self.since = since
      self.deadline = deadline
      self.patience = patience
    }
  }

  /// How it was made.
  public let policy: Policy

  // The orders that were not chosen stay empty.
  @usableFromInline var line = FIFOQueue<Entry>()
  @usableFromInline var ranked: RankedQueue<Entry>
  @usableFromInline var random = RandomQueue<Entry>()
  @usableFromInline var tenants: TenantQueue<Entry>
  @usableFromInline var control: DelayControl

  /// - Precondition: The policy has no ``QueuePolicy/problem``.
  public init(_ policy: Policy, at start: Instant = .zero) {
    precondition(policy.problem == nil, "waiting line: \(policy.problem ?? "")")
    self.policy = policy
    let displaces = policy.whenFull == .displaces
    ranked = RankedQueue(knowsLast: displaces)
    if case .fair(let quantum, let buckets) = policy.discipline {
      tenants = TenantQueue(quantum: quantum, buckets: buckets, knowsLongest: displaces)
    } else {
      tenants = TenantQueue(quantum: 1, buckets: nil, knowsLongest: false)
    }
    control = DelayControl(policy.delayControl, at: start)
  }

  /// How many wait.
  @inlinable
  public var count: Int {
    switch policy.discipline {
    case .fifo, .lifo, .adaptiveLIFO: line.count
    case .siro: random.count
    case .priority, .earliestDeadlineFirst: ranked.count
    case .fair: tenants.count
    }
  }

  @inlinable
  public var isEmpty: Bool { count == 0 }

  /// Whether there is room for one more without sending anybody away.
  @inlinable
  public var hasRoom: Bool { policy.capacity.map { count < $0 } ?? true }

  /// Lets somebody wait from `now` on, if there is room or somebody else can make some.
  ///
  /// - Parameter beyondCapacity: Whether there is always room, as for something that comes back and
  ///   had its place.
  @inlinable
  public mutating func offer(
    _ element: Element, _ attributes: QueueAttributes = QueueAttributes(),
    beyondCapacity: Bool = false, at now: Instant
  ) -> QueueAdmission<Element> {
    var displaced: Element?
    if !hasRoom, !beyondCapacity {
      guard policy.whenFull == .displaces else { return .rejected }
      displaced = makeRoom(for: attributes, at: now)
      guard displaced != nil else { return .rejected }
    }
    let patience = control.patience(joiningEmpty: isEmpty && displaced == nil, at: now)
    let entry = Entry(element, since: now, deadline: attributes.deadline, patience: patience)
    let ticket = insert(entry, attributes)
    return displaced.map { .displaces($0, ticket) } ?? .waits(ticket)
  }

  /// Takes out whose turn it is at `now`: to be served, or to be dropped, in which case the next may
  /// be taken. `nil` if nobody waits.
  ///
  /// - Parameter word: Random bits that are used up, which only ``QueueDiscipline/siro`` asks for.
  /// - Precondition: There is a word if the discipline is ``QueueDiscipline/siro``.
  @inlinable
  public mutating func take(at now: Instant, word: UInt64? = nil) -> Exit? {
    switch policy.discipline {
    case .fifo: return judge(line.dequeue(), at: now)
    case .lifo: return judge(line.dequeueNewest(), at: now)
    case .adaptiveLIFO(let threshold):
      return judge(line.count > threshold ? line.dequeueNewest() : line.dequeue(), at: now)
    case .siro:
      guard let word else { preconditionFailure("a line in random order needs a word") }
      return judge(random.dequeue(word), at: now)
    case .priority, .earliestDeadlineFirst: return judge(ranked.dequeue(), at: now)
    case .fair:
      guard let (entry, charge) = tenants.dequeue() else { return judge(nil, at: now) }
      let exit = judge(entry, at: now)
      if case .served = exit { tenants.charge(charge) }
      return exit
    }
  }

  /// Takes out who is served next at `now`, and tells `dropped` of each who was dropped on the way.
  ///
  /// - Parameter word: As in ``take(at:word:)``; what further words are needed is made of it.
  @inlinable
  public mutating func take(
    at now: Instant, word: UInt64? = nil, dropped: (Element, QueueDropReason) -> Void
  ) -> Element? {
    var word = word
    while let exit = take(at: now, word: word) {
      word = word.map(KeyHash.mix64)
      switch exit {
      case .served(let element): return element
      case .dropped(let element, let reason): dropped(element, reason)
      }
    }
    return nil
  }

  /// Takes somebody out of the line, wherever he stands.
  ///
  /// - Precondition: The owner of `ticket` is still waiting.
  @inlinable
  @discardableResult
  public mutating func remove(_ ticket: QueueTicket) -> Element {
    switch policy.discipline {
    case .fifo, .lifo, .adaptiveLIFO: line.remove(ticket).element
    case .siro: random.remove(ticket).element
    case .priority, .earliestDeadlineFirst: ranked.remove(ticket).element
    case .fair: tenants.remove(ticket).element
    }
  }

  /// Empties the line, as a crash does, and starts its delay control anew at `now`.
  public mutating func removeAll(at now: Instant) {
    line.removeAll()
    random.removeAll()
    ranked.removeAll()
    tenants.removeAll()
    control = DelayControl(policy.delayControl, at: now)
  }
}
