/// Workers who take jobs from one waiting line, in the order in which the jobs arrived.
///
///     var pool = WorkerPool<UInt32>(.init(workers: 4, queueLimit: 100))
///     switch pool.arrive(job) {
///     case .starts: begin(job)
///     case .waits(let ticket): remember(ticket)
///     case .rejected: refuse(job)
///     }
///
/// and when a job is done, `if let next = pool.finish() { begin(next) }`. A job whose deadline has
/// passed is dropped by finishing it at once. In Kendall's notation this is the part of a G/G/c/c+q
/// system that decides.
@frozen
public struct WorkerPool<Job: BitwiseCopyable & Sendable>: Sendable {
  public typealias Policy = WorkerPoolPolicy

  @usableFromInline var semaphore: FairSemaphore<Job>

  /// What became of a job that arrived.
  @frozen
  public enum Arrival: BitwiseCopyable, Hashable, Sendable {
    /// A worker was free and has it.
    case starts

    /// All workers are busy; the ticket lets the job leave early.
    case waits(QueueTicket)

    /// All workers are busy and the line is full.
    case rejected
  }

  /// - Precondition: The policy has no ``WorkerPoolPolicy/problem``.
  @inlinable
  public init(_ policy: Policy) {
    precondition(policy.problem == nil, policy.problem ?? "")
    semaphore = FairSemaphore(permits: policy.workers, waitingLimit: policy.queueLimit)
  }

  /// How many workers there are; `nil` is any number.
  @inlinable
  public var workerCount: Int? { semaphore.permitCount }

  /// How many workers have a job; after ``resize(workers:)`` perhaps more than there should be.
  @inlinable
  public var busyCount: Int { semaphore.takenCount }

  /// How many jobs could start at once; `nil` is any number.
  @inlinable
  public var idleCount: Int? { semaphore.freeCount }

  @inlinable
  public var waitingCount: Int { semaphore.waitingCount }

  /// The jobs in the line, the next to start first.
  ///
  /// - Complexity: O(*n*), and allocates; meant for tests and dumps.
  @inlinable
  public var waiting: [Job] { semaphore.waiting }

  /// Hands `job` to a free worker or puts it into the line.
  @inlinable
  public mutating func arrive(_ job: Job) -> Arrival {
    switch semaphore.acquire(job) {
    case .granted: .starts
    case .waits(let ticket): .waits(ticket)
    case .rejected: .rejected
    }
  }

  /// Tells that a job is done. Returns the job that its worker starts now, or `nil` if the worker is
  /// free.
  ///
  /// - Precondition: A job was running.
  @inlinable
  public mutating func finish() -> Job? {
    semaphore.release()
  }

  /// Starts the next job if a worker is free, after ``resize(workers:)`` has added some; call it
  /// until it returns `nil`.
  @inlinable
  public mutating func startNext() -> Job? {
    semaphore.grantNext()
  }

  /// Takes a job out of the line, for instance because its caller has given up.
  ///
  /// - Precondition: The job still waits.
  @inlinable
  @discardableResult
  public mutating func withdraw(_ ticket: QueueTicket) -> Job {
    semaphore.withdraw(ticket)
  }

  /// Takes the next job out of the line without starting it; `nil` if none waits.
  @inlinable
  public mutating func dropNext() -> Job? {
    semaphore.dismissNext()
  }

  /// Changes the number of workers; `nil` is any number. Running jobs are finished by whoever has
  /// them.
  ///
  /// - Precondition: `workers` is not negative.
  @inlinable
  public mutating func resize(workers: Int?) {
    semaphore.resize(to: workers)
  }

  /// Forgets the running and the waiting jobs, as a crash does.
  @inlinable
  public mutating func reset() {
    semaphore.reset()
  }
}
