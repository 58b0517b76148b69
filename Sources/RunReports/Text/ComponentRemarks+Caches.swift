import ArchitectureSimulation

extension ComponentRemarks {
  /// Whatever there was of; `nil` if nothing.
  func text(_ freshness: CacheFreshness) -> String? {
    let parts: [(count: UInt64, what: String)] = [
      (freshness.servedExpired, "served past their time"),
      (freshness.servedInsteadOfError, "in place of an error"),
      (freshness.staleReads, "stale reads"), (freshness.earlyRenewals, "early renewals"),
      (freshness.absent, "known to be absent"), (freshness.leaseWaits, "waits for a lease"),
      (freshness.voidLeases, "loads not stored"), (freshness.sets, "sets"),
      (freshness.deletes, "deletes"),
    ]
    let told = parts.filter { $0.count > 0 }.map { "\(Figure.count($0.count)) \($0.what)" }
    return told.isEmpty ? nil : told.joined(separator: ", ")
  }

  func text(_ replication: ReplicationResult) -> String {
    let stale = Figure.share(replication.staleReads, of: max(1, replication.replicaReads))
    var text =
      "\(Figure.count(replication.replicaReads)) reads from replicas, \(stale) of them stale"
    if replication.pinnedReads > 0 {
      text += ", \(Figure.count(replication.pinnedReads)) kept at the primary"
    }
    if replication.failovers > 0 {
      text +=
        "; \(Figure.count(replication.failovers)) failovers lost "
        + "\(Figure.count(replication.lostWrites)) writes"
    }
    return text
  }

  func text(_ buffer: WriteBufferResult) -> String {
    "\(Figure.count(buffer.accepted)) writes made later: \(Figure.count(buffer.written)) written, "
      + "\(Figure.count(buffer.coalesced)) coalesced, \(Figure.count(buffer.failed)) failed, "
      + "\(Figure.count(buffer.lost)) lost, \(Figure.count(buffer.waitingAtEnd)) waiting at the end"
  }
}
