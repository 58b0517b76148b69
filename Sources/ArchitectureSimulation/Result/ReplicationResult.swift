/// What the copies of a database did.
public struct ReplicationResult: Hashable, Sendable {
  /// Reads that a replica has answered.
  public var replicaReads: UInt64

  /// Of these, those of something that had been written since, as the primary knew.
  public var staleReads: UInt64

  /// Reads that went to the primary because of a write from the same address.
  public var pinnedReads: UInt64

  /// Writes that were committed and that the new primary did not have.
  public var lostWrites: UInt64

  /// Replicas that have become the primary.
  public var failovers: UInt64

  /// Writes that replicas did not have at the end, those of all replicas together.
  public var pendingAtEnd: UInt64

  public init(
    replicaReads: UInt64, staleReads: UInt64, pinnedReads: UInt64, lostWrites: UInt64,
    failovers: UInt64, pendingAtEnd: UInt64
  ) {
    self.replicaReads = replicaReads
    self.staleReads = staleReads
    self.pinnedReads = pinnedReads
    self.lostWrites = lostWrites
    self.failovers = failovers
    self.pendingAtEnd = pendingAtEnd
  }
}
