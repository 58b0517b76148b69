import ArchitectureSimulation
import Testing
import TimeBase

/// What becomes of calls that are at work on an instance when it crashes, wherever they stand.
@Suite struct CrashTests {
  private static let crash = #"{ "at": "5s", "for": "1s", "crash": "app" }"#

  private func play(
    _ clients: [(String, String)], _ components: [(String, String)], _ faults: [String],
    latency: String = "0s"
  ) throws -> RunResult {
    let result = try Sketch(
      run: #""duration": "40s", "warmup": "0s""#, network: #""latency": "\#(latency)""#,
      clients: clients, components: components, faults: faults
    ).play()
    #expect(Books(of: result).complaints == [])
    return result
  }

  private func three(at time: String = "0s") -> [(String, String)] {
    (1...3).map { Sketch.once("web\($0)", at: time) }
  }

  @Test func `Who works and who waits is lost, and every caller learns it at once`() throws {
    let result = try play(
      three() + [Sketch.once("late", at: "5500ms"), Sketch.once("after", at: "6s")],
      [Sketch.service("app", #""workers": 1"#, does: #"{ "wait": "10s" }"#)], [Self.crash])
    for name in ["web1", "web2", "web3"] {
      let books = try result.client(name)
      #expect(books.blame == ["1 crashed at app"])
      #expect(books.latencyOfAll?.maximum == .seconds(5))
    }
    #expect(try result.client("late").blame == ["1 refused at app"])
    // The restarted instance has a free worker and an empty line.
    #expect(try result.client("after").latency?.maximum == .seconds(10))
    let station = try result.station("app")
    #expect(station.completions == 2)
    #expect(station.failures == 1)
    #expect(station.turnedAway == 3)
  }

  @Test func `What a crashed instance had asked for is done for nobody`() throws {
    let result = try play(
      [Sketch.once()],
      [Sketch.service(does: #"{ "call": "database" }"#), Sketch.database("10s")], [Self.crash])
    #expect(try result.client().blame == ["1 crashed at app"])
    #expect(try result.client().latencyOfAll?.maximum == .seconds(5))
    let database = try result.station("database")
    #expect(database.completions == 1)
    #expect(database.wasted == 1)
    #expect(database.wastedTime == .seconds(10))
  }

  @Test func `A caller whose callee crashes learns the cause and the culprit`() throws {
    let result = try play(
      [Sketch.once()],
      [Sketch.service(does: #"{ "call": "database" }"#), Sketch.database("10s")],
      [#"{ "at": "5s", "crash": "database" }"#])
    #expect(try result.client().blame == ["1 crashed at database"])
    #expect(try result.client().statuses == [.init(status: 500, count: 1)])
  }

  @Test(arguments: ["0s", "100ms"])
  func `Nobody tries again on behalf of a crashed instance`(_ latency: String) throws {
    // Between two attempts; the wait would be over at 10 s or so.
    let result = try play(
      [Sketch.once()],
      [
        Sketch.service(
          does: #"{ "call": "database", "retry": { "attempts": 9, "backoff": "10s" } }"#),
        Sketch.database("1s"),
      ],
      [Self.crash, #"{ "at": "0s", "outage": "database" }"#], latency: latency)
    #expect(try result.client().blame == ["1 crashed at app"])
    #expect(try result.station("database").arrivals == 1)
  }

  @Test func `A crash of the client's callee is a failure that the client may try again`() throws {
    let result = try play(
      [Sketch.once("web", #""retry": { "attempts": 2, "backoff": "2s" }"#)],
      [Sketch.service(does: #"{ "wait": "10s" }"#)], [Self.crash])
    let books = try result.client()
    #expect(books.succeeded == 1)
    #expect(books.attempts == 2)
    #expect(books.latency?.maximum == .seconds(17))
  }

  /// The load takes from 0 to 10 s; whoever leads it is lost with those who wait for it.
  @Test(arguments: ["0s", "100ms"])
  func `Those who wait for somebody else's load are lost with the instance`(
    _ latency: String
  ) throws {
    let result = try play(
      three() + [Sketch.once("after", at: "20s")],
      [Self.coalescing(), Self.cache, Sketch.database("10s")],
      [Self.crash], latency: latency)
    for name in ["web1", "web2", "web3"] {
      #expect(try result.client(name).blame == ["1 crashed at app"])
    }
    #expect(try result.client("after").succeeded == 1)
    #expect(try result.cache().coalesced == 2)
    let station = try result.station("app")
    #expect(station.arrivals == 4)
    #expect(station.completions == 4)
    #expect(station.inSystemAtEnd == 0)
  }

  @Test(arguments: ["0s", "3s"])
  func `A load goes on for those who are left when one who waits for it crashes`(
    _ latency: String
  ) throws {
    // The first on instance 0 leads, the second on instance 1 waits and is lost; whether its answer
    // is still on the way when the load lands makes no difference.
    let result = try play(
      [Sketch.once("web1"), Sketch.once("web2", at: "1s")],
      [Self.coalescing(instances: 2), Self.cache, Sketch.database("10s")],
      [#"{ "at": "18500ms", "for": "1s", "crash": "app", "instance": 1 }"#], latency: latency)
    #expect(try result.client("web1").succeeded == 1)
    let second = try result.client("web2")
    #expect(second.failed == (latency == "0s" ? 0 : 1))
    #expect(second.inFlightAtEnd == 0)
  }

  @Test func `Computations that share a processor are lost, and the next has it alone`() throws {
    let result = try play(
      three() + [Sketch.once("after", at: "7s")],
      [("app", #"{ "kind": "service", "cpu": { "cores": 1 }, "work": "4s" }"#)], [Self.crash])
    #expect(try result.client("web1").blame == ["1 crashed at app"])
    #expect(try result.client("after").latency?.maximum == .seconds(4))
    // One of three that share, for five seconds each, and one alone.
    #expect(try result.station("app").completions == 4)
  }

  @Test func `A gateway that crashes loses the requests that it has passed on`() throws {
    let result = try play(
      [Sketch.once("web", calls: "gateway")],
      [
        ("gateway", #"{ "kind": "gateway", "calls": "app" }"#),
        Sketch.service(does: #"{ "wait": "10s" }"#),
      ], [#"{ "at": "5s", "crash": "gateway" }"#])
    #expect(try result.client().blame == ["1 crashed at gateway"])
    #expect(try result.station("app").wasted == 1)
  }

  @Test func `Who is never answered learns it when the instance crashes`() throws {
    let result = try play(
      [Sketch.once()], [Sketch.service(does: #"{ "wait": "1s" }"#)],
      [#"{ "at": "0s", "for": "9s", "outage": "app", "mode": "hang" }"#, Self.crash])
    #expect(try result.client().blame == ["1 crashed at app"])
    #expect(try result.client().latencyOfAll?.maximum == .seconds(5))
  }

  @Test(arguments: [
    // Sent, arrives at 5.5 s: nobody listens.
    ("4500ms", "refused", 2000), ("4s", "refused", 2000),
    // Arrives at 4 s, and would be done at 5.5 s: lost at 5 s, and its timer rings in vain.
    ("3s", "crashed", 3000),
    // Done at 4.5 s: the answer is on its way.
    ("2s", "", 3500),
  ])
  func `What is on the network when an instance crashes arrives`(
    _ start: String, _ cause: String, _ milliseconds: Int64
  ) throws {
    let result = try play(
      [Sketch.once("web", at: start)], [Sketch.service(does: #"{ "wait": "1500ms" }"#)],
      [Self.crash], latency: "1s")
    let books = try result.client()
    #expect(books.blame == (cause.isEmpty ? [] : ["1 \(cause) at app"]))
    #expect(books.latencyOfAll?.maximum == .milliseconds(milliseconds))
  }

  @Test func `An instance may crash while it calls another of its own component`() throws {
    // The caller and its callee stand on the same instance and are lost together.
    let result = try play(
      [Sketch.once(), Sketch.once("other", at: "100ms")],
      [
        (
          "app",
          """
          { "kind": "service", "workers": "unlimited", "handles": {
              "request": [ { "call": "app", "as": "inner" } ], "inner": [ { "wait": "10s" } ] } }
          """
        )
      ], [Self.crash])
    #expect(try result.client().blame == ["1 crashed at app"])
    #expect(try result.station("app").completions == 4)
    #expect(try result.component("app").timeShare <= 1)
  }

  private static let cache = ("cache", #"{ "kind": "cache", "capacity": 10, "latency": "0s" }"#)

  private static func coalescing(instances: Int = 1) -> (String, String) {
    Sketch.service(
      "app", #""workers": "unlimited", "instances": \#(instances)"#,
      does: """
        { "cached": { "in": "cache", "coalesce": true,
                      "otherwise": [ { "call": "database" } ] } }
        """)
  }
}
