import ArchitectureSimulation
import Testing
import TimeBase

/// Caches as servers: they have a line, they fail, and what they do takes their time.
@Suite struct CacheServerTests {
  private static let get = #"{ "get": "cache" }"#

  private static func server(_ traits: String, latency: String = "1ms") -> (String, String) {
    ("cache", #"{ "kind": "cache", "capacity": 10, "latency": "\#(latency)", \#(traits) }"#)
  }

  @Test func `one thread does one operation after the other`() throws {
    let result = try Sketch(
      run: Sketch.hourAndHalf, clients: [Sketch.atOnce(10)],
      components: [Sketch.service(does: Self.get), Self.server(#""threads": 1"#)]
    ).play()
    let latency = try #require(result.client().latency)
    #expect(latency.maximum == .milliseconds(10))
    #expect(latency.mean == .microseconds(5_500))
    #expect(try result.station("cache").queueMaximum == 9)
    #expect(try result.station("cache").servers == 1)
    #expect(Books(of: result).complaints == [])
  }

  @Test func `who finds no connection is refused`() throws {
    let result = try Sketch(
      run: Sketch.hourAndHalf, clients: [Sketch.atOnce(10)],
      components: [
        Sketch.service(does: Self.get), Self.server(#""threads": 1, "connections": 4"#),
      ]
    ).play()
    #expect(try result.client().succeeded == 4)
    #expect(try result.client().blame == ["6 rejected at cache"])
    #expect(try result.client().count(ofStatus: 503) == 6)
  }

  /// M/D/1 at half load: a wait of ρ D / (2 (1 - ρ)) = 0.5 ms, which 20,000 visits know to 3 %.
  @Test func `lookups wait for the one thread as theory says`() throws {
    let result = try Sketch(
      run: #""duration": "40s", "warmup": "0s""#,
      clients: [("web", #"{ "arrivals": { "poisson": "500/s" }, "calls": "app" }"#)],
      components: [Sketch.service(does: Self.get), Self.server(#""threads": 1"#)]
    ).play()
    let station = try result.station("cache")
    #expect(abs((station.utilisation ?? 0) - 0.5) < 0.015)
    let wait = try #require(station.wait).mean
    #expect(abs(wait.seconds - 0.000_5) < 0.000_06, "\(wait)")
  }

  @Test func `storing what was loaded is an operation too`() throws {
    // A lookup, a load of 10 ms, and a set; the second request finds it.
    let result = try Sketch.cached(
      reads: ["0s", "50ms"], get: Sketch.lookUp(), cache: #", "threads": 1"#
    ).withLatency("1ms").play()
    #expect(try result.client("get0").latency?.maximum == .milliseconds(12))
    #expect(try result.client("get1").latency?.maximum == .milliseconds(1))
    #expect(try result.station("cache").completions == 3)
    #expect(try result.cache().hits == 1)
  }

  @Test(arguments: [
    ("", "refuse", ["none"], 10), (#", "onFailure": "error""#, "refuse", ["1 refused at cache"], 0),
    (#", "timeout": "30ms""#, "hang", ["none"], 40),
    (#", "timeout": "30ms", "onFailure": "error""#, "hang", ["1 timeout at cache"], 30),
  ])
  func `a cache that does not answer is a miss or an error`(
    _ traits: String, _ mode: String, _ blame: [String], _ milliseconds: Int64
  ) throws {
    var sketch = Sketch.cached(reads: ["100ms"], get: Sketch.lookUp(traits))
    sketch.faults = [#"{ "at": "0s", "for": "1s", "outage": "cache", "mode": "\#(mode)" }"#]
    let result = try sketch.play()
    let client = try result.client("get0")
    #expect((client.blame.isEmpty ? ["none"] : client.blame) == blame)
    #expect(client.latencyOfAll?.maximum == .milliseconds(milliseconds))
    #expect(Books(of: result).complaints == [])
  }

  @Test func `a counter lets so many through in each of its lives`() throws {
    let result = try Sketch(
      clients: [
        ("web", #"{ "arrivals": { "constant": "10/s", "limit": 20 }, "calls": "app" }"#)
      ],
      components: [
        Sketch.service(
          does: """
            { "increment": "cache", "ttl": "950ms", "above": 5,
              "then": [ { "respond": 429 } ], "else": [ { "count": "passed" } ] }
            """),
        ("cache", #"{ "kind": "cache", "capacity": 10, "latency": "0s" }"#),
      ]
    ).play()
    #expect(try result.client().succeeded == 10)
    #expect(try result.client().count(ofStatus: 429) == 10)
    #expect(try result.component("app").counters == [.init(name: "passed", count: 10)])
    #expect(try #require(result.cache().freshness).sets == 20)
  }

  @Test func `keys are got, set and deleted one by one`() throws {
    let steps = """
      { "get": "cache", "then": [ { "delete": "cache" }, { "count": "there" } ],
        "else": [ { "set": "cache", "ttl": "1s" }, { "count": "absent" } ] }
      """
    let result = try Sketch.cached(reads: ["0s", "1s", "2s", "4s"], get: steps).play()
    // Set, deleted, set, and past its time at the end.
    #expect(
      try result.component("app").counters == [
        .init(name: "absent", count: 3), .init(name: "there", count: 1),
      ])
    let cache = try result.cache()
    #expect(cache.hits == 1 && cache.misses == 3)
    #expect(cache.freshness?.sets == 3 && cache.freshness?.deletes == 1)
  }

  @Test func `an operation whose cache is down fails, or does what the step says`() throws {
    var sketch = Sketch.cached(
      reads: ["0s"], writes: ["0s"], get: Self.get,
      put: #"{ "delete": "cache", "otherwise": [ { "respond": 202 } ] }"#)
    sketch.faults = [#"{ "at": "0s", "for": "1s", "outage": "cache" }"#]
    let result = try sketch.play()
    #expect(try result.client("get0").blame == ["1 refused at cache"])
    #expect(try result.client("put0").count(ofStatus: 202) == 1)
  }
}

extension Sketch {
  /// The same with a cache whose operations take so long.
  fileprivate func withLatency(_ latency: String) -> Sketch {
    var sketch = self
    sketch.components = components.map { name, text in
      (name, text.replacing(#""latency": "0s""#, with: #""latency": "\#(latency)""#))
    }
    return sketch
  }
}
