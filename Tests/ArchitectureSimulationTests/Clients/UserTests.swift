import ArchitectureSimulation
import Testing
import TimeBase

@Suite struct UserTests {
  /// A client of these members, and a service that takes so long and has no limit.
  static func play(
    _ client: String, service time: String = "100ms", for duration: String = "10s"
  ) throws -> RunResult {
    try Sketch(
      run: #""duration": "\#(duration)", "warmup": "0s""#,
      clients: [("web", #"{ \#(client), "calls": "app" }"#)],
      components: [Sketch.service(does: #"{ "wait": "\#(time)" }"#)]
    ).play()
  }

  static func request(_ name: String, in result: RunResult) throws -> RequestResult {
    try #require(result.clients[0].requests.first { $0.name == name })
  }

  @Test func `users join at their rate`() throws {
    let result = try Self.play(
      #""users": 6, "spawn": "1/s", "think": "0s""#, service: "1h")
    #expect(try ArrivalTests.offered(result) == [1, 1, 1, 1, 1, 1, 0, 0, 0, 0])
  }

  @Test func `users stop when they have sent enough together`() throws {
    // Rounds at 0, 0.1 and 0.2 s of 4, 4 and 2.
    let result = try Self.play(#""users": 4, "total": 10, "think": "0s""#)
    let books = try result.client()
    #expect(books.offered == 10)
    #expect(books.succeeded == 10)
    #expect(books.inFlightAtEnd == 0)
    #expect(try result.station("app").inSystemMaximum == 4)
    #expect(try result.station("app").inSystemMean == 10 * 0.1 / 10)
  }

  @Test(arguments: [("100ms", 51), ("300ms", 34)])
  func `a user keeps its pace if it can`(_ service: String, _ requests: UInt64) throws {
    // Every 200 ms from 0 to 10 s; one who needs 300 ms sends every 300 ms.
    let result = try Self.play(
      #""users": 1, "pace": "200ms", "think": "0s""#, service: service)
    #expect(try result.client().offered == requests)
  }

  @Test func `a task is sent in its order, with its own pauses`() throws {
    // 100 ms for each request, 1 s between and 2 s after: a round takes 4.3 s.
    let result = try Self.play(
      """
      "users": 1, "think": "2s",
      "tasks": { "browse": { "requests": ["GET /a", "GET /b", "GET /a"], "between": "1s" } },
      "requests": { "GET /a": {}, "GET /b": {} }
      """, for: "9s")
    // a at 2, b at 3.1, a at 4.2, a at 6.3, b at 7.4, a at 8.5.
    #expect(try Self.request("GET /a", in: result).offered == 4)
    #expect(try Self.request("GET /b", in: result).offered == 2)
    let starts = try result.points().enumerated().filter { $0.element.offered > 0 }.map {
      Double($0.offset) * result.series.step.seconds
    }
    #expect(zip(starts, [2, 3.1, 4.2, 6.3, 7.4, 8.5]).allSatisfy { abs($0 - $1) < 0.1 })
    #expect(starts.count == 6)
  }

  /// Three to one of some 5,000 tasks of two requests: a standard deviation of 31 tasks.
  @Test func `tasks are chosen by weight`() throws {
    let result = try Self.play(
      """
      "users": 100, "think": "0s",
      "tasks": { "buy": { "requests": ["c"] }, "read": { "weight": 3, "requests": ["a", "b"] } },
      "requests": { "a": {}, "b": {}, "c": {} }
      """)
    let (reads, buys) = (
      Double(try Self.request("a", in: result).succeeded),
      Double(try Self.request("c", in: result).succeeded)
    )
    #expect(abs(reads / (reads + buys) - 0.75) <= 0.03)
    #expect(abs(reads - Double(try Self.request("b", in: result).succeeded)) <= 100)
  }

  @Test func `a session sends its requests one after the other, and ends`() throws {
    // Sessions at 0, 1, 2 s, each of three requests of 100 ms with 400 ms between.
    let result = try Self.play(
      """
      "sessions": { "arrivals": { "constant": "1/s", "limit": 3 }, "requests": 3, "think": "400ms" }
      """)
    let books = try result.client()
    #expect(books.offered == 9)
    #expect(books.succeeded == 9)
    #expect(try result.station("app").inSystemMaximum == 2)
    #expect(Books(of: result).complaints == [])
    // At 0, 0.5, 1 (two sessions), 1.5, 2 (two), 2.5, 3.
    #expect(try ArrivalTests.offered(result) == [2, 3, 3, 1, 0, 0, 0, 0, 0, 0])
  }

  /// 10,000 sessions of 4 requests on average, with a standard deviation of √12 each.
  @Test func `the length of a session is drawn`() throws {
    let result = try Self.play(
      """
      "sessions": { "arrivals": { "poisson": "1000/s", "limit": 10000 },
                    "requests": { "geometric": 4 }, "think": "0s" }
      """, service: "1ms", for: "30s")
    #expect(abs(Double(try result.client().succeeded) / 10_000 - 4) <= 0.14)
  }

  @Test func `sessions follow tasks`() throws {
    let result = try Self.play(
      """
      "sessions": { "arrivals": { "constant": "1/s", "limit": 4 }, "requests": 4, "think": "0s" },
      "tasks": { "read": { "requests": ["a", "b"] } }, "requests": { "a": {}, "b": {} }
      """)
    #expect(try Self.request("a", in: result).offered == 8)
    #expect(try Self.request("b", in: result).offered == 8)
  }
}
