import ArchitectureSimulation
import Testing
import TimeBase

/// Transactions hold a connection and rows from their beginning to their end.
@Suite struct TransactionTests {
  /// Clients that each send one request, at a database with rows A, B and C.
  static func play(
    _ clients: [(String, String)], _ handlers: String, connections: String = "20",
    _ database: String = "", app: String = #""workers": "unlimited""#, faults: [String] = [],
    run: String = #""duration": "10s", "warmup": "0s""#
  ) throws -> RunResult {
    let operations = #"""
      "read": "4ms", "write": { "locked": "6ms" },
      "a": { "locked": "10ms", "row": "A" }, "b": { "locked": "10ms", "row": "B" },
      "c": { "locked": "10ms", "row": "C" }
      """#
    let result = try Sketch(
      run: run, clients: clients,
      components: [
        ("app", #"{ "kind": "service", \#(app), "handles": { \#(handlers) } }"#),
        (
          "database",
          #"""
          { "kind": "database", "connections": \#(connections), \#(database)
            "operations": { \#(operations) } }
          """#
        ),
      ], faults: faults
    ).play()
    #expect(Books(of: result).complaints == [])
    let books = try transactions(result)
    #expect(books.begun == books.committed + books.rolledBack + books.openAtEnd)
    #expect(books.openAtEnd == 0)
    return result
  }

  static func one(_ name: String, at time: String = "0s", _ policy: String = "") -> (String, String)
  {
    Sketch.once(
      "\(name)-\(time)", at: time,
      #""requests": { "\#(name)": {} }\#(policy.isEmpty ? "" : ", " + policy)"#)
  }

  static func transaction(_ steps: String, _ more: String = "") -> String {
    #"[ { "transaction": "database", "do": [ \#(steps) ]\#(more) } ]"#
  }

  static func operations(_ names: String) -> String {
    names.map { #"{ "call": "database", "as": "\#($0)" }"# }.joined(separator: ", ")
  }

  static func transactions(_ result: RunResult) throws -> ComponentResult.Transactions {
    try #require(try result.component("database").transactions)
  }

  static func latency(_ result: RunResult, _ name: String) throws -> TimeSpan? {
    try result.client(name).latency?.mean
  }

  private static let read = #"{ "call": "database", "as": "read" }"#
  private static let write = #"{ "call": "database", "as": "write" }"#

  // MARK: What is held

  /// Reading takes 4 ms, thinking 20 and writing 6: with one connection the second waits for 30.
  @Test(arguments: ["1", #"{ "size": 1, "creationPause": "0s" }"#])
  func `a connection is held for the whole transaction`(connections: String) throws {
    let steps = "\(Self.read), { \"wait\": \"20ms\" }, \(Self.write)"
    let result = try Self.play(
      [Self.one("x"), Self.one("y", at: "1ms")], #""*": \#(Self.transaction(steps))"#,
      connections: connections)
    #expect(try Self.latency(result, "x-0s") == .milliseconds(30))
    #expect(try Self.latency(result, "y-1ms") == .milliseconds(59))
    let station = try result.station("database")
    #expect(station.busyMean * 10 == 0.06)
    #expect(station.wait?.maximum == .milliseconds(29))
    // Of each transaction the beginning, two operations, and the end.
    #expect(station.arrivals == 8)
    #expect(try Self.transactions(result).committed == 2)
  }

  /// Of 10 users each holds the row for 20 ms and comes again: the row is never free, and 50 a second get
  /// through, whatever the number of connections.
  @Test func `a hot row lets through as many as fit one after the other`() throws {
    let steps = #"{ "call": "database", "as": "a" }, { "wait": "10ms" }"#
    let sketch = Sketch(
      run: #""duration": "10s", "warmup": "0s""#,
      clients: [("web", #"{ "users": 10, "think": "0s", "calls": "app" }"#)],
      components: [
        Sketch.service(does: String(Self.transaction(steps).dropFirst().dropLast())),
        (
          "database",
          #"""
          { "kind": "database", "connections": 20,
            "operations": { "a": { "locked": "10ms", "row": "A" } } }
          """#
        ),
      ])
    let result = try sketch.play()
    #expect(Books(of: result).complaints == [])
    #expect(try result.client().succeeded == 500)
    // Nine wait at any time; the first of them all did not.
    #expect(try result.client().latency?.maximum == .milliseconds(200))
    let books = try Self.transactions(result)
    #expect(books.committed == 500 && books.openAtEnd == 10)
    #expect(books.lockWaits == books.begun - 1)
    #expect(books.deadlocks == 0)
  }

  /// Two statements on the same row: the second has it already.
  @Test func `a transaction does not wait for itself`() throws {
    let result = try Self.play(
      [Self.one("x")], #""*": \#(Self.transaction(Self.operations("aab")))"#)
    #expect(try Self.latency(result, "x-0s") == .milliseconds(30))
    #expect(try Self.transactions(result).lockWaits == 0)
  }

  /// What is done in parallel has connections of its own, and waits for rows as others do.
  @Test func `what runs side by side is part of no transaction`() throws {
    let steps = #"""
      { "call": "database", "as": "a" }, { "parallel": [ [ { "call": "database", "as": "a" } ] ] }
      """#
    let result = try Self.play(
      [Self.one("x")], #""*": \#(Self.transaction(steps))"#, #""lockTimeout": "1s","#)
    #expect(try result.client("x-0s").blame == ["1 queueTimeout at database"])
    #expect(try Self.transactions(result).rolledBack == 1)
  }

  // MARK: Deadlocks

  /// Each has one row from 10 ms on and wants the next: at 1,010 ms the first to have waited looks round
  /// the circle and gives up; with its row the one before it goes on, and so on.
  @Test(arguments: [
    ["ab", "ba"], ["ab", "bc", "ca"],
  ])
  func `of those who wait for each other one gives up after a second`(ways: [String]) throws {
    let handlers = ways.map { #""\#($0)": \#(Self.transaction(Self.operations($0)))"# }
    let result = try Self.play(ways.map { Self.one($0) }, handlers.joined(separator: ", "))
    let books = try Self.transactions(result)
    #expect(books.deadlocks == 1)
    #expect(books.rolledBack == 1)
    #expect(books.committed == UInt64(ways.count - 1))
    #expect(books.lockWaits == UInt64(ways.count))
    let victim = try result.client("\(ways[0])-0s")
    #expect(victim.blame == ["1 deadlock at database"])
    #expect(victim.latencyOfAll?.maximum == .milliseconds(1_010))
    for (place, way) in ways.reversed().dropLast().enumerated() {
      #expect(
        try Self.latency(result, "\(way)-0s") == .milliseconds(1_020 + Int64(place) * 10))
    }
  }

  @Test func `the time after which a deadlock is looked for can be said`() throws {
    let result = try Self.play(
      [Self.one("ab"), Self.one("ba")],
      ["ab", "ba"].map { #""\#($0)": \#(Self.transaction(Self.operations($0)))"# }
        .joined(separator: ", "), #""deadlockTimeout": "100ms","#)
    #expect(try result.client("ab-0s").latencyOfAll?.maximum == .milliseconds(110))
    #expect(try Self.latency(result, "ba-0s") == .milliseconds(120))
  }

  @Test func `who takes rows in the same order only waits`() throws {
    let result = try Self.play(
      [Self.one("x"), Self.one("y")], #""*": \#(Self.transaction(Self.operations("ab")))"#)
    #expect(try Self.latency(result, "x-0s") == .milliseconds(20))
    #expect(try Self.latency(result, "y-0s") == .milliseconds(40))
    #expect(try Self.transactions(result).lockWaits == 1)
  }

  /// The second gives up after 50 ms, and does something else instead.
  @Test func `a transaction that waits too long for a row is rolled back`() throws {
    let handlers = """
      "slow": \(Self.transaction(Self.operations("a") + #", { "wait": "1s" }"#)),
      "quick": \(Self.transaction(Self.operations("ba"),
        #", "lockTimeout": "50ms", "otherwise": [ { "wait": "5ms" }, { "respond": 409 } ]"#)),
      "next": \(Self.transaction(Self.operations("b")))
      """
    let result = try Self.play(
      [Self.one("slow"), Self.one("quick"), Self.one("next", at: "5ms")], handlers)
    let quick = try result.client("quick-0s")
    #expect(quick.count(ofStatus: 409) == 1)
    #expect(quick.latencyOfAll?.maximum == .milliseconds(10 + 50 + 5))
    // Row B is free at 60 ms.
    #expect(try Self.latency(result, "next-5ms") == .milliseconds(65))
    #expect(try Self.transactions(result).rolledBack == 1)
  }

  // MARK: Rollbacks

  /// The row is locked from 0 to 10 ms and kept; somebody else wants it at 500 ms. The first is
  /// broken off, or fails, at 1 s.
  @Test(arguments: [
    (#"{ "wait": "990ms" }, { "fail": "100%" }"#, "", [String]()),
    (#"{ "wait": "5s" }"#, #""timeout": "1s", "onTimeout": "cancel""#, []),
    (#"{ "wait": "990ms" }, { "respond": 200 }"#, "", []),
    (#"{ "wait": "5s" }"#, "", [#"{ "at": "1s", "for": "1s", "crash": "app", "instance": 0 }"#]),
  ])
  func `whatever ends the steps rolls back`(
    rest: String, policy: String, faults: [String]
  ) throws {
    let handlers = """
      "first": \(Self.transaction(Self.operations("a") + ", " + rest)),
      "second": \(Self.transaction(Self.operations("a")))
      """
    let result = try Self.play(
      [Self.one("first", policy), Self.one("second", at: "500ms")], handlers,
      app: #""workers": "unlimited", "instances": 2"#, faults: faults)
    #expect(try Self.latency(result, "second-500ms") == .milliseconds(510))
    #expect(try Self.transactions(result).rolledBack == 1)
    #expect(try Self.transactions(result).committed == 1)
    #expect(try result.station("database").busyMean * 10 == 1 + 0.51)
  }

  /// The client of the database gives up after 4 ms and ends; the statement goes on to 10 ms, and only
  /// then are row and connection free.
  @Test func `a statement that was abandoned ends before its transaction`() throws {
    let late = #"{ "call": "database", "as": "a", "timeout": "4ms" }"#
    let handlers = """
      "first": \(Self.transaction(late)), "second": \(Self.transaction(Self.operations("a")))
      """
    let result = try Self.play(
      [Self.one("first"), Self.one("second", at: "5ms")], handlers, connections: "1")
    #expect(try result.client("first-0s").latencyOfAll?.maximum == .milliseconds(4))
    #expect(try Self.latency(result, "second-5ms") == .milliseconds(15))
    #expect(try Self.transactions(result).rolledBack == 1)
  }

  /// The database crashes at 100 ms, while one transaction is idle and one waits for a row.
  @Test func `a crash of the database ends all transactions`() throws {
    let handlers = """
      "idle": \(Self.transaction(Self.operations("a") + #", { "wait": "1s" }, "# + Self.operations("b"))),
      "waits": \(Self.transaction(Self.operations("a"))),
      "later": \(Self.transaction(Self.operations("ab")))
      """
    for connections in ["5", #"{ "size": 5, "creationPause": "0s" }"#] {
      let result = try Self.play(
        [Self.one("idle"), Self.one("waits"), Self.one("later", at: "500ms")], handlers,
        connections: connections,
        faults: [#"{ "at": "100ms", "for": "100ms", "crash": "database" }"#])
      #expect(try result.client("idle-0s").blame == ["1 crashed at database"])
      #expect(try result.client("idle-0s").latencyOfAll?.maximum == .milliseconds(1_010))
      #expect(try result.client("waits-0s").latencyOfAll?.maximum == .milliseconds(100))
      #expect(try Self.latency(result, "later-500ms") == .milliseconds(20))
      #expect(try Self.transactions(result).rolledBack == 2)
      #expect(try Self.transactions(result).committed == 1)
    }
  }
}
