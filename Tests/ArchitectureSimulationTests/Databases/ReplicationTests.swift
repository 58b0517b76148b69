import ArchitectureSimulation
import PortableMathematics
import Testing
import TimeBase

/// Databases with copies that learn of writes later.
@Suite struct ReplicationTests {
  private static func database(_ traits: String, time: String = "0s") -> (String, String) {
    (
      "database",
      """
      { "kind": "database", "connections": "unlimited", "read": "\(time)", "write": "\(time)",
        "replication": { "replicas": 2, \(traits) } }
      """
    )
  }

  private static func replication(_ result: RunResult) throws -> ReplicationResult {
    try #require(result.component("database").replication)
  }

  private static func client(
    _ operation: String, _ arrivals: String, _ traits: String = ""
  ) -> String {
    """
    { "arrivals": { \(arrivals) }, "calls": "database", "behind": "one address" \(traits),
      "requests": { "\(operation)": { "about": "item", "key": { "uniform": 1 } } } }
    """
  }

  private static func once(_ operation: String, at time: String) -> String {
    client(operation, #""constant": "1/s", "first": "\#(time)", "limit": 1"#)
  }

  /// A write commits at 10 ms and is with the replicas at 110.
  @Test(arguments: [("", 2, 1, 0), (#", "readYourWrites": "60ms""#, 1, 0, 1)])
  func `a read after a write is stale unless it is kept at the primary`(
    _ traits: String, _ replicaReads: UInt64, _ stale: UInt64, _ pinned: UInt64
  ) throws {
    let result = try Sketch(
      clients: [
        ("writer", Self.once("write", at: "0s")), ("early", Self.once("read", at: "50ms")),
        ("late", Self.once("read", at: "115ms")),
      ], components: [Self.database(#""lag": "100ms""# + traits, time: "10ms")]
    ).play()
    let replication = try Self.replication(result)
    #expect(replication.replicaReads == replicaReads)
    #expect(replication.staleReads == stale)
    #expect(replication.pinnedReads == pinned)
    #expect(try result.component("database").instances.count == 3)
    #expect(Books(of: result).complaints == [])
  }

  /// With a lag of L and writes at the rate w, a share of 1 - exp(-w L) of the reads is stale.
  @Test func `reads of replicas are stale as often as theory says`() throws {
    let result = try Sketch(
      run: #""duration": "400s", "warmup": "0s""#,
      clients: [
        ("writers", Self.client("write", #""poisson": "2/s""#)),
        ("readers", Self.client("read", #""poisson": "25/s""#)),
      ], components: [Self.database(#""lag": "250ms", "reads": "60%""#)]
    ).play()
    let replication = try Self.replication(result)
    let reads = Double(try result.client("readers").succeeded)
    #expect(abs(Double(replication.replicaReads) / reads - 0.6) < 4 * (0.24 / reads).squareRoot())
    let share = Double(replication.staleReads) / Double(replication.replicaReads)
    // Stale stretches come 800 times and are as long as 250 ms: the standard error is 0.013.
    #expect(abs(share - (1 - PortableMath.exp(-0.5))) < 0.052, "\(share)")
  }

  @Test func `a cache that is filled from a replica keeps its age`() throws {
    var sketch = Sketch.cached(
      reads: ["50ms", "500ms"], writes: ["0s"], get: Sketch.lookUp(),
      put: Sketch.write(by: "write-around"))
    sketch.components[2] = Self.database(#""lag": "100ms""#, time: "10ms")
    let result = try sketch.play()
    // Loaded from a replica that did not know of the write, and found later.
    #expect(try result.cache().freshness?.staleReads == 1)
    #expect(try Self.replication(result).staleReads == 1)
  }

  private static func crash(
    _ traits: String, for time: String, expect: [String] = []
  ) throws -> RunResult {
    try Sketch(
      clients: [
        ("writers", client("write", #""constant": "10/s", "first": "50ms", "limit": 100"#)),
        ("readers", client("read", #""constant": "10/s", "first": "55ms", "limit": 100"#)),
      ], components: [database(#""lag": "240ms""# + traits)],
      faults: [#"{ "at": "1s", "for": "\#(time)", "crash": "database" }"#], expect: expect
    ).play()
  }

  private static let failover = #", "failover": { "detection": "2s", "promotion": "1s" }"#

  @Test func `a replica takes over, and what it did not have is lost`() throws {
    let result = try Self.crash(Self.failover, for: "5s")
    let replication = try Self.replication(result)
    // The writes at 850 and 950 ms were on their way; those from 1 to 4 s find nobody.
    #expect(replication.failovers == 1)
    #expect(replication.lostWrites == 2)
    #expect(try result.client("writers").blame == ["30 refused at database"])
    // Reads go on at the replicas.
    #expect(try result.client("readers").succeeded == 100)
    #expect(Books(of: result).complaints == [])
    #expect(result.audit.flow == .ok)
  }

  @Test func `what is lost and what is stale can be expected`() throws {
    let metrics = ["lostWrites", "staleReads"]
    let result = try Self.crash(
      Self.failover, for: "5s",
      expect: metrics.map { #"{ "metric": "\#($0)", "of": "database", "atLeast": 2 }"# })
    let replication = try Self.replication(result)
    let counts = [replication.lostWrites, replication.staleReads]
    #expect(result.expectations.map(\.observed) == counts.map { Double($0) })
    #expect(counts[0] == 2 && counts[1] > 10)
    #expect(result.expectations.allSatisfy { $0.verdict == .pass })
  }

  @Test func `a primary that is back in time stays one, and nothing is lost`() throws {
    let result = try Self.crash(Self.failover, for: "2s")
    let replication = try Self.replication(result)
    #expect(replication.failovers == 0 && replication.lostWrites == 0)
    #expect(try result.client("writers").blame == ["20 refused at database"])
    // The last two writes of the run are on their way to both replicas.
    #expect(replication.pendingAtEnd == 4)
  }

  @Test func `without failover writes wait for the primary`() throws {
    let result = try Self.crash("", for: "5s")
    #expect(try result.client("writers").blame == ["50 refused at database"])
    #expect(try Self.replication(result).failovers == 0)
  }

  /// Of what a transaction writes a replica can be behind only if it was committed; what it reads it
  /// reads where it writes.
  @Test(arguments: [("", 1), (#", { "fail": "100%" }"#, 0)] as [(String, UInt64)])
  func `what a transaction has written shows when it is committed`(
    end: String, stale: UInt64
  ) throws {
    let steps = #"""
      { "call": "database", "as": "read" }, { "call": "database", "as": "write" }\#(end)
      """#
    let about = #""about": "item", "key": { "uniform": 1 }"#
    let result = try Sketch(
      clients: [
        Sketch.once("writer", #""requests": { "change": { \#(about) } }"#),
        ("reader", Self.once("read", at: "50ms")),
      ],
      components: [
        Sketch.service(does: #"{ "transaction": "database", "do": [ \#(steps) ] }"#),
        Self.database(#""lag": "100ms""#, time: "10ms"),
      ]
    ).play()
    #expect(Books(of: result).complaints == [])
    #expect(try Self.replication(result).replicaReads == 1)
    #expect(try Self.replication(result).staleReads == stale)
    #expect(try result.component("database").transactions?.openAtEnd == 0)
  }
}
