import ArchitectureSimulation
import Testing
import TimeBase

@Suite struct StationOracleTests {
  /// One core, jobs of 100 ms at 0 and of 10 ms at 50 ms; when each is done.
  @Test(arguments: [
    (#""cpu": { "cores": 1 }"#, 110, 70), (#""workers": 1"#, 100, 110),
    (#""cpu": { "cores": 2 }"#, 100, 60), (#""cpu": { "cores": 1 }, "workers": 1"#, 100, 110),
  ])
  func `A processor that is shared serves the short job first`(
    _ traits: String, _ long: Int64, _ short: Int64
  ) throws {
    let result = try Sketch(
      clients: [
        (
          "long",
          """
          { "arrivals": { "constant": "1/s", "limit": 1 }, "calls": "app",
            "requests": { "long": { } } }
          """
        ),
        (
          "short",
          """
          { "arrivals": { "constant": "1/s", "first": "50ms", "limit": 1 }, "calls": "app",
            "requests": { "short": { } } }
          """
        ),
      ],
      components: [
        (
          "app",
          """
          { "kind": "service", \(traits), "handles": {
              "long": [ { "compute": "100ms" } ], "short": [ { "compute": "10ms" } ] } }
          """
        )
      ]
    ).play()
    #expect(try result.client("long").latency?.maximum == .milliseconds(long))
    #expect(try result.client("short").latency?.maximum == .milliseconds(short - 50))
  }

  @Test func `One load serves all who miss the key meanwhile`() throws {
    // A load of 100 ms; callers at 0, 0, 0, 50 and, after it, 100 and later. What is loaded is kept
    // for 100 ms, so that the caller at 150 finds it and the one at 250 does not.
    let times = ["0ms", "0ms", "0ms", "50ms", "150ms", "250ms"]
    let result = try Sketch(
      clients: times.enumerated().map { Sketch.once("web\($0)", at: $1) },
      components: [
        Sketch.service(
          does: """
            { "cached": { "in": "cache", "ttl": "100ms", "coalesce": true,
                          "otherwise": [ { "call": "database" } ] } }
            """),
        ("cache", #"{ "kind": "cache", "capacity": 10, "latency": "0s" }"#),
        Sketch.database("100ms"),
      ]
    ).play()
    let latencies = try times.indices.map {
      try #require(try result.client("web\($0)").latency).maximum.nanoseconds / 1_000_000
    }
    #expect(latencies == [100, 100, 100, 50, 0, 100])
    #expect(try result.station("database").arrivals == 2)
    let cache = try result.cache()
    #expect(cache.misses == 5)
    #expect(cache.coalesced == 3)
    #expect(cache.hits == 1)
    #expect(cache.expired == 1)
    #expect(Books(of: result).complaints == [])
  }

  @Test func `A load that fails fails all who waited for it`() throws {
    let result = try Sketch(
      clients: (0..<3).map { Sketch.once("web\($0)") },
      components: [
        Sketch.service(
          does: """
            { "cached": { "in": "cache", "coalesce": true,
                          "otherwise": [ { "call": "database", "timeout": "30ms" } ] } }
            """),
        ("cache", #"{ "kind": "cache", "capacity": 10, "latency": "0s" }"#),
        Sketch.database("100ms"),
      ]
    ).play()
    for name in ["web0", "web1", "web2"] {
      #expect(try result.client(name).blame == ["1 timeout at database"])
      #expect(try result.client(name).latencyOfAll?.maximum == .milliseconds(30))
    }
    #expect(try result.station("database").arrivals == 1)
  }

  @Test func `A job that fails is delivered again, and is a dead letter in the end`() throws {
    // 100 ms of work; deliveries at 0, after 1 s, and after 2 s: the last is over at 3.3 s.
    let result = try Sketch(
      clients: [("web", #"{ "arrivals": { "constant": "5/s", "limit": 4 }, "calls": "app" }"#)],
      components: [
        Sketch.service(does: #"{ "enqueue": "jobs" }"#),
        (
          "jobs",
          """
          { "kind": "queue", "workers": 1, "steps": [ { "wait": "100ms" }, { "respond": 500 } ],
            "retry": { "attempts": 3, "backoff": { "base": "1s" } } }
          """
        ),
      ]
    ).play()
    #expect(try result.client().succeeded == 4)
    #expect(try #require(result.client().latency).areAll(.zero))
    let queue = try result.queue()
    #expect(queue.redelivered == 8)
    #expect(queue.deadLettered == 4)
    let station = try result.station("jobs")
    #expect(station.arrivals == 4)
    #expect(station.completions == 4)
    #expect(station.failures == 4)
    #expect(try #require(station.residence).areAll(.milliseconds(3_300)))
    #expect(Books(of: result).complaints == [])
  }
}
