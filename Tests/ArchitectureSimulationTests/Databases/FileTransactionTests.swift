import ArchitectureSimulation
import Testing
import TimeBase

/// Transactions on a database in a file, as SQLite has them (components specification, section 7.3).
@Suite struct FileTransactionTests {
  private static func play(
    _ clients: [(String, String)], _ handlers: String, journal: String = "wal",
    busyTimeout: String = "5s"
  ) throws -> RunResult {
    let result = try Sketch(
      clients: clients,
      components: [
        ("app", #"{ "kind": "service", "workers": "unlimited", "handles": { \#(handlers) } }"#),
        (
          "database",
          #"""
          { "kind": "database", "connections": "unlimited",
            "singleWriter": { "journal": "\#(journal)", "busyTimeout": "\#(busyTimeout)" },
            "operations": { "read": "1ms", "long": "100ms",
                            "put": { "locked": "5ms", "commit": "4ms" } } }
          """#
        ),
      ]
    ).play()
    #expect(Books(of: result).complaints == [])
    #expect(try TransactionTests.transactions(result).openAtEnd == 0)
    return result
  }

  private static func handler(_ name: String, _ begin: String, _ steps: [String]) -> String {
    let steps = steps.map {
      $0.hasSuffix("ms") ? #"{ "wait": "\#($0)" }"# : #"{ "call": "database", "as": "\#($0)" }"#
    }
    return #"""
      "\#(name)": [ { "transaction": "database", "begin": "\#(begin)",
        "do": [ \#(steps.joined(separator: ", ")) ] } ]
      """#
  }

  /// The one reads until 1 ms and wants to write at 11. The other begins to write at 2 ms; its commit
  /// ends at 11 ms less 1, or it still writes then: either way what was read is old, and no wait helps.
  @Test(arguments: ["wal", "rollback"], ["1ms", "30ms"])
  func `who has read and finds that others write fails at once`(
    journal: String, rest: String
  ) throws {
    let handlers = [
      Self.handler("upgrade", "deferred", ["read", "11ms", "put"]),
      Self.handler("other", "immediate", ["put", rest]),
    ]
    let result = try Self.play(
      [TransactionTests.one("upgrade"), TransactionTests.one("other", at: "1500us")],
      handlers.joined(separator: ", "), journal: journal)
    let upgrade = try result.client("upgrade-0s")
    #expect(upgrade.blame == ["1 locked at database"])
    #expect(upgrade.latencyOfAll?.maximum == .milliseconds(12))
    #expect(try result.client("other-1500us").succeeded == 1)
    #expect(try result.file().lockTimeouts == 1)
    #expect(try TransactionTests.transactions(result).rolledBack == 1)
  }

  /// Nobody else writes in between: the upgrade succeeds.
  @Test func `who has read may write while nobody else does`() throws {
    let result = try Self.play(
      [TransactionTests.one("upgrade")],
      Self.handler("upgrade", "deferred", ["read", "11ms", "put", "put"]))
    // Both writes are committed at the end, one after the other.
    #expect(
      try TransactionTests.latency(result, "upgrade-0s") == .milliseconds(1 + 11 + 5 + 5 + 4 + 4))
    #expect(try result.file().writerUtilisation * 10 == 0.018)
  }

  /// The first holds the lock until 5 + 10 + 4 = 19 ms. Who begins immediately at 1 ms polls at 2, 4, 9,
  /// 19 (a moment too early or not: the lock is free at 19) ms. Who defers waits 10 ms first, and finds it
  /// taken at 11, polls at 12, 14 and 19.
  @Test func `immediate transactions poll at their beginning, deferred ones at their first write`()
    throws
  {
    let handlers = [
      Self.handler("first", "immediate", ["put", "11ms"]),
      Self.handler("second", "immediate", ["put"]),
      Self.handler("deferred", "deferred", ["50ms", "put"]),
    ]
    let result = try Self.play(
      [
        TransactionTests.one("first"), TransactionTests.one("second", at: "1ms"),
        TransactionTests.one("deferred", at: "1ms"),
      ], handlers.joined(separator: ", "))
    #expect(try TransactionTests.latency(result, "first-0s") == .milliseconds(20))
    // Free at 20 ms; polls at 2, 4, 9, 19 and 34 ms.
    #expect(try TransactionTests.latency(result, "second-1ms") == .milliseconds(33 + 9))
    // Until 51 ms it holds nothing.
    #expect(try TransactionTests.latency(result, "deferred-1ms") == .milliseconds(50 + 9))
    #expect(try result.file().polls == 5)
  }

  /// Components specification: a busy timeout of 100 ms ends at 100 ms.
  @Test func `a beginning that finds the file locked gives up at the busy timeout`() throws {
    let handlers = [
      Self.handler("first", "immediate", ["put", "300ms"]),
      Self.handler("second", "immediate", ["put"]),
    ]
    let result = try Self.play(
      [TransactionTests.one("first"), TransactionTests.one("second", at: "1ms")],
      handlers.joined(separator: ", "), busyTimeout: "100ms")
    #expect(try result.client("second-1ms").blame == ["1 locked at database"])
    #expect(try result.client("second-1ms").latencyOfAll?.maximum == .milliseconds(100))
    #expect(try result.file().polls == 8)
  }

  /// Written at 15 ms; until 100 ms somebody reads. The writer polls at 16, 18, 23, 33, 48, 68, 93 and
  /// 118 ms, and commits for 4 ms.
  @Test func `with a rollback journal a commit waits for readers`() throws {
    let handlers = [
      Self.handler("write", "immediate", ["put"]),
      #""read": [ { "call": "database", "as": "long" } ]"#,
    ]
    let clients = [TransactionTests.one("read"), TransactionTests.one("write", at: "10ms")]
    let rollback = try Self.play(
      clients, handlers.joined(separator: ", "), journal: "rollback")
    #expect(try TransactionTests.latency(rollback, "write-10ms") == .milliseconds(118 + 4 - 10))
    let log = try Self.play(clients, handlers.joined(separator: ", "))
    #expect(try TransactionTests.latency(log, "write-10ms") == .milliseconds(9))
  }

  /// A reader in a transaction keeps reading until its end, and keeps a commit out.
  @Test func `a transaction reads until it ends`() throws {
    let handlers = [
      Self.handler("reader", "deferred", ["read", "99ms"]),
      Self.handler("write", "immediate", ["put"]),
    ]
    let result = try Self.play(
      [TransactionTests.one("reader"), TransactionTests.one("write", at: "10ms")],
      handlers.joined(separator: ", "), journal: "rollback")
    #expect(try TransactionTests.latency(result, "write-10ms") == .milliseconds(118 + 4 - 10))
    #expect(try TransactionTests.transactions(result).committed == 2)
  }
}
