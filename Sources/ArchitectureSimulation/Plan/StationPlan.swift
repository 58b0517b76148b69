import ArchitectureModel
import EventEngine
import Resilience
import TimeBase

/// A client or component as the run sees it.
struct StationPlan {
  /// What the station does with a call that reaches it.
  enum Role {
    /// Sends requests; its site is where they go.
    case client(site: Int)
    /// Passes each call on to one of its targets.
    case balancer(Int)
    /// Gives each call a worker that runs its program.
    case server
  }

  /// Hash of the name: what its draws and its digest are addressed by.
  var id: UInt64
  var role: Role

  /// Whether a call comes in, is worked on and leaves without anything that few models have; see
  /// `Plan+PlainWays.swift`.
  var isPlain = false

  /// Whether its work takes the time that is drawn for it, as long as no fault is on.
  var worksPlainly = false

  /// Where its first instance stands among all instances.
  var firstInstance: Int
  var instanceCount: Int

  /// Of one instance of the model: each is an instance here.
  var processes = 1
  var spread = Service.Spread.random

  /// The service of which it is part, an instance of each of its own; negative for none.
  var owner = -1

  /// Of one instance; `nil` for unlimited.
  var workers: Int?
  var backlog: Int?

  /// Why those are turned away who find the backlog full.
  var overflowCause = FailureCause.rejected

  /// Whether what finds the backlog full is dropped without a word and comes again.
  var dropsOverflow = false

  /// Who of those that wait is next.
  var line = WaitingLine.plain

  // Of services whose instances come and go: where the first stands among all such, negative for none;
  // how many there are at the start; and how each comes and goes.
  var firstMachine = -1
  var firstCount = 0
  var readiness = TimeSpan.zero
  var shutdown = Service.Shutdown()

  /// Number of its autoscaler; negative for none.
  var autoscaler = -1

  /// The mix of its processes, where some take more than others; negative if none do.
  var processMix = -1

  /// Instances that must be up for the station to be available.
  var needed = 1

  /// Whether faults befall it that make it unavailable.
  var watchesAvailability = false

  /// Lane of the longest wait in line; negative for none.
  var queueTimeoutLane = -1
  var queueTimeoutCause = FailureCause.queueTimeout

  /// Number of the patience sampler; negative for none.
  var patience = -1

  /// What an instance's computations share; `nil` if they share nothing.
  var processor: Service.Processor?

  var hasProcessor = false

  // Of processes that pause, boot and warm up: numbers of samplers, negative for none.
  var pauseGap = -1
  var pauseLength = -1
  var boot = -1

  /// Requests after which a process is warm; 0 if it always is.
  var warmUpRequests = 0

  /// How many times as long its first computation takes.
  var warmUpSlowdown = 1.0

  /// What each of its instances lets in at all; `nil` for everything.
  var limit: Service.ConcurrencyLimit?
  var hasLimit = false

  /// Whether balancers ask it how loaded it is.
  var isAskedForLoad = false

  /// Whether there is something to see to when a call comes in.
  var hasDoor: Bool { hasLimit || isAskedForLoad }

  /// Of a balancer: whether its processes share one state.
  var sharesState = false

  /// Answers failed upstream calls as a proxy does (502, 504) rather than as an application (500).
  var isProxy = false

  /// Whether it tells its upstream by which scheme it was asked.
  var setsForwardedProto = false

  /// Whether its answers can say more than a status.
  var saysMore = false

  /// What its answers to those who are not let in say about when to come back; zero for nothing.
  var retryAfter = TimeSpan.zero

  /// A job queue: calls become jobs, and nobody waits for those.
  var isQueue = false

  /// Of a queue: where its books of jobs are; negative for none.
  var jobs = -1

  /// Of a queue with a broker: which; negative for none.
  var broker = -1

  /// Whether what became of its jobs is shown.
  var reportsJobs = false

  /// Whether its jobs outlive a crash, and whether those that are worked on then are run again.
  var keepsJobs = false
  var runsAgain = false

  /// Of a queue that is part of a service: how its workers end when an instance is told to.
  var onShutdown = Queue.OnShutdown.cancel

  /// Whether its jobs end with the request that put them there.
  var endsWithRequest = false

  /// Of what an instance of its owner has: processes that share one of it.
  var sharers = 1

  /// From its instances to those on whose processors it computes.
  var hostOffset = 0

  /// Number of the external endpoint; negative for none.
  var external = -1

  /// What calls hold parts of; see `Simulation+Pools.swift`.
  var isPool = false

  /// A service; what is inside of one is of interest where nothing limits it.
  var isService = false

  /// The first of its stores among those of all caches, one an instance; negative for none.
  var cache = -1

  /// The number of its replication, of a database with copies; negative for none.
  var replication = -1

  /// The number of its file, of a database with a single writer; negative for none.
  var file = -1

  /// The first of its disks, one an instance, of a database whose operations have a part there; negative
  /// for none.
  var disk = -1

  /// Where its transactions are planned and counted, of a database that has any; negative for nowhere.
  var transactional = -1

  /// The number of its connector, of a database to which each caller has a pool; negative for none.
  var connector = -1

  /// First limit of a gateway, and how many.
  var limits = 0..<0

  var limitCount: Int { limits.count }
}

extension StationPlan {
  /// Its instances among all.
  var instances: Range<Int> { firstInstance..<firstInstance + instanceCount }

  /// Instances as the model counts them, whatever processes they have.
  var machineCount: Int { instanceCount / processes }

  /// The instances of one instance of the model.
  func processes(of machine: Int) -> Range<Int> {
    let first = firstInstance + machine * processes
    return first..<first + processes
  }

  /// Which of the states of a balancer an instance of it uses, and how many there are.
  func state(of instance: UInt16) -> Int { sharesState ? 0 : Int(instance) }
  var stateCount: Int { sharesState ? 1 : instanceCount }

  var isClient: Bool {
    if case .client = role { true } else { false }
  }

  /// Whether requests of different names are not treated alike, so that their times are told apart.
  var tellsNamesApart: Bool {
    if workers != nil, line.discipline != .fifo { return true }
    if case .byPriority? = processor { return true }
    return false
  }

  /// How many calls are inside is of interest where nothing limits them.
  var countsConcurrency: Bool { isService && workers == nil }

  var isBalancer: Bool {
    if case .balancer = role { true } else { false }
  }
}
