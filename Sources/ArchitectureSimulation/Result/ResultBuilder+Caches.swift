extension ResultBuilder {
  /// All stores of a cache together.
  func cacheResult(_ station: Int, in part: Part) -> ComponentResult.CacheResult {
    var sum = ComponentResult.CacheResult(
      hits: 0, misses: 0, expired: 0, coalesced: 0, evictions: 0, entriesAtEnd: 0)
    for cache in plan.cacheNumbers(of: station) {
      let now = part.after.extras.caches[cache]
      let before = part.before?.extras.caches[cache]
      sum.hits += now.hits - (before?.hits ?? 0)
      sum.misses += now.misses - (before?.misses ?? 0)
      sum.expired += now.expired - (before?.expired ?? 0)
      sum.coalesced += now.coalesced - (before?.coalesced ?? 0)
      sum.evictions += now.evictions - (before?.evictions ?? 0)
      sum.entriesAtEnd += now.entries
      guard let books = now.freshness else { continue }
      var freshness = sum.freshness ?? CacheFreshness()
      freshness.add(books, since: before?.freshness ?? FreshnessBooks())
      sum.freshness = freshness
    }
    sum.buffer = buffer(station, in: part)
    return sum
  }

  /// The writes that a cache has before they are made.
  private func buffer(_ station: Int, in part: Part) -> WriteBufferResult? {
    var sum: WriteBufferResult?
    for plan in plan.writeBuffers where plan.cache == station {
      for place in plan.first..<plan.first + self.plan.stations[plan.station].instanceCount {
        var result = sum ?? WriteBufferResult()
        result.add(
          part.after.extras.writeBuffers[place],
          since: part.before?.extras.writeBuffers[place] ?? WriteBufferBooks())
        sum = result
      }
    }
    return sum
  }
}

extension ResultBuilder {
  func replication(_ station: Int, in part: Part) -> ReplicationResult? {
    let number = plan.stations[station].replication
    guard number >= 0 else { return nil }
    let later = part.after.extras.replications[number]
    let earlier = part.before?.extras.replications[number] ?? ReplicationBooks()
    return ReplicationResult(
      replicaReads: later.replicaReads - earlier.replicaReads,
      staleReads: later.staleReads - earlier.staleReads,
      pinnedReads: later.pinnedReads - earlier.pinnedReads,
      lostWrites: later.lostWrites - earlier.lostWrites,
      failovers: later.failovers - earlier.failovers, pendingAtEnd: later.pending)
  }
}

extension CacheFreshness {
  fileprivate mutating func add(_ later: FreshnessBooks, since earlier: FreshnessBooks) {
    servedExpired += later.servedExpired - earlier.servedExpired
    servedInsteadOfError += later.servedInsteadOfError - earlier.servedInsteadOfError
    staleReads += later.staleReads - earlier.staleReads
    earlyRenewals += later.early - earlier.early
    absent += later.absent - earlier.absent
    leaseWaits += later.leaseWaits - earlier.leaseWaits
    voidLeases += later.voidLeases - earlier.voidLeases
    sets += later.sets - earlier.sets
    deletes += later.deletes - earlier.deletes
  }
}

extension WriteBufferResult {
  fileprivate mutating func add(_ later: WriteBufferBooks, since earlier: WriteBufferBooks) {
    accepted += later.accepted - earlier.accepted
    coalesced += later.coalesced - earlier.coalesced
    written += later.written - earlier.written
    failed += later.failed - earlier.failed
    lost += later.lost - earlier.lost
    waitingAtEnd += later.waiting
  }
}
