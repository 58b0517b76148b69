public import TimeBase

/// Workers who take jobs from a queue of any ``QueueDiscipline``, and who wait for a retry of theirs
/// or do not.
///
///     var pool = ScheduledWorkerPool<UInt32>(.init(workers: 4, queue: .init(discipline: .lifo)))
///     switch pool.arrive(job, at: now) {
///     case .starts: begin(job)
///     case .waits(let ticket): remember(ticket)
///     case .displaces(let other, let ticket): refuse(other); remember(ticket)
///     case .rejected: refuse(job)
///     }
///
/// and when a job is done,
///
///     pool.finish()
///     while let exit = pool.startNext(at: now) { … }
///
/// A job that failed and will be tried again either keeps its worker through the wait, as a thread
/// that sleeps does, or leaves it and lines up again. In an outage the former fills the pool with
/// sleepers: that is how retries with backoff take a server down that they should protect.
///
/// - SeeAlso: ``WorkerPool``, which serves in the order of arrival and needs no time.
@frozen
public struct ScheduledWorkerPool<Job: BitwiseCopyable & Sendable>: Sendable {
  /// The workers, their queue, and where a job waits for its retry.
  @frozen
  public struct Policy: BitwiseCopyable, Hashable, Sendable {
    /// Jobs that run at once; `nil` is any number.
    public var workers: Int?

    public var queue: QueuePolicy

    /// Whether a worker sleeps with its job until the next attempt.
    public var holdsWorkerThroughRetry: Bool

    @inlinable
    public init(
      workers: Int? = 1, queue: QueuePolicy = QueuePolicy(), holdsWorkerThroughRetry: Bool = false
    ) {
      self.workers = workers
      self.queue = queue
      self.holdsWorkerThroughRetry = holdsWorkerThroughRetry
    }

    /// What makes the policy unusable, if anything.
    public var problem: String? {
      WorkerPoolPolicy(workers: workers).problem ?? queue.problem
    }
  }

  /// What became of a job that arrived or came back.
  @frozen
  public enum Arrival: BitwiseCopyable, Sendable {
    /// A worker has it.
    case starts

    /// All workers are busy; the ticket lets the job leave early.
    case waits(QueueTicket)

    /// It waits in the place of the other one, which was sent away.
    case displaces(Job, QueueTicket)

    /// All workers are busy and the line is full.
    case rejected
  }

  public let policy: Policy
  @usableFromInline var queue: SelectedQueue<Job>
  @usableFromInline var limit: Int

  @usableFromInline var busy = 0
  @usableFromInline var retrying = 0

  /// - Precondition: The policy has no ``Policy/problem``.
  @inlinable
  public init(_ policy: Policy, at start: Instant = .zero) {
    precondition(policy.problem == nil, "worker pool: \(policy.problem ?? "")")
    self.policy = policy
    queue = SelectedQueue(policy.queue, at: start)
    limit = policy.workers ?? .max
  }

  /// How many workers have a job, asleep or not.
  @inlinable
  public var busyCount: Int { busy }

  /// How many jobs wait for their next attempt, with a worker or without.
  @inlinable
  public var retryingCount: Int { retrying }

  @inlinable
  public var waitingCount: Int { queue.count }

  /// How many jobs could start at once; `nil` is any number.
  @inlinable
  public var idleCount: Int? { limit == .max ? nil : max(0, limit &- busy) }

  /// Workers who sleep until the next attempt of their job.
  @inlinable
  public var sleepingCount: Int { policy.holdsWorkerThroughRetry ? retrying : 0 }

  /// Hands `job` to a free worker, or puts it into the line if it finds a place there.
  ///
  /// - Parameter beyondCapacity: Whether there is always a place, as for a job that was let in before.
  @inlinable
  public mutating func arrive(
    _ job: Job, _ attributes: QueueAttributes = QueueAttributes(), beyondCapacity: Bool = false,
    at now: Instant
  ) -> Arrival {
    lineUp(job, attributes, beyondCapacity: beyondCapacity, at: now)
  }

  /// Tells that a job is done, for good or bad, and its worker is free.
  ///
  /// - Precondition: A worker is busy with a job that does not wait for a retry.
  @inlinable
  public mutating func finish() {
    requireRunningJob()
    busy -= 1
  }

  /// Tells that a job failed and will be tried again. Its worker is free unless the policy holds it.
  ///
  /// - Precondition: A worker is busy with a job that does not wait for a retry.
  @inlinable
  public mutating func suspendForRetry() {
    requireRunningJob()
    retrying += 1
    if !policy.holdsWorkerThroughRetry { busy -= 1 }
  }

  /// Tells that it is time for the next attempt of a job. If its worker was not held it lines up, and
  /// finds a place in any case: it was let in before.
  ///
  /// - Precondition: A job waits for a retry.
  @inlinable
  public mutating func resumeForRetry(
    _ job: Job, _ attributes: QueueAttributes = QueueAttributes(), at now: Instant
  ) -> Arrival {
    precondition(
      retrying > 0, "a job came back for a retry, and \(retrying) were waiting for one")
    retrying -= 1
    if policy.holdsWorkerThroughRetry { return .starts }
    return lineUp(job, attributes, beyondCapacity: true, at: now)
  }

  /// Starts the next job at `now` if a worker is free, or drops it. Call it until it returns `nil`,
  /// whenever a worker has become free.
  ///
  /// - Parameter word: Random bits, which only ``QueueDiscipline/siro`` asks for.
  @inlinable
  public mutating func startNext(at now: Instant, word: UInt64? = nil) -> QueueExit<Job>? {
    guard busy < limit, let exit = queue.take(at: now, word: word) else { return nil }
    if case .served = exit { busy += 1 }
    return exit
  }

  /// Takes a job out of the line.
  ///
  /// - Precondition: The owner of `ticket` still waits.
  @inlinable
  @discardableResult
  public mutating func withdraw(_ ticket: QueueTicket) -> Job { queue.remove(ticket) }

  /// Changes the number of workers; `nil` is any number. Those that are too many finish what they
  /// have.
  ///
  /// - Precondition: `workers` is not negative.
  @inlinable
  public mutating func resize(workers: Int?) {
    precondition(workers ?? 0 >= 0, "there cannot be \(workers ?? 0) workers")
    limit = workers ?? .max
  }

  @inlinable
  mutating func lineUp(
    _ job: Job, _ attributes: QueueAttributes, beyondCapacity: Bool, at now: Instant
  ) -> Arrival {
    if busy < limit, queue.isEmpty {
      busy += 1
      return .starts
    }
    return switch queue.offer(job, attributes, beyondCapacity: beyondCapacity, at: now) {
    case .waits(let ticket): .waits(ticket)
    case .displaces(let other, let ticket): .displaces(other, ticket)
    case .rejected: .rejected
    }
  }

  @inlinable
  func requireRunningJob() {
    precondition(
      busy > sleepingCount,
      "a job ended, and of \(busy) busy workers \(sleepingCount) were asleep")
  }
}

extension ScheduledWorkerPool.Arrival: Equatable where Job: Equatable {}
