import ArchitectureSimulation

extension JSONReport {
  static func members(of freshness: CacheFreshness?) -> [JSONTree.Member] {
    guard let freshness else { return [] }
    return [
      .init(
        "freshness",
        .inline([
          "servedExpired": .count(freshness.servedExpired),
          "servedInsteadOfError": .count(freshness.servedInsteadOfError),
          "staleReads": .count(freshness.staleReads),
          "earlyRenewals": .count(freshness.earlyRenewals), "absent": .count(freshness.absent),
          "leaseWaits": .count(freshness.leaseWaits), "voidLeases": .count(freshness.voidLeases),
          "sets": .count(freshness.sets), "deletes": .count(freshness.deletes),
        ]))
    ]
  }

  static func members(of replication: ReplicationResult?) -> [JSONTree.Member] {
    guard let replication else { return [] }
    return [
      .init(
        "replication",
        .inline([
          "replicaReads": .count(replication.replicaReads),
          "staleReads": .count(replication.staleReads),
          "pinnedReads": .count(replication.pinnedReads),
          "lostWrites": .count(replication.lostWrites),
          "failovers": .count(replication.failovers),
          "pendingAtEnd": .count(replication.pendingAtEnd),
        ]))
    ]
  }

  static func members(of buffer: WriteBufferResult?) -> [JSONTree.Member] {
    guard let buffer else { return [] }
    return [
      .init(
        "writeBuffer",
        .inline([
          "accepted": .count(buffer.accepted), "coalesced": .count(buffer.coalesced),
          "written": .count(buffer.written), "failed": .count(buffer.failed),
          "lost": .count(buffer.lost), "waitingAtEnd": .count(buffer.waitingAtEnd),
        ]))
    ]
  }
}
