import ArchitectureSimulation
import PortableMathematics
import Testing
import TimeBase

/// What caches serve that is not fresh, and how they keep it fresh.
@Suite struct FreshnessTests {
  private static func milliseconds(_ result: RunResult, _ count: Int) throws -> [Int64] {
    try (0..<count).map {
      try #require(try result.client("get\($0)").latencyOfAll).maximum.nanoseconds / 1_000_000
    }
  }

  /// Loaded until 10 ms, fresh until 110, served until 310; and once more from 210 or 220 on.
  @Test(arguments: [(true, [10, 0, 0, 0, 10]), (false, [10, 10, 0, 0, 10])])
  func `what has expired is served while one request renews it`(
    _ inBackground: Bool, _ latencies: [Int64]
  ) throws {
    let result = try Sketch.cached(
      reads: ["0s", "200ms", "205ms", "220ms", "700ms"], get: Sketch.lookUp(#", "ttl": "100ms""#),
      cache: #", "stale": { "whileRevalidating": "200ms", "inBackground": \#(inBackground) }"#
    ).play()
    #expect(try Self.milliseconds(result, 5) == latencies)
    #expect(try result.station("database").arrivals == 3)
    let cache = try result.cache()
    #expect(cache.freshness?.servedExpired == (inBackground ? 2 : 1))
    #expect(cache.hits == (inBackground ? 3 : 2))
    #expect(cache.misses == (inBackground ? 2 : 3))
    #expect(Books(of: result).complaints == [])
    #expect(result.audit.flow == .ok)
  }

  /// Looked up after 400 and 800 ms, and after 1.2 s more.
  @Test(
    arguments: [
      ("", "", [10, 0, 0, 0]), (#", "idle": "500ms""#, "", [10, 0, 0, 10]),
      (#", "idle": "300ms""#, "", [10, 10, 10, 10]),
      // However often it is looked up, its time to live ends at 610 ms.
      (#", "idle": "500ms""#, #", "ttl": "600ms""#, [10, 0, 10, 10]),
      // What serves what has expired does not serve what nobody wanted.
      (#", "idle": "500ms", "stale": { "ifError": "1h" }"#, "", [10, 0, 0, 10]),
    ])
  func `what nobody looks up for long is gone`(
    _ cache: String, _ life: String, _ latencies: [Int64]
  ) throws {
    let result = try Sketch.cached(
      reads: ["0s", "400ms", "800ms", "2s"], get: Sketch.lookUp(life), cache: cache
    ).play()
    #expect(try Self.milliseconds(result, 4) == latencies)
  }

  /// One key, asked for once a second at random: it is there if not more than 1 s has passed, which is
  /// so with probability 1 - 1/e.
  @Test func `a time to live that each lookup renews gives the hit ratio of theory`() throws {
    var sketch = Sketch.cached(
      reads: [], get: #"{ "cached": { "in": "cache", "otherwise": [] } }"#,
      cache: #", "idle": "1s""#)
    sketch.run = #""duration": "5000s", "warmup": "0s""#
    sketch.clients = [
      (
        "web",
        #"{ "arrivals": { "poisson": "1/s" }, "calls": "app", \#(Sketch.about("GET")) }"#
      )
    ]
    let cache = try sketch.play().cache()
    let ratio = Double(cache.hits) / Double(cache.hits + cache.misses)
    // The standard error is 0.0068.
    #expect(abs(ratio - (1 - PortableMath.exp(-1))) < 0.027, "\(ratio)")
  }

  @Test func `a renewal that fails leaves the next one to somebody else`() throws {
    var sketch = Sketch.cached(
      reads: ["0s", "200ms", "400ms", "500ms"], get: Sketch.lookUp(#", "ttl": "100ms""#),
      cache: #", "stale": { "whileRevalidating": "10s", "inBackground": true }"#)
    sketch.faults = [#"{ "at": "150ms", "for": "100ms", "outage": "database" }"#]
    let result = try sketch.play()
    #expect(try Self.milliseconds(result, 4) == [10, 0, 0, 0])
    #expect(try result.station("database").turnedAway == 1)
    #expect(try result.station("database").completions == 2)
    #expect(try result.cache().freshness?.servedExpired == 2)
  }

  @Test func `what has expired is served in place of an error, for its time`() throws {
    var sketch = Sketch.cached(
      reads: ["0s", "400ms", "405ms", "1200ms"],
      get: Sketch.lookUp(#", "ttl": "100ms", "coalesce": true"#).replacing(
        #""as": "read""#, with: #""as": "read", "timeout": "30ms""#),
      cache: #", "stale": { "ifError": "1s" }"#)
    sketch.faults = [#"{ "at": "300ms", "outage": "database", "mode": "hang" }"#]
    let result = try sketch.play()
    // The one that came 5 ms later waited for the same load.
    #expect(try Self.milliseconds(result, 4) == [10, 30, 25, 30])
    #expect(try (0..<4).map { try result.client("get\($0)").succeeded } == [1, 1, 1, 0])
    #expect(try result.client("get3").blame == ["1 timeout at database"])
    #expect(try result.cache().freshness?.servedInsteadOfError == 2)
    #expect(try result.cache().coalesced == 1)
    #expect(Books(of: result).complaints == [])
  }

  @Test func `what does not exist is known for a while`() throws {
    let result = try Sketch.cached(
      reads: ["0s", "10ms", "30ms"],
      get:
        #"{ "cached": { "in": "cache", "otherwise": [ { "wait": "5ms" }, { "respond": 404 } ] } }"#,
      cache: #", "absences": { "ttl": "15ms" }"#
    ).play()
    #expect(try Self.milliseconds(result, 3) == [5, 0, 5])
    #expect(try (0..<3).map { try result.client("get\($0)").count(ofStatus: 404) } == [1, 1, 1])
    #expect(try result.cache().freshness?.absent == 1)
    #expect(try result.cache().misses == 2)
  }

  /// XFetch: at a time left of τ a lookup renews with probability exp(-τ / (β δ)), so that of the lives
  /// of an entry exp(-λ β δ (1 - exp(-T / (β δ)))) end before anybody has.
  @Test(arguments: [1.0, 2.0])
  func `lookups renew before the end as often as the formula says`(_ eagerness: Double) throws {
    let result = try Sketch(
      run: #""duration": "30m", "warmup": "0s""#,
      clients: [
        (
          "web",
          """
          { "arrivals": { "poisson": "10/s" }, "calls": "app",
            "requests": { "GET": { "key": { "uniform": 1 } } } }
          """
        )
      ],
      components: [
        Sketch.service(
          does: """
            { "cached": { "in": "cache", "ttl": "1s", "coalesce": true,
                          "otherwise": [ { "call": "database" } ] } }
            """),
        (
          "cache",
          """
          { "kind": "cache", "capacity": 10, "latency": "0s", "earlyExpiration": \(eagerness) }
          """
        ),
        Sketch.database("100ms"),
      ]
    ).play()
    let loads = Double(try result.station("database").arrivals)
    let early = Double(try #require(result.cache().freshness).earlyRenewals)
    let head = eagerness * 0.1
    let expected = PortableMath.exp(-10 * head * (1 - PortableMath.exp(-1 / head)))
    let error = (expected * (1 - expected) / loads).squareRoot()
    #expect(abs(1 - early / loads - expected) < 4 * error, "\(early) of \(loads)")
  }

  @Test func `lives differ by the jitter, evenly`() throws {
    // Stored every second; looked up again 900 ms later, when a life of 1 s less up to 200 ms is over
    // for half of them.
    let result = try Sketch(
      run: #""duration": "1h", "warmup": "0s""#,
      clients: ["50ms", "950ms"].enumerated().map { number, first in
        (
          "web\(number)",
          """
          { "arrivals": { "constant": "1/s", "first": "\(first)" }, "calls": "app",
            "requests": { "GET": { "about": "item", "key": { "sequential": 10000 } } } }
          """
        )
      },
      components: [
        Sketch.service(
          does: """
            { "cached": { "in": "cache", "ttl": "1s", "jitter": "20%", "otherwise": [] } }
            """),
        ("cache", #"{ "kind": "cache", "capacity": 10000, "latency": "0s" }"#),
      ]
    ).play()
    let cache = try result.cache()
    #expect(cache.hits + cache.misses == 7_200)
    // The standard error is 30.
    #expect(abs(Double(cache.hits) - 1_800) < 120, "\(cache)")
    #expect(cache.freshness == nil)
  }

  /// What a real one kept of 1,100 keys that came one after the other, with room for 1,024.
  @Test func `the keys that were used last are kept`() throws {
    func client(_ name: String, at second: Int, _ keys: Int, from first: Int) -> (String, String) {
      (
        name,
        """
        { "arrivals": { "constant": "2000/s", "first": "\(second)s", "limit": \(keys) },
          "calls": "app", "requests": { "GET": {
            "about": "item", "key": { "sequential": { "keys": \(keys), "first": \(first) } } } } }
        """
      )
    }
    func sketch(_ clients: [(String, String)]) -> Sketch {
      Sketch(
        clients: clients,
        components: [
          Sketch.service(does: #"{ "cached": { "in": "cache", "otherwise": [] } }"#),
          ("cache", #"{ "kind": "cache", "capacity": 1024, "latency": "0s" }"#),
        ])
    }
    let fill = client("fill", at: 0, 1_100, from: 0)
    let kept = try sketch([fill, client("again", at: 2, 1_024, from: 76)]).play().cache()
    #expect(kept.hits == 1_024 && kept.misses == 1_100)
    #expect(kept.evictions == 76)
    #expect(kept.entriesAtEnd == 1_024)
    let gone = try sketch([fill, client("again", at: 2, 76, from: 0)]).play().cache()
    #expect(gone.hits == 0 && gone.misses == 1_176)
  }
}
