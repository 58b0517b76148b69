public import EventEngine
public import Resilience
public import TimeBase

/// A database behind a connection pool: each call takes a connection, in order of arrival, for as
/// long as its operation lasts.
public struct Database: Hashable, Sendable {
  /// What a call does there, part after part.
  public struct Operation: Hashable, Sendable {
    /// What a step calls it `as`; `*` serves every other name.
    public var name: String

    /// Time that nothing else shares.
    public var time: Distribution

    /// Time on the server's cores; `nil` for none.
    public var cpu: Distribution?

    /// Time with a slot of the server's disks; `nil` for none.
    public var disk: Distribution?

    /// Time with a lock: that of the one writer, or else of the row of the request's key.
    public var locked: Distribution?

    /// The row that `locked` is about; `nil` for that of the request's key.
    public var row: String?

    /// Time at the end of a write in which a single writer lets nobody read; `nil` for none.
    public var commit: Distribution?

    public init(
      name: String, time: Distribution, cpu: Distribution? = nil, disk: Distribution? = nil,
      locked: Distribution? = nil, commit: Distribution? = nil
    ) {
      self.name = name
      self.time = time
      self.cpu = cpu
      self.disk = disk
      self.locked = locked
      self.commit = commit
    }

    /// Whether it changes anything: it locks, or is called so.
    public var isWrite: Bool { locked != nil || commit != nil || name == "write" }
  }

  /// A database in a file, which one connection at a time writes, as SQLite's.
  public struct SingleWriter: Hashable, Sendable {
    /// Where a transaction is kept until it is in the database.
    public enum Journal: String, CaseIterable, Hashable, Sendable {
      /// What is overwritten is saved first: who commits needs the file alone.
      case rollback
      /// What is new is appended to a log: who writes hinders nobody who reads.
      case wal
    }

    public var journal: Journal

    /// How long who finds it locked polls; SQLite keeps it in whole milliseconds.
    public var busyTimeout: TimeSpan

    public init(journal: Journal = .rollback, busyTimeout: TimeSpan = .seconds(5)) {
      self.journal = journal
      self.busyTimeout = busyTimeout
    }
  }

  /// Times at which a server writes what it has in memory to its disk, and has little left for others.
  public struct Checkpoints: Hashable, Sendable {
    /// From the beginning of one to that of the next; the first begins so long after the start.
    public var interval: TimeSpan
    public var length: TimeSpan

    /// How many times as long a write takes that begins meanwhile; `nil` if it stops until the end.
    public var slowdown: Double?

    public init(every interval: TimeSpan, for length: TimeSpan, slowdown: Double? = nil) {
      self.interval = interval
      self.length = length
      self.slowdown = slowdown
    }

    /// When the checkpoint ends that is on at a time; `nil` if none is.
    public func end(at now: Instant) -> Instant? {
      let (count, rest) = now.nanoseconds.quotientAndRemainder(
        dividingBy: interval.nanoseconds)
      guard count > 0, rest < length.nanoseconds else { return nil }
      return now + .nanoseconds(length.nanoseconds - rest)
    }
  }

  /// Of the one pool that all callers share; `nil` for unlimited, or where each has its own.
  public var connections: Int?

  /// What each instance that calls has; `nil` if they share one, or have a connection for each call.
  public var pool: ManagedPoolPolicy?

  /// Connections that each of those has at most.
  public var poolSize: Int? { pool?.maximumSize }

  /// What it takes to open a connection; `nil` for nothing that counts.
  public var connecting: Distribution?

  /// Backends of the server: whoever would open one more connection is refused. `nil` for any number.
  public var maxConnections: Int?

  /// Calls that may wait for a connection; `nil` for unlimited.
  public var waiting: Int?

  /// The longest wait for a connection; `nil` waits forever.
  public var poolTimeout: TimeSpan?

  /// Who of those that wait is next.
  public var line: WaitingLine

  /// Cores of the server, which all operations share; `nil` where they do not slow each other.
  public var cores: Int?

  /// Operations that can use the disks of the server at once; `nil` where none has a part there.
  public var diskSlots: Int?

  /// `nil` where any number may write at once, but each row only one.
  public var writer: SingleWriter?

  /// The longest wait for a row; `nil` waits forever.
  public var lockTimeout: TimeSpan?

  /// How long a transaction waits for a row before it looks whether others wait for it in turn.
  public var deadlockCheck = DeadlockCheck()

  /// `nil` if there is only the one server.
  public var replication: Replication?

  /// `nil` for none that anybody notices.
  public var checkpoints: Checkpoints?

  /// Sorted by name.
  public var operations: [Operation]

  public init(
    connections: Int?, waiting: Int? = nil, poolTimeout: TimeSpan? = nil,
    line: WaitingLine = .plain, cores: Int? = nil, writer: SingleWriter? = nil,
    lockTimeout: TimeSpan? = nil, operations: [Operation]
  ) {
    self.connections = connections
    self.waiting = waiting
    self.poolTimeout = poolTimeout
    self.line = line
    self.cores = cores
    self.writer = writer
    self.lockTimeout = lockTimeout
    self.operations = operations
  }
}
