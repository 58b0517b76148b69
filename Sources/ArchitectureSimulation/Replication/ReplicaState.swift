import Resilience
import TimeBase

/// A copy of a database: what it will have, in the order of the commits.
struct ReplicaState {
  /// A write that is on its way.
  struct Change: BitwiseCopyable {
    var time: Instant
    var key: UInt64
    var version: UInt64
    var serial: UInt64
  }

  private var changes: [Change] = []
  private var first = 0
  private var last = Instant.zero

  /// The last write that it has.
  private(set) var serial: UInt64 = 0

  /// Writes that it has not yet.
  var pendingCount: Int { changes.count - first }

  var pending: ArraySlice<Change> { changes[first...] }

  /// A write is committed, which will be here after so long, and never before an earlier one.
  mutating func append(_ key: UInt64, version: UInt64, serial: UInt64, at time: Instant) {
    last = max(last, time)
    changes.append(Change(time: last, key: key, version: version, serial: serial))
  }

  /// The next write that is here by a time; `nil` if none is.
  mutating func next(by time: Instant) -> Change? {
    guard first < changes.count, changes[first].time <= time else { return nil }
    let change = changes[first]
    first += 1
    serial = change.serial
    if first > 64, first * 2 > changes.count {
      changes.removeFirst(first)
      first = 0
    }
    return change
  }

  /// Forgets what is on its way, and is as far as another one.
  mutating func follow(from serial: UInt64, at now: Instant) {
    changes.removeAll(keepingCapacity: true)
    first = 0
    last = now
    self.serial = serial
  }
}

/// A primary and its copies.
struct ReplicationState {
  /// Of each machine; that of the primary is not used.
  var replicas: [ReplicaState]

  /// Which machine takes the writes.
  var primary = 0
  var nextReplica = 0
  var serial: UInt64 = 0

  /// When the primary crashed, if it has: what replicas did not have then they will not get.
  var stopped: Instant?

  /// Faults that are on, and which machine each has struck.
  var struck: [(fault: Int, machine: Int)] = []
  var crashes: UInt64 = 0
  var books = ReplicationBooks()

  /// One for each database with copies, and until when its reads are pinned.
  static func all(_ plan: Plan) -> ([ReplicationState], [SlotTable<UInt64, Instant>]) {
    let states = plan.replications.map {
      ReplicationState(machines: plan.stations[$0.station].machineCount)
    }
    return (states, plan.replications.map { _ in SlotTable(limit: 1 << 30) })
  }

  init(machines: Int) {
    replicas = Array(repeating: ReplicaState(), count: machines)
  }
}

struct ReplicationBooks: BitwiseCopyable, Sendable {
  var replicaReads: UInt64 = 0

  /// Of these, those of something that had been written since.
  var staleReads: UInt64 = 0
  var pinnedReads: UInt64 = 0
  var lostWrites: UInt64 = 0
  var failovers: UInt64 = 0

  /// Over all replicas.
  var pending: UInt64 = 0
}
