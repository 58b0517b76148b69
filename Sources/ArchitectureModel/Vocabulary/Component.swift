public import EventEngine
public import Resilience
public import TimeBase

/// Something that receives calls.
public struct Component: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case gateway(Gateway)
    case balancer(Balancer)
    case service(Service)
    case cache(Cache)
    case queue(Queue)
    case database(Database)
  }

  public var name: String
  public var kind: Kind

  public init(name: String, kind: Kind) {
    self.name = name
    self.kind = kind
  }
}

extension Component.Kind {
  /// The word that a model file writes after `"kind"`.
  public var word: String {
    switch self {
    case .gateway: "gateway"
    case .balancer: "balancer"
    case .service: "service"
    case .cache: "cache"
    case .queue: "queue"
    case .database: "database"
    }
  }

  public static let words = ["gateway", "balancer", "service", "cache", "queue", "database"]
}

/// A reverse proxy: spends a little work on each request, checks credentials and limits in this
/// order, and passes what is left to its upstream.
public struct Gateway: Hashable, Sendable {
  public struct Bearer: Hashable, Sendable {
    /// Time to check a token.
    public var work: Distribution

    /// Share of requests that carry none; they are answered 401.
    public var missing: Double

    public init(work: Distribution, missing: Double = 0) {
      self.work = work
      self.missing = missing
    }
  }

  /// One limit: a real limiter, per whom it counts, and the status of what it turns away.
  public struct Limit: Hashable, Sendable {
    public enum Limiter: Hashable, Sendable {
      case tokenBucket(TokenBucket.Policy)
      case periodicTokenBucket(PeriodicTokenBucket.Policy)
      case leakyBucket(LeakyBucket.Policy)
    }

    public enum Scope: String, CaseIterable, Hashable, Sendable {
      /// One bucket for all requests.
      case everyone

      /// A bucket for each client address.
      case address

      /// A bucket for each key that requests are about.
      case key
    }

    public var limiter: Limiter
    public var per: Scope
    public var status: Int

    /// Buckets kept at once when they are per address or key.
    public var entries: Int

    public init(limiter: Limiter, per: Scope = .everyone, status: Int, entries: Int = 16_000) {
      self.limiter = limiter
      self.per = per
      self.status = status
      self.entries = entries
    }
  }

  /// Time spent on each request before it is passed on; requests do not wait for each other.
  public var work: Distribution?
  public var bearer: Bearer?
  public var limits: [Limit]
  public var call: CallPolicy

  public init(
    work: Distribution? = nil, bearer: Bearer? = nil, limits: [Limit] = [], call: CallPolicy
  ) {
    self.work = work
    self.bearer = bearer
    self.limits = limits
    self.call = call
  }
}

/// Chooses, for each call, one of several targets.
public struct Balancer: Hashable, Sendable {
  /// When a failed call is tried on another target; nginx's `proxy_next_upstream`.
  public struct NextUpstream: Hashable, Sendable {
    /// Targets tried at most, the first included.
    public var tries: Int
    public var on: RetryConditions

    public init(tries: Int, on: RetryConditions) {
      self.tries = tries
      self.on = on
    }
  }

  public var algorithm: BalancingAlgorithm

  /// One service, whose instances are the targets, or several components.
  public var over: [String]

  /// One a target, in the order of the targets; empty if all are 1.
  public var weights: [Int]
  public var passiveHealth: PassiveHealth.Policy?
  public var nextUpstream: NextUpstream?

  /// The longest wait for one target; `nil` leaves that to the caller.
  public var timeout: TimeSpan?

  public init(
    algorithm: BalancingAlgorithm, over: [String], weights: [Int] = [],
    passiveHealth: PassiveHealth.Policy? = nil, nextUpstream: NextUpstream? = nil,
    timeout: TimeSpan? = nil
  ) {
    self.algorithm = algorithm
    self.over = over
    self.weights = weights
    self.passiveHealth = passiveHealth
    self.nextUpstream = nextUpstream
    self.timeout = timeout
  }
}

/// An application: instances with workers that run a handler for each request.
public struct Service: Hashable, Sendable {
  /// How the cores of one instance serve the computations of its workers.
  public struct Processor: Hashable, Sendable {
    public var cores: Int

    public init(cores: Int) {
      self.cores = cores
    }
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

  public var instances: Int

  /// Requests that one instance works on at once, each from its first step to its last; `nil` for
  /// unlimited.
  public var workers: Int?

  /// Requests that wait for a worker of one instance; what comes when they are that many is
  /// rejected. `nil` for unlimited.
  public var backlog: Int?

  /// A request that has waited this long for a worker leaves unserved.
  public var queueTimeout: TimeSpan?

  /// Each request waits for a worker no longer than its own patience.
  public var patience: Distribution?

  /// If present, computations share the cores of their instance equally; if not, a computation
  /// takes its time whatever else runs.
  public var processor: Processor?

  /// Sorted by request name.
  public var handlers: [Handler]

  public init(
    instances: Int = 1, workers: Int?, backlog: Int?, queueTimeout: TimeSpan? = nil,
    patience: Distribution? = nil, processor: Processor? = nil, handlers: [Handler]
  ) {
    self.instances = instances
    self.workers = workers
    self.backlog = backlog
    self.queueTimeout = queueTimeout
    self.patience = patience
    self.processor = processor
    self.handlers = handlers
  }
}

/// A shared cache server that really holds keys.
public struct Cache: Hashable, Sendable {
  public var policy: EvictionKind
  public var capacity: Int
  public var expiry: ExpiryConvention

  /// Time of one lookup.
  public var latency: Distribution

  public init(
    policy: EvictionKind, capacity: Int, expiry: ExpiryConvention, latency: Distribution
  ) {
    self.policy = policy
    self.capacity = capacity
    self.expiry = expiry
    self.latency = latency
  }
}

/// A job queue with the workers that consume it. Who enqueues does not wait for the job.
public struct Queue: Hashable, Sendable {
  /// Jobs that wait; more are rejected. `nil` for unlimited.
  public var capacity: Int?
  public var workers: Int?
  public var steps: [Step]

  /// What becomes of a job that failed. A job without a retry left is a dead letter.
  public var retry: RetryPolicy?

  public init(capacity: Int?, workers: Int?, steps: [Step], retry: RetryPolicy? = nil) {
    self.capacity = capacity
    self.workers = workers
    self.steps = steps
    self.retry = retry
  }
}

/// A database behind a connection pool: each call takes a connection, in order of arrival, for as
/// long as its operation lasts.
public struct Database: Hashable, Sendable {
  public struct Operation: Hashable, Sendable {
    /// What a step calls it `as`; `*` serves every other name.
    public var name: String
    public var time: Distribution

    public init(name: String, time: Distribution) {
      self.name = name
      self.time = time
    }
  }

  /// `nil` for unlimited.
  public var connections: Int?

  /// Calls that may wait for a connection; `nil` for unlimited.
  public var waiting: Int?

  /// The longest wait for a connection; `nil` waits forever.
  public var poolTimeout: TimeSpan?

  /// Sorted by name.
  public var operations: [Operation]

  public init(
    connections: Int?, waiting: Int? = nil, poolTimeout: TimeSpan? = nil, operations: [Operation]
  ) {
    self.connections = connections
    self.waiting = waiting
    self.poolTimeout = poolTimeout
    self.operations = operations
  }
}
