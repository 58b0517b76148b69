public import EventEngine
public import TimeBase

/// An application: instances with workers that run a handler for each request.
public struct Service: Hashable, Sendable {
  /// How the cores of one instance serve the computations of its workers.
  public enum Processor: Hashable, Sendable {
    /// All computations share the cores equally.
    case shared(cores: Int)

    /// Each core takes one computation after the other, in the order in which they come: an event loop.
    case inOrder(cores: Int)

    /// The cores work on those of the highest priority; others are interrupted and resumed later.
    case byPriority(cores: Int)

    /// With n computations each takes 1 + contention (n - 1) + coherency n (n - 1) times as long
    /// (Gunther's universal scalability law).
    case scalable(contention: Double, coherency: Double)

    /// How many cores it has; `nil` where a law says what it can do.
    public var cores: Int? {
      switch self {
      case .shared(let cores), .inOrder(let cores), .byPriority(let cores): cores
      case .scalable: nil
      }
    }
  }

  /// How the kernel spreads what reaches an instance over its processes.
  public enum Spread: String, CaseIterable, Hashable, Sendable {
    /// By a hash of the connection, as sockets of their own on one port do (`SO_REUSEPORT`).
    case random
    case roundRobin

    /// To a process with the fewest requests inside: whoever is idle accepts next.
    case leastLoaded
  }

  /// What a full backlog does to those who come.
  public enum Overflow: String, CaseIterable, Hashable, Sendable {
    /// They are answered 503 at once.
    case reject

    /// The kernel drops their SYN without a word, and theirs sends it again after 1 s, and then after
    /// twice as long each time, six times in all (Linux: `tcp_syn_retries`).
    case drop
  }

  public struct Handler: Hashable, Sendable {
    /// The request's name, or `*` for every other one.
    public var request: String
    public var steps: [Step]

    public init(request: String, steps: [Step]) {
      self.request = request
      self.steps = steps
    }
  }

  /// Those at the start of a run.
  public var instances: Int

  /// Processes of one instance, each with its own workers, line, processor and private state.
  public var processes: Int

  public var spread: Spread

  /// Of each process: its share of what reaches the instance, in proportion; empty if all have the same.
  public var processWeights: [Double]

  /// Instances that must be up for the service to count as available.
  public var needed: Int

  /// Requests that one instance works on at once, each from its first step to its last; `nil` for
  /// unlimited.
  public var workers: Int?

  /// Requests that wait for a worker of one instance; what comes when they are that many is
  /// rejected. `nil` for unlimited.
  public var backlog: Int?

  /// What becomes of a request that finds the backlog full.
  public var overflow: Overflow

  /// A request that has waited this long for a worker leaves unserved.
  public var queueTimeout: TimeSpan?

  /// What `Retry-After` says to those who are not let in; `nil` without.
  public var retryAfter: TimeSpan?

  /// Who of those that wait is next.
  public var line: WaitingLine

  /// Each request waits for a worker no longer than its own patience.
  public var patience: Distribution?

  /// If present, computations share the cores of their instance equally; if not, a computation
  /// takes its time whatever else runs.
  public var processor: Processor?

  public var life: Life

  /// What each process lets in at all; `nil` for everything.
  public var limit: ConcurrencyLimit?

  /// How instances come and go.
  public var turnover: Turnover

  /// What it keeps in its memory, sorted by name.
  public var stores: [Store]

  /// What is done with every request before its handler, in this order.
  public var filters: [Step] = []

  /// Sorted by request name.
  public var handlers: [Handler]

  public init(
    instances: Int = 1, processes: Int = 1, spread: Spread = .random,
    processWeights: [Double] = [], needed: Int = 1,
    workers: Int?, backlog: Int?, overflow: Overflow = .reject,
    queueTimeout: TimeSpan? = nil, line: WaitingLine = .plain,
    patience: Distribution? = nil, processor: Processor? = nil, life: Life = Life(),
    limit: ConcurrencyLimit? = nil, turnover: Turnover = Turnover(),
    stores: [Store] = [], handlers: [Handler]
  ) {
    self.instances = instances
    self.processes = processes
    self.spread = spread
    self.processWeights = processWeights
    self.needed = needed
    self.workers = workers
    self.backlog = backlog
    self.overflow = overflow
    self.queueTimeout = queueTimeout
    self.line = line
    self.patience = patience
    self.processor = processor
    self.life = life
    self.limit = limit
    self.turnover = turnover
    self.stores = stores
    self.handlers = handlers
  }
}
