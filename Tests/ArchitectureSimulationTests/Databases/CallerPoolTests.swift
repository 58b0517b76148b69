import ArchitectureSimulation
import Testing
import TimeBase

/// Pools of callers: connections are opened one at a time and when they are wanted, end when they are
/// old or idle, and are no more than the server takes.
@Suite struct CallerPoolTests {
  private static func play(
    run: String = #""duration": "10s", "warmup": "0s""#, clients: [(String, String)],
    app: String = #""workers": "unlimited""#, database: String, faults: [String] = []
  ) throws -> RunResult {
    let result = try Sketch(
      run: run, clients: clients,
      components: [
        Sketch.service("app", app, does: #"{ "call": "database", "as": "read" }"#),
        ("database", #"{ "kind": "database", \#(database) }"#),
      ], faults: faults
    ).play()
    #expect(Books(of: result).complaints == [])
    return result
  }

  private static func users(_ count: Int) -> [(String, String)] {
    [("web", #"{ "users": \#(count), "think": "0s", "calls": "app" }"#)]
  }

  /// Nobody asks for anything before an hour has passed.
  private static let nobody = [Sketch.atOnce(1)]

  private static func connections(_ result: RunResult) throws -> ComponentResult.Connections {
    try #require(try result.component("database").connections)
  }

  /// Components specification, section 7.1: connecting takes 5 ms, and the maker rests for 30, so that
  /// the n-th of ten connections is there after 5 + 35 (n - 1) ms.
  @Test func `a cold pool serves the tenth after 320 ms`() throws {
    let result = try Self.play(
      clients: Self.users(10),
      database: #""connections": { "size": 10 }, "connecting": "5ms", "read": "20s""#)
    let wait = try #require(try result.station("database").wait)
    #expect(wait.count == 10)
    #expect(wait.maximum == .milliseconds(320))
    #expect(wait.mean == .microseconds(162_500))
    #expect(try Self.connections(result).opened == 10)
    #expect(try Self.connections(result).openMaximum == 10)
  }

  /// Connections that cost nothing and last make a pool of a caller what a pool of all callers is.
  @Test func `a warm pool of the only caller serves as a shared pool does`() throws {
    let clients = [("web", #"{ "arrivals": { "poisson": "400/s" }, "calls": "app" }"#)]
    let read = #""read": { "exponential": "10ms" }"#
    let lasting = #"{ "size": 5, "maximumLifetime": "0s", "creationPause": "0s" }"#
    let own = try Self.play(clients: clients, database: #""connections": \#(lasting), \#(read)"#)
    let shared = try Self.play(clients: clients, database: #""connections": 5, \#(read)"#)
    #expect(try own.client() == shared.client())
    #expect(try own.station("database") == shared.station("database"))
    #expect(try own.station("database").servers == 5)
  }

  @Test func `each instance and each process has a pool of its own`() throws {
    let result = try Self.play(
      clients: Self.users(12), app: #""instances": 2, "processes": 2, "workers": "unlimited""#,
      database: #""connections": { "size": 3 }, "read": "100ms""#)
    #expect(try Self.connections(result).pools == 4)
    #expect(try Self.connections(result).openMaximum == 12)
    #expect(try result.station("database").servers == 12)
  }

  /// Four connections are open when two pools of three want more. Each is refused at once, and tries
  /// again after 10, 20, 40, … ms: at 0, 10, 30, 70, 150, 310 and 630 ms of the first second.
  @Test func `one connection too many is refused at once, and asked for again`() throws {
    let result = try Self.play(
      run: #""duration": "1s", "warmup": "0s""#, clients: Self.users(6),
      app: #""instances": 2, "workers": "unlimited""#,
      database: """
        "connections": { "size": 3, "creationPause": "0s" }, "maxConnections": 4,
        "poolTimeout": "600ms", "read": "10s"
        """)
    let connections = try Self.connections(result)
    #expect(connections.limit == 4)
    #expect(connections.opened == 4)
    #expect(connections.openMaximum == 4)
    #expect(connections.refused == 14)
    // Two of six have no connection, and say why when they have waited for long enough.
    #expect(try result.client().count(.tooManyConnections) == 2)
    #expect(try result.client().blame == ["2 tooManyConnections at database"])
  }

  @Test func `with a connection for each call the next one is refused at once`() throws {
    let result = try Self.play(
      run: Sketch.hourAndHalf, clients: [Sketch.atOnce(5)],
      database: """
        "connections": "unlimited", "maxConnections": 3, "connecting": "2ms", "read": "8ms"
        """)
    let client = try result.client()
    #expect(try #require(client.latency).areAll(.milliseconds(10)))
    #expect(client.succeeded == 3)
    #expect(client.blame == ["2 tooManyConnections at database"])
    #expect(try #require(client.latencyOfAll).count == 5)
  }

  /// Erlang's formula of 1917 for five lines and a load of 5: B = 0.2849, whatever the distribution.
  @Test func `who finds all connections taken is lost as Erlang says`() throws {
    let result = try Self.play(
      run: #""duration": "200s", "warmup": "0s""#,
      clients: [("web", #"{ "arrivals": { "poisson": "100/s" }, "calls": "app" }"#)],
      database: """
        "connections": "unlimited", "maxConnections": 5, "connecting": "10ms",
        "read": { "exponential": "40ms" }
        """)
    let client = try result.client()
    let share = Double(client.count(.tooManyConnections)) / Double(client.completed)
    #expect(abs(share - 0.2849) < 0.012, "\(share)")
  }

  @Test func `connections beyond the minimum end when they have been idle for long`() throws {
    func open(after time: String) throws -> Int {
      let connections = try Self.connections(
        Self.play(
          run: #""duration": "\#(time)", "warmup": "0s""#,
          clients: [
            ("web", #"{ "arrivals": { "constant": "1000/s", "limit": 5 }, "calls": "app" }"#)
          ],
          database: """
            "connections": { "size": 8, "minimumIdle": 1, "idleTimeout": "20s",
                             "creationPause": "0s" },
            "read": "1s"
            """))
      return connections.openAtEnd
    }
    // Five had work, and one was kept ready beside them.
    #expect(try open(after: "29s") == 6)
    #expect(try open(after: "31s") == 1)
  }

  /// Of 40 s up to one is drawn off, and whoever keeps house comes each 30 s.
  @Test func `connections end when they are old, and others take their place`() throws {
    func opened(after time: String) throws -> UInt64 {
      try Self.connections(
        Self.play(
          run: #""duration": "\#(time)", "warmup": "0s""#, clients: Self.nobody,
          database: #""connections": { "size": 2, "maximumLifetime": "40s" }, "read": "1s""#)
      ).opened
    }
    #expect(try opened(after: "59s") == 2)
    #expect(try opened(after: "61s") == 4)
  }

  /// After 10 s all connections are gone. The maker is refused at 10, 10.01, 10.03, …, 12.55 s: nine
  /// times in all; at 15.11 s the server is there again.
  @Test func `a server that crashes takes its connections along`() throws {
    func connections(after time: String) throws -> ComponentResult.Connections {
      try Self.connections(
        Self.play(
          run: #""duration": "\#(time)", "warmup": "0s""#, clients: Self.nobody,
          database: #""connections": { "size": 3 }, "connecting": "5ms", "read": "1s""#,
          faults: [#"{ "at": "10s", "for": "5s", "crash": "database" }"#]))
    }
    #expect(try connections(after: "9s").openAtEnd == 3)
    #expect(try connections(after: "15s").openAtEnd == 0)
    let end = try connections(after: "16s")
    #expect(end.openAtEnd == 3)
    #expect(end.opened == 6)
    #expect(end.failed == 9)
  }

  @Test func `a process that crashes takes its connections along`() throws {
    func connections(after time: String) throws -> ComponentResult.Connections {
      try Self.connections(
        Self.play(
          run: #""duration": "\#(time)", "warmup": "0s""#, clients: Self.nobody,
          app: #""instances": 2, "workers": 1"#,
          database: #""connections": { "size": 3 }, "read": "1s""#,
          faults: [#"{ "at": "10s", "for": "5s", "crash": "app", "instance": 1 }"#]))
    }
    #expect(try connections(after: "12s").openAtEnd == 3)
    #expect(try connections(after: "16s").openAtEnd == 6)
    #expect(try connections(after: "16s").opened == 9)
  }

  @Test func `what is set up while the server stands still is there when it moves`() throws {
    let result = try Self.play(
      run: #""duration": "4s", "warmup": "0s""#, clients: Self.users(1),
      database: #""connections": { "size": 1 }, "connecting": "500ms", "read": "1s""#,
      faults: [#"{ "at": "100ms", "for": "1900ms", "freeze": "database" }"#])
    #expect(try #require(try result.station("database").wait).maximum == .seconds(2))
  }

  @Test func `whose time ends before the others changes no draw of theirs`() throws {
    func played(_ pool: String) throws -> RunResult {
      try Self.play(
        clients: [("web", #"{ "arrivals": { "poisson": "50/s" }, "calls": "app" }"#)],
        database: #""connections": \#(pool), "read": { "exponential": "5ms" }"#)
    }
    let result = try played(#"{ "size": 50 }"#)
    #expect(try played(#"{ "size": 50 }"#) == result)
    let other = try played(#"{ "size": 60, "creationPause": "0s" }"#)
    #expect(
      try other.station("database").service?.mean == result.station("database").service?.mean)
  }
}
