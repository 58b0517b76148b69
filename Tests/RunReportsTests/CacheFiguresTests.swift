import ArchitectureSimulation
import RunReports
import Testing

@Suite struct CacheFiguresTests {
  private static func result(
    _ freshness: CacheFreshness?, _ buffer: WriteBufferResult? = nil
  ) -> RunResult {
    var result = Sample.tiny
    for index in result.components.indices {
      guard case .cache(var cache) = result.components[index].details else { continue }
      (cache.hits, cache.misses) = (30, 10)
      (cache.freshness, cache.buffer) = (freshness, buffer)
      result.components[index].details = .cache(cache)
    }
    return result
  }

  @Test func `a cache that only holds keys says no more than that`() {
    let text = JSONReport(Self.result(nil)).text
    #expect(text.contains("\"entriesAtEnd\": 0,\n"))
    #expect(!text.contains("freshness") && !text.contains("writeBuffer"))
  }

  @Test func `what replicas did is told`() {
    var result = Sample.tiny
    result.components[1].replication = ReplicationResult(
      replicaReads: 200, staleReads: 10, pinnedReads: 3, lostWrites: 2, failovers: 1,
      pendingAtEnd: 4)
    #expect(
      JSONReport(result).text.contains(
        #""replication": {"replicaReads": 200, "staleReads": 10, "pinnedReads": 3, "#
          + #""lostWrites": 2, "failovers": 1, "pendingAtEnd": 4}"#))
    let text = TextReport(result, calls: [], reproducedBy: ["simulate"], style: .ascii).text
    #expect(text.contains("200 reads from replicas, 5.00% of them stale, 3 kept at the primary"))
  }

  @Test func `what was served stale and what was written later are told`() {
    var freshness = CacheFreshness()
    (freshness.staleReads, freshness.leaseWaits) = (1_200, 7)
    var buffer = WriteBufferResult()
    (buffer.accepted, buffer.written, buffer.coalesced, buffer.lost) = (10, 6, 3, 1)
    let result = Self.result(freshness, buffer)
    let json = JSONReport(result).text
    #expect(
      json.contains(
        #""freshness": {"servedExpired": 0, "servedInsteadOfError": 0, "staleReads": 1200, "#
          + #""earlyRenewals": 0, "absent": 0, "leaseWaits": 7, "voidLeases": 0, "sets": 0, "#
          + #""deletes": 0}"#))
    #expect(
      json.contains(
        #""writeBuffer": {"accepted": 10, "coalesced": 3, "written": 6, "failed": 0, "lost": 1, "#
          + #""waitingAtEnd": 0}"#))
    let text = TextReport(result, calls: [], reproducedBy: ["simulate"], style: .ascii).text
    #expect(text.contains("1,200 stale reads, 7 waits for a lease"))
    #expect(text.contains("10 writes made later: 6 written, 3 coalesced"))
  }
}
