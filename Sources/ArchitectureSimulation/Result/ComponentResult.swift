public import TimeBase

/// What one component did in the window, over all its instances.
///
/// `inSystemAtStart + arrivals = completions + turnedAway + inSystemAtEnd`.
public struct ComponentResult: Hashable, Sendable {
  public var name: String

  /// `gateway`, `balancer`, `service`, `cache`, `queue`, `database`, `pool` or `external`.
  public var kind: String

  /// Share of a request's mean time that passes here and not further down, over all clients; 0…1.
  /// What is left to 1 is the network and the waits between attempts.
  public var timeShare: Double
  public var total: StationResult

  /// Each instance, in order; empty if there is only one.
  public var instances: [StationResult]

  /// Figures that only this kind has.
  public var details: Details

  /// How available it was; `nil` if no fault of the model makes it unavailable.
  public var availability: AvailabilityResult?

  /// Times by request name, sorted by that, of a component that does not treat all alike (a line
  /// that is not served in order, a processor by priority); empty where only one name comes.
  public var requests: [RequestTimes]

  /// What its handlers counted, sorted by name; empty if they count nothing.
  public var counters: [Counter]

  /// Processes of one instance; each is one of ``instances``, those of the first instance first.
  public var processes: Int

  /// Pauses of its processes; `nil` if it makes none.
  public var pauses: Pauses?

  /// Its processors; `nil` if computations there share nothing, or share by a law without cores.
  public var processor: Processor?

  /// What its limits on concurrency did; `nil` if it has none.
  public var limit: ConcurrencyLimit?

  /// How its instances came and went; `nil` if there are always the same.
  public var turnover: TurnoverResult?

  /// What its copies did; `nil` of what has none.
  public var replication: ReplicationResult?

  /// What it keeps in its memory, sorted by name.
  public var stores: [StoreResult]

  /// Its disks, of a database whose operations have a part there; and the pools that its callers have.
  public var disk: Disk?
  public var connections: Connections?

  /// Of a database on which transactions run.
  public var transactions: Transactions?

  /// What its answers said besides a status; `nil` if they say nothing else.
  public var filters: FilterResult?

  /// What it learned by asking its targets; `nil` of what asks nobody.
  public var balancing: BalancingResult?

  public init(
    name: String, kind: String, timeShare: Double, total: StationResult,
    instances: [StationResult], details: Details, availability: AvailabilityResult? = nil,
    requests: [RequestTimes] = [], counters: [Counter] = [], processes: Int = 1,
    pauses: Pauses? = nil, processor: Processor? = nil, limit: ConcurrencyLimit? = nil,
    turnover: TurnoverResult? = nil,
    stores: [StoreResult] = []
  ) {
    self.name = name
    self.kind = kind
    self.timeShare = timeShare
    self.total = total
    self.instances = instances
    self.details = details
    self.availability = availability
    self.requests = requests
    self.counters = counters
    self.processes = processes
    self.pauses = pauses
    self.processor = processor
    self.limit = limit
    self.turnover = turnover
    self.stores = stores
  }

  /// The processors of all processes together.
  public struct Processor: Hashable, Sendable {
    public var cores: Int

    /// Cores that computed, on average over time.
    public var busyMean: Double

    public init(cores: Int, busyMean: Double) {
      self.cores = cores
      self.busyMean = busyMean
    }

    /// Busy cores as a share of all.
    public var utilisation: Double { busyMean / Double(cores) }
  }

  /// Limits on how many requests are let in at once.
  public struct ConcurrencyLimit: Hashable, Sendable {
    /// Requests that came when as many were inside; they are among those turned away.
    public var rejected: UInt64

    /// Over all processes.
    public var limitAtEnd: Int

    public init(rejected: UInt64, limitAtEnd: Int) {
      self.rejected = rejected
      self.limitAtEnd = limitAtEnd
    }
  }

  /// Stops of whole processes that began in the window.
  public struct Pauses: Hashable, Sendable {
    public var count: UInt64

    /// Their lengths in all, over all processes.
    public var time: TimeSpan

    public init(count: UInt64, time: TimeSpan) {
      self.count = count
      self.time = time
    }
  }

  /// A counter of a handler.
  public struct Counter: Hashable, Sendable {
    public var name: String
    public var count: UInt64

    /// What its processes know of it at the end: what each counted since it was started.
    public var remembered: UInt64

    /// What they counted since the beginning of the run, before the measured part too.
    public var everCounted: UInt64

    /// - Parameters:
    ///   - remembered: As many as were counted if nothing is said.
    ///   - everCounted: Likewise.
    public init(
      name: String, count: UInt64, remembered: UInt64? = nil, everCounted: UInt64? = nil
    ) {
      self.name = name
      self.count = count
      self.remembered = remembered ?? count
      self.everCounted = everCounted ?? count
    }

    /// Whether something that was counted died with a process.
    public var isForgetful: Bool { remembered < everCounted }
  }

  /// Times of the requests of one name.
  public struct RequestTimes: Hashable, Sendable {
    public var name: String

    /// Arrival to start, of those that started; `nil` where workers are unlimited.
    public var wait: TimeSummary?

    /// Arrival to completion.
    public var residence: TimeSummary?

    public init(name: String, wait: TimeSummary?, residence: TimeSummary?) {
      self.name = name
      self.wait = wait
      self.residence = residence
    }
  }

  public enum Details: Hashable, Sendable {
    case none
    case gateway(limits: [LimitResult])
    case cache(CacheResult)
    case queue(QueueResult)
    case external(ExternalResult)
    case database(DatabaseResult)
  }

  /// How the file of a database with a single writer was locked.
  public struct DatabaseResult: Hashable, Sendable {
    /// Share of the time in which somebody had reserved it to write; 0…1.
    public var writerUtilisation: Double

    /// Times that somebody found it locked and slept.
    public var polls: UInt64

    /// Operations that failed at the busy timeout.
    public var lockTimeouts: UInt64

    public init(writerUtilisation: Double, polls: UInt64, lockTimeouts: UInt64) {
      self.writerUtilisation = writerUtilisation
      self.polls = polls
      self.lockTimeouts = lockTimeouts
    }
  }

  public struct LimitResult: Hashable, Sendable {
    /// As the model wrote it, such as `leakyBucket 100/s per address`.
    public var title: String
    public var admitted: UInt64

    /// Of those admitted, those that had to wait for it.
    public var delayed: UInt64
    public var limited: UInt64

    public init(title: String, admitted: UInt64, delayed: UInt64, limited: UInt64) {
      self.title = title
      self.admitted = admitted
      self.delayed = delayed
      self.limited = limited
    }
  }

  public struct CacheResult: Hashable, Sendable {
    public var hits: UInt64

    /// Lookups that found nothing, expired entries included, coalesced ones too.
    public var misses: UInt64

    /// Of the misses, those that found an entry past its time.
    public var expired: UInt64

    /// Of the misses, those that waited for somebody else's load.
    public var coalesced: UInt64
    public var evictions: UInt64
    public var entriesAtEnd: Int

    /// Of a cache that does more than to hold keys; `nil` of others.
    public var freshness: CacheFreshness?

    /// Of a cache that has writes before they are made.
    public var buffer: WriteBufferResult?

    public init(
      hits: UInt64, misses: UInt64, expired: UInt64, coalesced: UInt64, evictions: UInt64,
      entriesAtEnd: Int
    ) {
      self.hits = hits
      self.misses = misses
      self.expired = expired
      self.coalesced = coalesced
      self.evictions = evictions
      self.entriesAtEnd = entriesAtEnd
    }

    /// Hits as a share of lookups; `nil` if there were none.
    public var hitRatio: Double? {
      hits + misses == 0 ? nil : Double(hits) / Double(hits + misses)
    }
  }

  public struct QueueResult: Hashable, Sendable {
    public var redelivered: UInt64
    public var deadLettered: UInt64

    /// What became of the jobs; `nil` of a queue that only computes, whose other figures say it.
    public var jobs: JobResult?

    public init(redelivered: UInt64, deadLettered: UInt64, jobs: JobResult? = nil) {
      self.redelivered = redelivered
      self.deadLettered = deadLettered
      self.jobs = jobs
    }
  }
}

/// The books and the queueing figures of one instance, or of all instances of a component.
public struct StationResult: Hashable, Sendable {
  public var inSystemAtStart: UInt64
  public var arrivals: UInt64

  /// Left after their work, well or badly.
  public var completions: UInt64

  /// Of the completions, those with a failure.
  public var failures: UInt64

  /// Left without being worked on: refused, rejected, timed out in the queue.
  public var turnedAway: UInt64
  public var inSystemAtEnd: UInt64

  /// Completions a second.
  public var throughput: Double

  /// Busy workers or connections as a share of all; `nil` where there is no limit to them.
  public var utilisation: Double?

  /// Workers or connections; `nil` for unlimited.
  public var servers: Int?

  /// Time average of how many were worked on.
  public var busyMean: Double
  public var inSystemMean: Double
  /// Of several instances together: the sum of the largest of each.
  public var inSystemMaximum: Int
  public var queueMean: Double

  /// Of several instances together: the sum of the longest of each.
  public var queueMaximum: Int

  /// Arrival to start, of those that started; `nil` if none did. Distribution only over all
  /// instances: for a single one, mean and count.
  public var wait: TimeSummary?

  /// Started after a wait longer than zero.
  public var waited: UInt64

  /// Start to completion; `nil` for gateways and balancers, whose time is that of whom they call.
  public var service: TimeSummary?

  /// Arrival to completion.
  public var residence: TimeSummary?

  /// Completions whose caller had stopped waiting, and, but for gateways and balancers, the service
  /// spent on them.
  public var wasted: UInt64
  public var wastedTime: TimeSpan

  /// Share of the time in which every worker or connection was busy; `nil` where they are unlimited,
  /// and for single instances.
  public var saturatedShare: Double?

  /// Mean of the time in the processor over the time that the computation would have taken alone;
  /// `nil` where computations do not share a processor.
  public var slowdownMean: Double?

  /// Of a service with unlimited workers: for how long 0, 1, 2, … calls were inside. Levels beyond
  /// the last are counted with it.
  public var concurrency: [TimeSpan]

  public init(
    inSystemAtStart: UInt64, arrivals: UInt64, completions: UInt64, failures: UInt64,
    turnedAway: UInt64, inSystemAtEnd: UInt64, throughput: Double, utilisation: Double?,
    servers: Int?, busyMean: Double, inSystemMean: Double, inSystemMaximum: Int,
    queueMean: Double, queueMaximum: Int, wait: TimeSummary?, waited: UInt64,
    service: TimeSummary?, residence: TimeSummary?, wasted: UInt64, wastedTime: TimeSpan,
    saturatedShare: Double? = nil, slowdownMean: Double? = nil, concurrency: [TimeSpan] = []
  ) {
    self.inSystemAtStart = inSystemAtStart
    self.arrivals = arrivals
    self.completions = completions
    self.failures = failures
    self.turnedAway = turnedAway
    self.inSystemAtEnd = inSystemAtEnd
    self.throughput = throughput
    self.utilisation = utilisation
    self.servers = servers
    self.busyMean = busyMean
    self.inSystemMean = inSystemMean
    self.inSystemMaximum = inSystemMaximum
    self.queueMean = queueMean
    self.queueMaximum = queueMaximum
    self.wait = wait
    self.waited = waited
    self.service = service
    self.residence = residence
    self.wasted = wasted
    self.wastedTime = wastedTime
    self.saturatedShare = saturatedShare
    self.slowdownMean = slowdownMean
    self.concurrency = concurrency
  }
}
