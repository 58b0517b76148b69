import ArchitectureSimulation
import Testing
import TimeBase

/// Pools of callers that come and go, of several servers, and of a server that does not answer.
@Suite struct CallerPoolFaultTests {
  private static func connections(
    after time: String, clients: [(String, String)], app: String = #""workers": "unlimited""#,
    database: String, faults: [String] = [], isBalanced: Bool = false
  ) throws -> ComponentResult.Connections {
    let result = try Sketch(
      run: #""duration": "\#(time)", "warmup": "0s""#, clients: clients,
      components: [
        Sketch.service("app", app, does: #"{ "call": "database", "as": "read" }"#),
        ("database", #"{ "kind": "database", "read": "1s", \#(database) }"#),
      ] + (isBalanced ? [("balancer", #"{ "kind": "balancer", "over": "app" }"#)] : []),
      faults: faults
    ).play()
    #expect(Books(of: result).complaints == [])
    return try #require(try result.component("database").connections)
  }

  /// Whoever keeps house replaces the only connection at 60 s, and nobody answers until 70 s. Each
  /// attempt takes the two seconds of the timeout, and is followed by 10, 20, 40, 80 and 160 ms: those
  /// of 60, 62.01, 64.03, 66.07 and 68.15 s fail, that of 70.31 s does not.
  @Test(arguments: [
    ("59s", 0, 1), ("61s", 0, 1), ("62500ms", 1, 1), ("65s", 2, 1), ("70s", 4, 1), ("71s", 5, 2),
  ])
  func `a server that hangs keeps each attempt for the timeout`(
    _ time: String, _ failed: UInt64, _ opened: UInt64
  ) throws {
    let connections = try Self.connections(
      after: time, clients: [Sketch.atOnce(1)],
      database: """
        "connections": { "size": 1, "maximumLifetime": "40s" }, "connecting": "5ms",
        "poolTimeout": "2s"
        """,
      faults: [#"{ "at": "55s", "for": "15s", "outage": "database", "mode": "hang" }"#])
    #expect(connections.failed == failed)
    #expect(connections.opened == opened)
  }

  /// Twenty users against ten an instance: a second instance from the look of 15 s until the first that
  /// finds nobody inside, at 60 s.
  @Test(arguments: [("14s", 3, 3), ("20s", 6, 6), ("44s", 6, 6), ("62s", 3, 6)])
  func `an instance that is started brings a pool, and takes it along when it ends`(
    _ time: String, _ open: Int, _ opened: UInt64
  ) throws {
    let users = #"{ "users": 20, "think": "0s", "leaveAt": "40s", "calls": "balancer" }"#
    let connections = try Self.connections(
      after: time, clients: [("web", users)],
      app: #"""
        "workers": "unlimited",
        "autoscale": { "inFlight": 10, "max": 4, "down": { "stabilisation": "0s" } }
        """#, database: #""connections": { "size": 3 }"#, isBalanced: true)
    #expect(connections.openAtEnd == open)
    #expect(connections.opened == opened)
  }

  /// Two instances with a pool of three to each of three servers. The primary is away from 5 s to 10 s:
  /// its two pools are refused 10, 20, 40, … ms after each other, eight times by 7 s and a ninth time at
  /// 7.55 s, whoever has taken its place; the tenth attempt, at 10.11 s, finds it again.
  @Test(arguments: [("4s", 18, 18, 0), ("7s", 12, 18, 16), ("12s", 18, 24, 18)])
  func `each copy has pools of its own, and only those of the primary end with it`(
    _ time: String, _ open: Int, _ opened: UInt64, _ failed: UInt64
  ) throws {
    let connections = try Self.connections(
      after: time, clients: [Sketch.atOnce(1)],
      app: #""instances": 2, "workers": "unlimited""#,
      database: #"""
        "connections": { "size": 3 }, "connecting": "5ms", "write": "10ms",
        "replication": { "replicas": 2, "lag": "10ms",
                         "failover": { "detection": "2s", "promotion": "1s" } }
        """#,
      faults: [#"{ "at": "5s", "for": "5s", "crash": "database" }"#])
    #expect(connections.pools == 6)
    #expect(connections.openAtEnd == open)
    #expect(connections.opened == opened)
    #expect(connections.failed == failed)
  }
}
