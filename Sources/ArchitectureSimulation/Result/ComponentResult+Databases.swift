extension ComponentResult {
  /// The disks of a database, over all its instances.
  public struct Disk: Hashable, Sendable {
    public var slots: Int

    /// Operations that began there.
    public var operations: UInt64

    /// Slots in use, on average over time.
    public var busyMean: Double

    /// Operations that waited for one, on average over time.
    public var queueMean: Double
    public var queueMaximum: Int

    public init(
      slots: Int, operations: UInt64, busyMean: Double, queueMean: Double, queueMaximum: Int
    ) {
      self.slots = slots
      self.operations = operations
      self.busyMean = busyMean
      self.queueMean = queueMean
      self.queueMaximum = queueMaximum
    }

    /// Slots in use as a share of all.
    public var utilisation: Double { busyMean / Double(slots) }
  }

  /// The connections of the pools that callers of a database have, over all its instances.
  public struct Connections: Hashable, Sendable {
    /// How many pools there are, each to one instance of the database.
    public var pools: Int

    /// Connections that the database takes; `nil` for any number.
    public var limit: Int?

    /// Those that were open or being opened, on average over time.
    public var openMean: Double

    /// Of several instances together: the sum of the most of each.
    public var openMaximum: Int
    public var openAtEnd: Int
    public var opened: UInt64

    /// Attempts that found as many open as the server takes.
    public var refused: UInt64

    /// Attempts that failed for another reason.
    public var failed: UInt64

    public init(
      pools: Int, limit: Int?, openMean: Double, openMaximum: Int, openAtEnd: Int, opened: UInt64,
      refused: UInt64, failed: UInt64
    ) {
      self.pools = pools
      self.limit = limit
      self.openMean = openMean
      self.openMaximum = openMaximum
      self.openAtEnd = openAtEnd
      self.opened = opened
      self.refused = refused
      self.failed = failed
    }
  }

  /// What became of the transactions on a database, and of all its calls that waited for rows.
  public struct Transactions: Hashable, Sendable {
    public var begun: UInt64
    public var committed: UInt64
    public var rolledBack: UInt64

    /// Of those rolled back, victims of deadlocks.
    public var deadlocks: UInt64

    /// Calls that found a row locked and waited for it.
    public var lockWaits: UInt64
    public var openAtEnd: UInt64

    public init(
      begun: UInt64, committed: UInt64, rolledBack: UInt64, deadlocks: UInt64, lockWaits: UInt64,
      openAtEnd: UInt64
    ) {
      self.begun = begun
      self.committed = committed
      self.rolledBack = rolledBack
      self.deadlocks = deadlocks
      self.lockWaits = lockWaits
      self.openAtEnd = openAtEnd
    }
  }
}
