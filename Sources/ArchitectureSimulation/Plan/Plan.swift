import ArchitectureModel
import EventEngine
import Resilience
import RunStatistics
import TimeBase

/// An architecture made ready to run: names resolved to numbers, handlers compiled to programs.
///
/// A plan never changes; any number of runs can share one.
struct Plan: Sendable {
  var model: RunResult.Model
  var duration: TimeSpan
  var warmup: RunPlan.Warmup
  var inFlightLimit: Int

  /// Whether users ask again at the instant at which they are answered.
  var hasHastyUsers = false

  /// Failed requests of each cause that are written down.
  var failureLimit = 0
  var seed: UInt64

  /// Of each station, in their order.
  var names: [String] = []
  var words: [String] = []
  var jobRetries: [RetryPolicy?] = []

  /// Of each retrier.
  var retries: [RetryPolicy] = []

  /// Clients first, then components, each sorted by name.
  var stations: [StationPlan] = []
  var clients: [ClientPlan] = []
  var balancers: [BalancerPlan] = []
  var caches: [CachePlan] = []
  var limits: [LimitPlan] = []

  /// Of limits that are charged together: which.
  var limitChains: [Range<Int>] = []
  var breakers: [BreakerPlan] = []
  var throttles: [AdaptiveThrottle.Policy] = []

  /// The sites that have breakers.
  var breakerSites: [Int] = []
  /// The stations that are queues, and for how long each knows what it has taken.
  var queues: [Int] = []
  var deduplications: [TimeSpan?] = []
  var brokers: [BrokerPlan] = []

  /// Whether queues are part of services, and whether any of them ends with its request.
  var hasOwnedQueues = false
  var hasRequestQueues = false

  /// Whether an instance that is told to end may have to wait for jobs.
  var awaitsJobs = false
  var externals: [ExternalPlan] = []
  var faults: [FaultPlan] = []

  /// Of each group of crews: how many.
  var crews: [Int] = []

  /// Whether a fault can stop or change the pace of work that is under way.
  var changesPace = false

  /// Whether a fault can change how messages travel.
  var changesLinks = false

  /// Whether clocks can be wrong.
  var skewsClocks = false

  /// What lies between sites and those whom they call, where that is more than always the same time:
  /// the connections that they can keep, and the channels that their messages share.
  var wires: [WirePlan] = []
  /// Where the instructions stand that agree on encryption before a handler; `noTarget` if nobody does.
  var handshake = Instruction.noTarget
  var connectionCaches: [KeepAliveCache.Policy] = []
  var channels: [(caller: Int, target: Int)] = []

  /// Where instances stand.
  var zones = ZonePlan()

  // Of clients that remember: how they fetch, the hosts and origins of pages that there are, and of
  // each origin of requests the names that these can have on their way.
  var fetches: [FetchPlan] = []
  var fetchNames: [FetchNames] = []
  var hosts: [String] = []
  var pageOrigins: [String] = []

  /// Whether answers can say more than a status.
  var marksAnswers = false
  var httpsFilters: [HTTPSFilter] = []
  var crossOriginFilters: [CrossOriginPlan] = []
  var tokenChecks: [TokenCheckPlan] = []

  /// Of each instance of the services whose instances come and go.
  var machineStations: [Int] = []

  /// Where each of them is listed at balancers.
  var listings: [[Listing]] = []
  var autoscalers: [AutoscalerPlan] = []

  /// Faults that a level starts.
  var triggered: [Int] = []
  var expectations: [Expectation] = []
  var detectors: [Detector] = []

  /// What is kept apart by how it ended, for expectations; in the order of the origins.
  var sieves: [SievePlan] = []
  var sievesOfOrigins: [Range<Int>] = []

  var sites: [CallSite] = []
  var program: [Instruction] = []
  var forks: [ForkPlan] = []

  var selections: [SelectionPlan] = []
  var locks: [LockPlan] = []

  /// Of each database with copies.
  var replications: [ReplicationPlan] = []

  /// Of each station that is a database with checkpoints.
  var checkpoints: [Database.Checkpoints?] = []

  /// Of each step that is a transaction, and of each database on which transactions run.
  var transactions: [TransactionPlan] = []
  var transactionals: [TransactionalPlan] = []

  var hasTransactions: Bool { !transactions.isEmpty }

  /// How each database with a single writer is locked.
  var files: [Database.SingleWriter] = []

  /// Slots of the disks of each instance of a database.
  var disks: [Int] = []

  /// Of each database to which callers have pools of their own.
  var connectors: [ConnectorPlan] = []

  /// Of locks: those of the same number exclude each other.
  var lockDomainCount = 0

  /// Of each counter.
  var counters: [CounterPlan] = []

  /// Processes of the station of each counter, all together.
  var memoryCount = 0

  /// Of each health step, and the windows over which they look at failures.
  var health: [HealthPlan] = []
  var healthWindows: [TimeSpan] = []

  /// Whether anything is seen to when calls come into an instance and leave it: limits, or loads.
  var hasDoors = false

  /// Whether calls can have an event loop to themselves.
  var hasBlocks = false

  /// Whether calls can hold parts of pools.
  var hasPools = false

  /// Whether what the steps around an instruction hold has to be let go of.
  var hasHolds: Bool { hasBlocks || lockDomainCount > 0 || !files.isEmpty || !disks.isEmpty }
  var origins: [OriginPlan] = []

  /// What checks carry in place of what clients give their requests; numbered after the origins.
  var originsOfChecks: [OriginPlan] = []

  /// Whether a balancer asks its targets how loaded they are.
  var asksForLoad = false
  var requestNames: [String] = []

  /// The words by which requests of several names are about the same objects.
  var keySubjects: [String] = []

  /// Of each name: whether a server may do such a request twice.
  var isIdempotent: [Bool] = []

  /// First instruction of each handler: a row a station, a column a request name.
  var entries: [UInt16] = []

  /// The same for stations that have something to do before; `noTarget` for others.
  var handlers: [UInt16] = []
  var samplers: [DurationSampler] = []
  var keySamplers: [KeySampler] = []
  var mixes: [WeightedChoice] = []

  /// Whether what is read and written has versions, which calls carry.
  var tracksVersions = false

  /// Whether a cache may serve what has expired in place of an error.
  var servesInsteadOfErrors = false

  /// Loads that can stand in each other.
  var loadDepth = 0
  var writeBuffers: [WriteBufferPlan] = []
  var writeBufferCount = 0

  var stores: [StorePlan] = []
  var storeUses: [StoreUsePlan] = []

  // What only some clients have.
  var rateProfiles: [RateProfile] = []
  var burstPhases: [BurstPlan] = []
  var replays: [Replay] = []
  var counts: [CountDistribution] = []
  var tasks: [TaskPlan] = []

  /// Positions in a client's mix, the steps of all tasks one after the other.
  var taskRequests: [Int] = []
  var deadlineLengths: [TimeSpan] = []
  var instanceCount = 0

  /// The order in which reports list the components: callers before callees.
  var reportOrder: [Int] = []

  /// Length of a step of the time series.
  var seriesStep = TimeSpan.seconds(1)

  /// Where the books are set apart, in order: candidates for the end of the warm-up, and the edges
  /// of expectation windows.
  var cuts: [Instant] = []

  /// Of those, where the warm-up may end; empty if it is not looked for.
  var warmupCandidates: [Instant] = []

  /// The slots in which the end of the warm-up is looked for.
  var warmupGrid = StepGrid(from: .zero, for: .seconds(1), step: .seconds(1))

  /// The numbers of the stores of a cache; none of what is no cache.
  func cacheNumbers(of station: Int) -> Range<Int> {
    let first = stations[station].cache
    return first >= 0 ? first..<first + stations[station].instanceCount : 0..<0
  }

  func instancePlan(_ number: Int) -> InstancePlan {
    // Stations are few and this is asked once an instance.
    let station = stations.lastIndex { $0.firstInstance <= number } ?? 0
    return InstancePlan(
      station: station, workers: stations[station].workers, backlog: stations[station].backlog,
      processor: stations[station].processor, line: stations[station].line)
  }
}

/// What an instance starts from.
struct InstancePlan {
  var station: Int
  var workers: Int?
  var backlog: Int?
  var processor: Service.Processor?
  var line: WaitingLine
}

struct AutoscalerPlan: Sendable {
  var policy: Service.Autoscaling

  /// Over all instances that there can be.
  var processes: Int
}

struct BalancerPlan: Sendable {
  struct Target: Sendable {
    var site: Int
    var instance: UInt16
  }

  var targets: [Target]

  /// Of each target: the component, with the instance where it has several.
  var names: [String]
  var algorithm: BalancingAlgorithm

  /// What calls are told apart by; `nil` if that makes no difference.
  var routing: Balancer.Routing?
  var weights: [Int]
  var passiveHealth: PassiveHealth.Policy?
  var nextUpstream: Balancer.NextUpstream?
  var outliers: OutlierDetector.Policy?
  var slowStart: SlowStart?
  var panic: PanicThreshold
  var checks: CheckPlan?

  /// Which calls keep to a target, and the process that remembers for all of them where.
  var stickiness: Balancer.Stickiness?
  var sessionOwner = 0

  /// How it prefers its own zone, if it does, and where each target stands; negative for nowhere.
  var router: ZoneRouter?
  var zonesOfTargets: [Int] = []

  /// Whether targets are asked how loaded they are.
  var asksForLoad: Bool { if case .prequal = algorithm { true } else { false } }
}

/// A queue that hands out messages.
struct BrokerPlan: Sendable {
  var delivery: Queue.Delivery

  /// Those to whom messages are pushed.
  var workers: Int
}

/// An endpoint of somebody else.
struct ExternalPlan: Sendable {
  /// How long it remembers what it has carried out; `nil` if it does not.
  var idempotency: TimeSpan?

  /// Sampler of the time to look its name up; negative if that takes none.
  var lookup = -1

  /// How long a calling process remembers where its name leads.
  var nameLife: TimeSpan?

  /// Whether anybody remembers, or the name may not be found.
  var tracksNames = false
}

struct CachePlan: Sendable {
  var station: Int
  var cache: ArchitectureModel.Cache

  /// Whether its entries are more than keys that expire.
  var isDated: Bool
}

struct LimitPlan: Sendable {
  var station: Int
  var limit: Gateway.Limit

  /// As reports call it.
  var title: String

  /// Whether it is asked together with others.
  var isInChain = false

  /// Whose buckets it uses: its own number, or that of the first with the same zone.
  var owner: Int
  var zone: String?

  /// Processes that each have one; the numbers of the others follow. 1 if all share one.
  var copies = 1

  /// Whether a store keeps it, which is read and written in two steps.
  var isReadThenWritten = false
}

struct BreakerPlan: Sendable {
  var site: Int
  var policy: CircuitBreaker.Policy
}

struct FaultPlan: Sendable {
  var title: String
  var effect: Fault.Effect
  var station: Int
  var instance: Int?

  /// One process of that instance.
  var process: Int?
  var start: TimeSpan

  /// `nil` if it lasts to the end, or has no length at all.
  var duration: TimeSpan?
  var isInstantaneous: Bool
  var recurrence: RecurrencePlan?

  /// Sites whose messages it is about.
  var links: [Int] = []

  /// Hops between zones whose messages it is about.
  var hops: [Int] = []

  /// Whom reports say that it befalls, if not its station.
  var place: String?

  /// Faults that begin and end with this one.
  var companions: [Int] = []

  /// Whether it is one of those.
  var isCompanion = false

  /// Whether the one that it begins and ends with speaks for it.
  var isSilent = false
  var trigger: TriggerPlan?

  /// What its own draws are called.
  var purpose: UInt64 = 0
}

/// When a fault comes again.
struct RecurrencePlan: Sendable {
  /// Numbers of samplers.
  var up: Int
  var down: Int
  var upPurpose: UInt64
  var downPurpose: UInt64

  /// Which crews repair it; negative if there are enough for all.
  var crews: Int
}
