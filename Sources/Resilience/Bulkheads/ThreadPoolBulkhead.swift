public import TimeBase

/// Runs calls on threads of their own, of which there are more only when the line before them is full:
/// the thread pool bulkhead of Resilience4j, and any `ThreadPoolExecutor` of Java.
///
/// A call gets a new thread while there are fewer than the core has, even if others are idle. Then it
/// waits in line. Only when the line is full do more threads begin, up to the maximum, and beyond that
/// calls are rejected. That order surprises many: with a line of 100 and a core of 1, a second thread
/// begins with the 102nd call.
///
/// A thread that is idle for ``Policy/keepAlive`` ends, unless there would be fewer than the core.
public struct ThreadPoolBulkhead<Job: BitwiseCopyable & Sendable>: Sendable {
  public typealias Policy = ThreadPoolBulkheadPolicy

  @frozen
  public enum Admission: BitwiseCopyable, Hashable, Sendable {
    /// A thread takes it at once; `onNewThread` if it had to begin.
    case starts(onNewThread: Bool)

    /// It waits in line, and can leave with the ticket.
    case waits(QueueTicket)

    /// The line is full and there are as many threads as there may be.
    case rejected
  }

  public let policy: Policy

  /// Threads that run a job.
  public private(set) var busyCount = 0

  private var line: FIFOQueue<Job>

  /// When each idle thread ends, the one first that has been idle for longest and takes the next job;
  /// `.distantFuture` for one that was among the core when it became idle.
  private var idle: ContiguousArray<Instant> = []

  /// - Precondition: The policy has no ``ThreadPoolBulkheadPolicy/problem``.
  public init(_ policy: Policy) {
    precondition(policy.problem == nil, policy.problem ?? "")
    self.policy = policy
    line = FIFOQueue(capacity: policy.queueLimit)
  }

  /// Threads that there are, as of the last operation.
  public var threadCount: Int { busyCount + idle.count }

  public var waitingCount: Int { line.count }

  /// When the next idle thread ends, if one will.
  public var wakeUp: Instant? {
    guard let first = idle.min(), first < .distantFuture else { return nil }
    return first
  }

  /// Hands in a job.
  ///
  /// - Complexity: O(*n*) in the idle threads.
  public mutating func admit(_ job: Job, at now: Instant) -> Admission {
    wake(at: now)
    if threadCount < policy.coreThreads { return startThread() }
    if !idle.isEmpty, line.isEmpty, policy.queueLimit > 0 {
      idle.removeFirst()
      busyCount += 1
      return .starts(onNewThread: false)
    }
    if let ticket = line.enqueue(job) { return .waits(ticket) }
    if !idle.isEmpty {
      idle.removeFirst()
      busyCount += 1
      return .starts(onNewThread: false)
    }
    return threadCount < policy.maxThreads ? startThread() : .rejected
  }

  /// Takes note that a job is done. Returns the job that its thread runs next, if one waits.
  ///
  /// - Precondition: A job was running.
  public mutating func finish(at now: Instant) -> Job? {
    precondition(busyCount > 0, "a job is done, and \(busyCount) of them were running")
    wake(at: now)
    if let next = line.dequeue() { return next }
    let mayEnd = threadCount > policy.coreThreads
    busyCount -= 1
    idle.append(mayEnd ? now + policy.keepAlive : .distantFuture)
    return nil
  }

  /// Takes a job out of the line, for instance because its caller has given up.
  ///
  /// - Precondition: The job still waits.
  @discardableResult
  public mutating func withdraw(_ ticket: QueueTicket) -> Job {
    line.remove(ticket)
  }

  /// Ends the threads whose time has come. One that would leave fewer than the core goes on to wait for
  /// a job without an end. The other operations do it by themselves.
  public mutating func wake(at now: Instant) {
    while let end = wakeUp, now >= end, let place = idle.firstIndex(of: end) {
      let mayEnd = threadCount > policy.coreThreads
      idle.remove(at: place)
      if !mayEnd { idle.append(.distantFuture) }
    }
  }

  private mutating func startThread() -> Admission {
    busyCount += 1
    return .starts(onNewThread: true)
  }
}

/// How many threads a bulkhead has, and how many jobs wait for one.
@frozen
public struct ThreadPoolBulkheadPolicy: BitwiseCopyable, Hashable, Sendable {
  /// Threads that are kept although there is nothing to do.
  public var coreThreads: Int

  /// Threads that there are when the line is full.
  public var maxThreads: Int

  /// Jobs that may wait; without any, a thread takes a job or nobody does.
  public var queueLimit: Int

  /// How long a thread beyond the core stays idle.
  public var keepAlive: TimeSpan

  /// Resilience4j's defaults but for the threads, which it derives from the processors: as many at most,
  /// and one fewer in the core.
  public init(
    coreThreads: Int, maxThreads: Int, queueLimit: Int = 100,
    keepAlive: TimeSpan = .milliseconds(20)
  ) {
    self.coreThreads = coreThreads
    self.maxThreads = maxThreads
    self.queueLimit = queueLimit
    self.keepAlive = keepAlive
  }

  /// The defaults on a machine with so many processors.
  public init(processors: Int) {
    self.init(coreThreads: max(1, processors - 1), maxThreads: max(1, processors))
  }

  /// What makes the policy unusable, if anything.
  public var problem: String? {
    guard (1...1_000_000).contains(maxThreads) else {
      return "\(maxThreads) threads are not in 1...1000000"
    }
    guard (0...maxThreads).contains(coreThreads) else {
      return "a core of \(coreThreads) threads is not in 0...\(maxThreads), the most there may be"
    }
    guard (0...1_000_000_000).contains(queueLimit) else {
      return "a line of \(queueLimit) jobs is not in 0...1000000000"
    }
    return keepAlive < .zero ? "a thread cannot stay idle for \(keepAlive)" : nil
  }
}
