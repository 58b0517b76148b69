import ArchitectureModel
import EventEngine
import Testing
import TimeBase

@Suite struct DatabaseReadingTests {
  private static func text(_ members: String) -> String {
    """
    {
      "format": 1,
      "clients": { "web": { "arrivals": { "constant": "1/s" }, "calls": "database" } },
      "components": {
        "database": { "kind": "database", "connections": 5, \(members) }
      }
    }
    """
  }

  private static func database(_ members: String) throws -> Database? {
    let model = try ModelDocument(text(members), named: "m.json").architecture()
    guard case .database(let database) = model.components[0].kind else { return nil }
    return database
  }

  @Test func `one time of a write is with the lock, where there is one writer`() throws {
    let file = try #require(
      try Self.database(#""singleWriter": {}, "write": "9ms", "operations": { "*": "2ms" }"#))
    #expect(file.writer == Database.SingleWriter(journal: .rollback, busyTimeout: .seconds(5)))
    #expect(
      file.operations == [
        Database.Operation(name: "*", time: .constant(.milliseconds(2))),
        Database.Operation(
          name: "write", time: .constant(.zero), locked: .constant(.milliseconds(9))),
      ])
    let server = try #require(try Self.database(#""write": "9ms", "operations": { "*": "2ms" }"#))
    #expect(server.operations[1].locked == nil)
    #expect(server.operations.map(\.isWrite) == [false, true])
  }

  @Test(arguments: [
    (
      #""operations": { "*": { "cpu": "1ms" } }"#,
      #"operations.*.cpu: "cpu" needs "cores" of the database to run on"#
    ),
    (
      #""operations": { "*": { "commit": "1ms" } }"#,
      #"operations.*.commit: "commit" is for a database with "singleWriter""#
    ),
    (
      #""lockTimeout": "1s", "singleWriter": {}, "operations": { "*": "1ms" }"#,
      #"lockTimeout: "lockTimeout" is for rows; a single writer has its "busyTimeout""#
    ),
    (
      #""deadlockTimeout": "1s", "singleWriter": {}, "operations": { "*": "1ms" }"#,
      #"deadlockTimeout: "deadlockTimeout" is for rows; a single writer has its "busyTimeout""#
    ),
    (
      #""operations": { "*": { "time": "1ms", "row": "total" } }"#,
      #"operations.*.row: "row" says what "locked" is about, where rows are locked"#
    ),
    (
      #""operations": { "*": { "locked": "1ms", "comit": "1ms" } }"#,
      "unknown key 'comit'; did you mean 'commit'?"
    ),
    (
      #""operations": { "*": "1ms" }, "singleWriter": { "journal": "log" }"#,
      #"singleWriter.journal: expected one of "rollback", "wal", found "log""#
    ),
    (
      #""singleWriter": {}, "write": "1ms", "replication": { "replicas": 1, "lag": "1ms" }"#,
      #"replication: "replication" is for servers; a file has no replicas"#
    ),
    (
      #""write": "1ms", "replication": { "replicas": 0, "lag": "1ms" }"#,
      "replication.replicas: expected a whole number from 1 to 100, found 0"
    ),
    (
      #""write": "1ms", "checkpoints": { "every": "5s", "for": "5s" }"#,
      "checkpoints.for: expected a time shorter than 5s, after which the next one begins, found "
    ),
    (
      #""write": "1ms", "checkpoints": { "every": "5s", "for": "1s", "slowdown": 0.5 }"#,
      "checkpoints.slowdown: expected a number from 1 to 10000, found 0.5"
    ),
  ])
  func `what is wrong with a database is told where it stands`(
    _ members: String, _ message: String
  ) throws {
    do {
      _ = try Self.database(members)
      Issue.record("it was read: \(members)")
    } catch {
      #expect("\(error)".contains(message))
    }
  }
}
