import ArchitectureModel
import EventEngine
import Resilience
import Testing
import TimeBase

@Suite struct ConnectionReadingTests {
  private static func text(_ members: String, faults: String = "") -> String {
    """
    {
      "format": 1,
      "clients": { "web": { "arrivals": { "constant": "1/s" }, "calls": "database" } },
      "components": { "database": { "kind": "database", "operations": { "*": "1ms" }, \(members) } },
      "faults": [ \(faults) ]
    }
    """
  }

  private static func database(_ members: String, faults: String = "") throws -> Database? {
    let text = text(members, faults: faults)
    let model = try ModelDocument(text, named: "m.json").architecture()
    guard case .database(let database) = model.components[0].kind else { return nil }
    return database
  }

  @Test func `a pool of a caller has the conventions of HikariCP unless it says otherwise`() throws
  {
    let usual = try #require(try Self.database(#""connections": { "size": 7 }"#))
    #expect(usual.connections == nil)
    #expect(usual.pool == ManagedPoolPolicy(maximumSize: 7))
    let members = """
      "connections": { "size": 9, "minimumIdle": 0, "idleTimeout": "0s", "maximumLifetime": "30s",
                       "creationPause": "0s" },
      "connecting": "20ms", "maxConnections": 50, "poolTimeout": "2s", "diskSlots": 4
      """
    let own = try #require(try Self.database(members))
    #expect(
      own.pool
        == ManagedPoolPolicy(
          maximumSize: 9, minimumIdle: 0, connectionTimeout: .seconds(2), idleTimeout: .zero,
          maximumLifetime: .seconds(30), creationPause: .zero))
    #expect(own.connecting == .constant(.milliseconds(20)))
    #expect(own.maxConnections == 50)
    #expect(own.diskSlots == 4)
  }

  @Test(arguments: [
    (
      #""connections": { "size": 0 }"#,
      "connections.size: expected a whole number from 1 to 100000, found 0"
    ),
    (
      #""connections": { "sise": 5 }"#,
      "unknown key 'sise'; did you mean 'size'?"
    ),
    (
      #""connections": { "size": 5, "minimumIdle": 6 }"#,
      "connections.minimumIdle: expected up to 5, the size of the pool, found 6"
    ),
    (
      #""connections": { "size": 5, "maximumLifetime": "10s" }"#,
      #"connections.maximumLifetime: expected 30s or more, or 0s for ever, found "10s""#
    ),
    (
      #""connections": { "size": 5 }, "discipline": "lifo""#,
      "discipline: pools of callers serve those who wait in the order of arrival"
    ),
    (
      #""connections": 5, "connecting": "20ms""#,
      "connecting: a pool of a number of connections has them from the start; they are opened by "
        + #"pools of callers ("connections": { "size": 5 }) or, with "unlimited", by every call"#
    ),
    (
      #""connections": 5, "maxConnections": 4"#,
      #"connections: expected up to 4, the "maxConnections" of the server, found 5"#
    ),
    (
      #""connections": "unlimited", "maxConnections": 4, "poolTimeout": "1s""#,
      "poolTimeout: with unlimited connections nobody waits for one: who finds "
        + #""maxConnections" open is refused"#
    ),
    (
      #""connections": 5, "diskSlots": 0"#,
      "diskSlots: expected a whole number from 1 to 4096, found 0"
    ),
    (
      #""connections": 5, "read": { "disk": "1ms" }"#,
      #"read.disk: "disk" needs "diskSlots" of the database to use"#
    ),
  ])
  func `what is wrong with connections is told where it stands`(
    _ members: String, _ message: String
  ) throws {
    do {
      _ = try Self.database(members)
      Issue.record("it was read: \(members)")
    } catch {
      #expect("\(error)".contains(message))
    }
  }

  @Test(arguments: ["stall", "brownout"])
  func `faults of a pool that all share are none of pools of callers`(_ kind: String) throws {
    let workers = kind == "stall" ? "" : #", "workers": 1"#
    do {
      _ = try Self.database(
        #""connections": { "size": 5 }"#,
        faults: #"{ "at": "1s", "for": "1s", "\#(kind)": "database"\#(workers) }"#)
      Issue.record("it was read")
    } catch {
      let message =
        "each caller of 'database' has a pool of its own; this is for one that all share"
      #expect("\(error)".contains("faults[0].\(kind): \(message)"))
    }
  }

  @Test func `pools that can open more than the server takes are advised against`() throws {
    let text = Self.text(#""connections": { "size": 10 }, "maxConnections": 9"#)
    let advice = try ModelDocument(text, named: "m.json").reading.advice.map(\.message)
    let expected =
      "1 pool of up to 10 can open 10 connections and the server takes 9: the rest are refused; make"
      + " the pools smaller, or put a pool that all share before the server"
    #expect(advice.contains(expected), "\(advice)")
  }
}
