import RunStatistics
import TimeBase

/// A part of a run between two cuts: the books as they stood at its end, and its own times.
struct Segment: Sendable {
  var end: Instant
  var books: Books
  var stationTimes: [StationTimes]
  var requestTimes: [RequestTimes]
  var nameTimes: [NameTimes] = []
  var sieveTimes: [RecordedTimes] = []

  /// Of each queue.
  var jobTimes: [JobTimes] = []

  /// Running totals since the start of the run.
  struct Books: Sendable {
    var instances: [InstanceRecorder]
    var calling: [TimeWeightedLevel]
    var siteCalls: [SiteCalls]
    var background: [TimeWeightedLevel]
    var saturated: [TimeWeightedLevel]
    var requests: [RequestRecorder.Counts]
    var redelivered: [UInt64]
    var deadLettered: [UInt64]
    var counters: [UInt64]

    /// What each process remembers of each counter, in the order of the plan.
    var memories: [UInt64]

    /// Of each queue.
    var jobs: [JobRecorder.Counts]
    var extras: SegmentExtras
  }

  struct StationTimes: Sendable {
    var wait: RecordedTimes
    var service: RecordedTimes
    var residence: RecordedTimes

    /// Time at each number of calls inside, where that is counted.
    var concurrency: LevelOccupancy?
  }

  /// Of one request name at one station.
  struct NameTimes: Sendable {
    var wait: RecordedTimes
    var residence: RecordedTimes
  }

  /// Of the jobs of one queue, from acceptance to the end.
  struct JobTimes: Sendable {
    var successes: RecordedTimes
    var failures: RecordedTimes
  }

  struct RequestTimes: Sendable {
    var successes: RecordedTimes
    var failures: RecordedTimes

    /// Of successes from when they were sent; `nil` where that is when they were meant to be.
    var naive: RecordedTimes?
  }
}

/// Running totals that the components themselves keep.
struct SegmentExtras: Sendable {
  struct Cache: Sendable {
    var hits: UInt64
    var misses: UInt64
    var expired: UInt64
    var coalesced: UInt64
    var evictions: UInt64
    var entries: Int

    /// Of a cache with dated entries.
    var freshness: FreshnessBooks?
  }

  struct Limit: Sendable {
    var admitted: UInt64
    var delayed: UInt64
    var limited: UInt64
  }

  var caches: [Cache] = []
  var limits: [Limit] = []

  /// Of each station: computations that shared a processor, and the sum of their slowdowns.
  var slowdowns: [(count: UInt64, sum: Double)] = []

  /// Busy cores of each instance, if the processors of any have cores.
  var processors: [TimeWeightedLevel] = []

  /// Of each station: pauses that have begun, and how long they are in all.
  var pauses: [(count: UInt64, time: TimeSpan)] = []

  /// Of each station: what its limits on concurrency rejected, and the sum of these limits.
  var concurrencyLimits: [(rejected: UInt64, limit: Int)] = []

  /// Of each database with a single writer.
  var files: [FileBooks] = []

  /// Of each database on which transactions run.
  var transactions: [TransactionBooks] = []

  /// Of the disks of each instance of a database, and of the servers of pools that callers have.
  var disks: [DiskBooks] = []
  var connections: [ConnectionBooks] = []

  /// Of each site with breakers.
  var breakers: [BreakerBooks] = []

  /// Of each station.
  var availability: [AvailabilityRecorder] = []

  /// Of each station, if the instances of any come and go.
  var turnovers: [TurnoverRecorder] = []

  /// Of each population whose clients remember, and of each station if answers say more than a status.
  var browsers: [BrowserBooks] = []
  var filters: [FilterBooks] = []

  /// Of each wire.
  var wires: [WireBooks] = []

  /// Of each part of each store.
  var stores: [StoreState] = []

  /// Of each database with copies.
  var replications: [ReplicationBooks] = []

  /// Of each process that makes writes later.
  var writeBuffers: [WriteBufferBooks] = []

  /// Of each process of each balancer: the checks of each target, and what it asked about loads; empty
  /// if nobody asks.
  var checks: [[CheckBooks]] = []
  var loadProbes: [LoadProbeBooks] = []

  /// Of each process of each balancer, if any has calls that keep to a target.
  var sessions: [SessionBooks] = []

  /// Of each external endpoint: what was carried out, again, and not again.
  var effects: [(total: UInt64, duplicates: UInt64, suppressed: UInt64)] = []

  /// Of each of them: how often its name was looked up.
  var names: [NameMemory.Books] = []
}
