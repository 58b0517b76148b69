import ArchitectureModel
import EventEngine
import Resilience
import TimeBase

/// One run in progress: the plan, the timeline, every call alive, and the books.
///
/// All of it is one value with one owner. What a component does when a call reaches it stands in
/// `Stations`, how calls find their way and come back in `Calls`, what breaks in `Faults`; the loop
/// that plays the events is in `Simulation+Loop.swift`.
///
/// Methods that only look are `mutating` as well: to lend a value of this size that cannot be copied,
/// the compiler (6.3) moves all of it to the stack, which cost a tenth of a run.
struct Simulation: ~Copyable {
  let plan: Plan
  let random: RandomSource
  var timeline: Timeline<Event>
  var ready = ReadyLine()
  var calls = Slab<Call>()
  var deadlines: DeadlineLanes
  var now = Instant.zero
  let end: Instant
  var marks: RecordingMarks

  // What every call looks up in the plan, where looking counts no references and checks no bounds.
  let stationPlans: Table<StationPlan>
  let sites: Table<CallSite>
  let program: Table<Instruction>
  let origins: Table<OriginPlan>
  let clientPlans: Table<ClientPlan>
  private let entries: Table<UInt16>
  private let handlers: Table<UInt16>
  private let requestCount: Int
  let purposes = RequestPurposes()
  let answersBringMore: Bool

  // What is drawn from.
  let samplers: Table<DurationSampler>
  let formulas: Table<TimeFormula>
  let keySamplers: Table<KeySampler>
  let mixes: Table<WeightedChoice>

  // What components keep between calls.
  var clients: Table<ClientState>
  var stations: Table<StationState>
  var instances: Table<InstanceState>
  var scheduledPools: [ScheduledWorkerPool<CallID>] = []
  var balancers: Table<BalancerState>
  var caches: Table<CacheState>
  var limits: Table<LimitState>
  var limitChains: [LimitChain]

  /// What calls have read of limits in stores and not written back yet.
  var limitReads = CallColumn<SelectedRateLimit.State?>(blank: nil)
  var retriers: Table<Retrier>

  /// Of each station that is a queue with a retry policy.
  var jobRetriers: Table<Retrier?>
  var externals: Table<ExternalState>
  var requestJobs = RequestJobs()
  var brokers: Table<BrokerState>

  /// Of each queue, what it has taken lately, if it knows.
  var takenJobs: Table<DeduplicationWindow?>
  var breakers: Table<CircuitBreaker>
  var throttles: [AdaptiveThrottle]
  var breakerBooks: Table<BreakerBooks>
  var breakerTickets = Slab<BreakerTicket>(capacity: 16)
  var joins = Slab<Join>(capacity: 16)
  var holdings = Holdings()
  var locks: Table<KeyedLocks>

  /// By what holds the connection of a transaction: the transaction, where one is open. And of each
  /// statement under way: what holds its connection.
  var transactions = CallColumn<OpenTransaction?>(blank: nil)
  var statements = CallColumn<CallID>(blank: .none)
  var transactionBooks: [TransactionBooks]

  /// Of each database with a single writer.
  var files: Table<DatabaseFile>

  /// Of each instance of a database whose operations have a part on disk.
  var disks: Table<DiskSlots>

  /// Of each instance that calls a database with a pool of its own, and of each instance of those.
  var callerPools: Table<CallerPool>
  var poolServers: Table<PoolServer>

  /// What calls have, or wait for, of the pools of their callers.
  var leases = CallColumn<PoolLease?>(blank: nil)

  /// Of each instance that lets in only so many.
  var concurrencyGuards: Table<ConcurrencyGuard?>

  /// What calls that a limit of concurrency let in give back when they leave.
  var admissions = CallColumn<ConcurrencyToken?>(blank: nil)

  /// Which session each request belongs to.
  var sessionSeats = CallColumn<UInt32>(blank: 0)

  /// What targets of balancers that ask for it know of their load, and who is being asked.
  var loadDesk: LoadDesk

  // What is written down.
  var recorder: RunRecorder
  var trace: TraceRecorder
  var log = EventLog()
  var failures: FailureLog
  var ending = RunResult.Ending.completed

  /// Faults that are on, by number, in the order in which they began.
  var activeFaults: [Int] = []
  var faultStates: Table<FaultState>
  var crews: [RepairCrews]

  /// Faults that a level can start, if not for the first time.
  var armedTriggers: [Int]

  /// Whether any fault waits for a level at all.
  let hasTriggers: Bool

  /// Of each fault.
  var triggerStates: [TriggerState]

  /// Of each site, if a fault can change how messages travel.
  var links: Table<LinkState>

  /// Of wires between callers and callees.
  var wires: WireState

  /// Of clients that remember, and of what answers say.
  var edges: EdgeState
  var workTimers = WorkTimers()

  /// What calls carry, and the truth about it, in models in which that makes a difference.
  var luggage: LuggageRack
  var versions: ObjectVersions

  /// Of each database with copies: who is what, and until when reads from an address go to the primary.
  var replications: [ReplicationState]
  var pins: [SlotTable<UInt64, Instant>]

  /// Of each process that makes writes later.
  var writeBuffers: [WriteBufferState]

  /// Of each part of each store.
  var stores: [StoreState]

  // Of services whose instances come and go.
  var machines: Table<MachineState>
  var turnovers: Table<TurnoverRecorder>
  var autoscalers: [AutoscalerState]

  /// Of each fault.
  var rollouts: [Rollout]
  var availability: Table<AvailabilityRecorder>
  var faultWindows: [RunResult.FaultWindow] = []

  /// Of each station, once a clock has gone wrong: the latest time that its clock has shown.
  var latestClocks: [Instant] = []

  /// Of each station, if there are health endpoints; and the windows that they look over.
  var healthStates: [HealthState]
  var failureShares: [FailureShare]

  /// Looks on, if the run is to be explained.
  var witness: Witness?

  init(_ plan: Plan, seed: UInt64, replication: UInt64, tieOrder: TieOrder) {
    self.plan = plan
    random = RandomSource(seed: seed, replication: replication)
    timeline = Timeline(tieOrder: tieOrder)
    deadlines = DeadlineLanes(lengths: plan.deadlineLengths)
    end = .zero + plan.duration
    marks = RecordingMarks(plan)
    stationPlans = Table(plan.stations)
    sites = Table(plan.sites)
    program = Table(plan.program)
    origins = Table(plan.origins + plan.originsOfChecks)
    clientPlans = Table(plan.clients)
    entries = Table(plan.entries)
    handlers = Table(plan.handlers)
    (requestCount, answersBringMore) = (plan.requestNames.count, plan.answersBringMore)
    clients = Table(count: plan.clients.count) { ClientState(plan.clients[$0], in: plan) }
    stations = Table(count: plan.stations.count) { _ in StationState() }
    instances = Table(count: plan.instanceCount) { InstanceState(plan.instancePlan($0)) }
    balancers = Table(count: plan.balancers.count) { BalancerState(plan.balancers[$0]) }
    caches = Table(count: plan.caches.count) { CacheState(plan.caches[$0]) }
    limits = Table(count: plan.limits.count) { LimitState(plan.limits[$0], $0) }
    (limitChains, transactionBooks) = (Self.limitChains(plan), TransactionBooks.all(plan))
    retriers = Table(count: plan.retries.count) { Retrier(plan.retries[$0]) }
    jobRetriers = Table(count: plan.stations.count) { plan.jobRetries[$0].map { Retrier($0) } }
    externals = ExternalState.all(plan)
    brokers = Table(count: plan.brokers.count) { BrokerState(plan.brokers[$0]) }
    takenJobs = Self.takenJobs(plan)
    samplers = Table(plan.samplers)
    formulas = Table(plan.samplers.map { TimeFormula($0) })
    keySamplers = Table(plan.keySamplers)
    mixes = Table(plan.mixes)
    breakers = Table(count: plan.breakers.count) { CircuitBreaker(plan.breakers[$0].policy) }
    throttles = plan.throttles.map { AdaptiveThrottle($0) }
    faultStates = Table(count: plan.faults.count) { _ in FaultState() }
    crews = plan.crews.map { RepairCrews($0) }
    (armedTriggers, hasTriggers) = (plan.triggered, !plan.triggered.isEmpty)
    triggerStates = plan.triggered.isEmpty ? [] : plan.faults.map { _ in TriggerState() }
    edges = EdgeState(plan)
    wires = WireState(plan)
    links = Table(count: plan.changesLinks ? plan.sites.count : 0) { _ in LinkState() }
    availability = Table(count: plan.stations.count) {
      AvailabilityRecorder(instances: plan.stations[$0].machineCount)
    }
    healthStates = plan.health.isEmpty ? [] : plan.stations.map { _ in HealthState() }
    failureShares = plan.healthWindows.map { FailureShare(over: $0) }
    breakerBooks = Table(count: plan.breakerSites.count) { _ in BreakerBooks() }
    concurrencyGuards = Table(count: plan.instanceCount) { number in
      plan.stations[plan.instancePlan(number).station].limit.map { ConcurrencyGuard($0) }
    }
    loadDesk = LoadDesk(plan)
    luggage = LuggageRack(depth: max(1, plan.loadDepth))
    versions = ObjectVersions(plan)
    writeBuffers = WriteBufferState.all(plan)
    (replications, pins) = ReplicationState.all(plan)
    stores = Array(
      repeating: StoreState(), count: plan.stores.last.map { $0.first + $0.count } ?? 0)
    machines = Table(count: plan.machineStations.count) { _ in MachineState() }
    turnovers = Table(plan.stations.map { TurnoverRecorder($0.firstCount) })
    autoscalers = plan.autoscalers.map { AutoscalerState($0.policy, processes: $0.processes) }
    rollouts = plan.faults.map { _ in Rollout() }
    locks = Table(count: plan.lockDomainCount) { _ in KeyedLocks() }
    files = Table(count: plan.files.count) { DatabaseFile(plan.files[$0]) }
    disks = Table(count: plan.disks.count) { DiskSlots(plan.disks[$0]) }
    poolServers = PoolServer.all(plan)
    callerPools = CallerPool.all(plan)
    recorder = RunRecorder(plan)
    failures = FailureLog(limit: plan.failureLimit)
    trace = TraceRecorder(plan)
    preparePools()
  }

  private static func takenJobs(_ plan: Plan) -> Table<DeduplicationWindow?> {
    Table(count: plan.queues.count) { number in
      plan.deduplications[number].map { DeduplicationWindow(.init(window: $0)) }
    }
  }

  private static func limitChains(_ plan: Plan) -> [LimitChain] {
    plan.limitChains.map { LimitChain(.init($0.map { plan.limits[$0].limit.policy })) }
  }

  /// Lines in which others are served first than those who came first have a pool of their own kind.
  private mutating func preparePools() {
    for instance in instances.indices {
      if stationPlans[instances[instance].station].connector >= 0 {
        instances[instance].scheduled = InstanceState.isServedByCallers
      }
      guard let policy = plan.instancePlan(instance).schedule else { continue }
      instances[instance].scheduled = scheduledPools.count
      scheduledPools.append(ScheduledWorkerPool(policy))
    }
  }

  /// The first instruction of a station's handler of a request name.
  mutating func entry(of request: Int, at station: Int) -> UInt16 {
    entries[station &* requestCount &+ request]
  }

  /// The same of a station with something to do before: where that leads to.
  mutating func handler(of request: Int, at station: Int) -> UInt16 {
    handlers[station &* requestCount &+ request]
  }

  /// The time since an instant of this run, which cannot be too long to be told.
  @inline(__always)
  mutating func elapsed(since past: Instant) -> TimeSpan {
    TimeSpan(nanoseconds: now.nanoseconds &- past.nanoseconds)
  }

  /// Where an instance stands among all instances.
  @inline(__always)
  mutating func instance(of call: CallID) -> Int {
    stationPlans[Int(calls[call].station)].firstInstance &+ Int(calls[call].instance)
  }
}

extension Simulation {
  /// The instance on whose processor a call computes: its own, or the process whose queue it is in.
  @inline(__always)
  mutating func host(of call: CallID) -> Int {
    instance(of: call) &+ stationPlans[Int(calls[call].station)].hostOffset
  }
}

/// A sampler without its table, which can be read without counting references.
struct TimeFormula: BitwiseCopyable {
  let formula: DurationFormula
  let needsTable: Bool

  init(_ sampler: DurationSampler) {
    formula = sampler.formula
    needsTable = sampler.needsTable
  }
}
