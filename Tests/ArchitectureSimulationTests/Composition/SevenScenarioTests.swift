import ArchitectureSimulation
import Testing
import TimeBase

/// Seven plain wirings of shipped parts, in which simulators of this kind are known to fail: a call
/// that is answered before the work is done, a rejection that looks like a success, a pool that opens
/// more connections than it has.
@Suite struct SevenScenarioTests {
  /// One service, and a client that sends so many requests at such a rate.
  private func model(
    _ arrivals: String, policy: String = "", service: String, duration: String = "60s"
  ) -> Sketch {
    Sketch(
      run: #""duration": "\#(duration)", "warmup": "0s""#,
      clients: [("web", #"{ "arrivals": { \#(arrivals) }, "calls": "app" \#(policy) }"#)],
      components: [("app", #"{ "kind": "service", \#(service) }"#)])
  }

  @Test func `A client with a timeout of 1 s before a server of 5 s sees five timeouts`() throws {
    let result = try model(
      #""constant": "1/s", "limit": 5"#, policy: #", "timeout": "1s""#,
      service: #""workers": "unlimited", "work": "5s""#
    ).play()
    let books = try result.client()
    #expect(books.offered == 5)
    #expect(books.succeeded == 0)
    #expect(books.blame == ["5 timeout at app"])
    #expect(books.latency == nil)
    #expect(try #require(books.latencyOfAll).areAll(.seconds(1)))
    // The server did all of the work, for nobody.
    let station = try result.station("app")
    #expect(station.completions == 5)
    #expect(station.wasted == 5)
    #expect(station.wastedTime == .seconds(25))
    #expect(Books(of: result).complaints == [])
  }

  @Test func `A timeout in the middle of a chain is an answer of 504 to those before it`() throws {
    let result = try Sketch(
      run: #""duration": "60s", "warmup": "0s""#,
      clients: [
        ("web", #"{ "arrivals": { "constant": "1/s", "limit": 3 }, "calls": "gateway" }"#)
      ],
      components: [
        ("gateway", #"{ "kind": "gateway", "calls": "app", "timeout": "1s" }"#),
        ("app", #"{ "kind": "service", "workers": "unlimited", "work": "5s" }"#),
      ]
    ).play()
    let books = try result.client()
    #expect(books.blame == ["3 timeout at app"])
    #expect(books.statuses == [.init(status: 504, count: 3)])
    #expect(try #require(books.latencyOfAll).areAll(.seconds(1)))
    #expect(Books(of: result).complaints == [])
  }

  @Test func `A bulkhead of one in front of a server of 5 s rejects four of five`() throws {
    let result = try model(
      #""constant": "10/s", "limit": 5"#,
      service: #""workers": 1, "backlog": 0, "work": "5s""#
    ).play()
    let books = try result.client()
    #expect(books.succeeded == 1)
    #expect(books.blame == ["4 rejected at app"])
    #expect(books.statuses == [.init(status: 200, count: 1), .init(status: 503, count: 4)])
    #expect(try #require(books.latency).areAll(.seconds(5)))
    let station = try result.station("app")
    #expect(station.turnedAway == 4)
    #expect(station.queueMaximum == 0)
    #expect(station.busyMean == 5.0 / 60)
    #expect(Books(of: result).complaints == [])
  }

  @Test func `What an open breaker rejects are failures of the client`() throws {
    // Every call fails. The first two open the breaker, and the other five find it open.
    let result = try model(
      #""constant": "10/s", "limit": 7"#,
      policy: """
        , "breaker": { "slidingWindowSize": 2, "minimumNumberOfCalls": 2,
                       "waitDurationInOpenState": "1h" }
        """,
      service: #""workers": 1, "handles": { "*": [ { "respond": 500 } ] }"#
    ).play()
    let books = try result.client()
    #expect(books.offered == 7)
    #expect(books.succeeded == 0)
    #expect(books.blame == ["5 breakerOpen at web", "2 error at app"])
    #expect(books.statuses == [.init(status: 500, count: 2)])
    #expect(try result.station("app").arrivals == 2)
    #expect(result.log.entries.map(\.event) == ["breaker to app: closed -> open"])
    #expect(result.log.entries.map(\.time) == [.zero + .milliseconds(100)])
    #expect(Books(of: result).complaints == [])
  }

  @Test func `A full line rejects exactly those for whom there is no place`() throws {
    // The vector of a bounded queue in front of a pool: service 100, two places, arrivals at 0, 10,
    // 20, 30 and 110; the fourth finds both places taken, and the fifth the one that was left at 100.
    let arrivals = ["0ms", "10ms", "20ms", "30ms", "110ms"]
    let result = try Sketch(
      clients: arrivals.enumerated().map { number, first in
        (
          "web\(number)",
          """
          { "arrivals": { "constant": "1/s", "first": "\(first)", "limit": 1 }, "calls": "app" }
          """
        )
      },
      components: [("app", #"{ "kind": "service", "backlog": 2, "work": "100ms" }"#)]
    ).play()
    let latencies = try arrivals.indices.map { try result.client("web\($0)").latency?.maximum }
    #expect(
      latencies == [
        .milliseconds(100), .milliseconds(190), .milliseconds(280), nil, .milliseconds(290),
      ])
    #expect(try result.client("web3").blame == ["1 rejected at app"])
    #expect(try result.client("web3").latencyOfAll?.maximum == .zero)
    let station = try result.station("app")
    #expect(station.turnedAway == 1)
    #expect(station.queueMaximum == 2)
    #expect(Books(of: result).complaints == [])
  }

  @Test func `A full job queue fails the request that would enqueue`() throws {
    // One job is worked on and one waits; there is room again every 5 s.
    let result = try Sketch(
      clients: [
        ("web", #"{ "arrivals": { "constant": "10/s", "limit": 5 }, "calls": "app" }"#)
      ],
      components: [
        (
          "app",
          #"{ "kind": "service", "handles": { "*": [ { "enqueue": "jobs" } ] } }"#
        ),
        ("jobs", #"{ "kind": "queue", "capacity": 1, "work": "5s" }"#),
      ]
    ).play()
    let books = try result.client()
    #expect(books.succeeded == 2)
    #expect(books.blame == ["3 rejected at jobs"])
    #expect(books.statuses == [.init(status: 200, count: 2), .init(status: 503, count: 3)])
    #expect(try result.station("jobs").turnedAway == 3)
    #expect(Books(of: result).complaints == [])
  }

  @Test func `A pool of two connections never opens a third, and eighteen of twenty wait`() throws {
    // Twenty queries at once, 100 ms each: two a round, so that the k-th round waits k · 100 ms.
    let result = try Sketch(
      run: #""duration": "3610s", "warmup": "1h""#,
      clients: [("web", #"{ "users": 20, "think": "1h", "calls": "database" }"#)],
      components: [
        (
          "database",
          #"{ "kind": "database", "connections": 2, "operations": { "*": "100ms" } }"#
        )
      ]
    ).play()
    let station = try result.station("database")
    #expect(station.servers == 2)
    #expect(station.waited == 18)
    #expect(station.queueMaximum == 18)
    #expect(station.inSystemMaximum == 20)
    let wait = try #require(station.wait)
    #expect(wait.count == 20)
    #expect(wait.mean == .milliseconds(450))
    #expect(wait.maximum == .milliseconds(900))
    // Waits 0, 100, …, 900 ms, each twice: variance (10² - 1) / 12 · 100², with n - 1 below.
    #expect(abs(wait.standardDeviation.seconds - (0.0825 * 20 / 19).squareRoot()) < 1e-8)
    // Two connections are busy for all of the first second of ten.
    #expect(station.busyMean == 0.2)
    #expect(station.utilisation == 0.1)
    #expect(station.saturatedShare == 0.1)
    let books = try result.client()
    #expect(books.succeeded == 20)
    #expect(try #require(books.latency).maximum == .seconds(1))
    #expect(Books(of: result).complaints == [])
  }

  @Test func `Two hundred requests to an echo of half a second are 200 responses of it`() throws {
    let result = try model(
      #""constant": "10/s", "limit": 200"#, policy: #", "timeout": "1s""#,
      service: #""workers": "unlimited", "work": "500ms""#
    ).play()
    let books = try result.client()
    #expect(books.offered == 200)
    #expect(books.succeeded == 200)
    #expect(books.failed == 0)
    #expect(books.attempts == 200)
    #expect(books.statuses == [.init(status: 200, count: 200)])
    #expect(try #require(books.latency).areAll(.milliseconds(500)))
    #expect(Books(of: result).complaints == [])
  }
}
