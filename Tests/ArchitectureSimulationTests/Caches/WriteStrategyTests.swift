import ArchitectureSimulation
import PortableMathematics
import Testing
import TimeBase

/// How writes reach a cache, and what readers see of it.
@Suite struct WriteStrategyTests {
  /// Read at 0, written at 100 ms, and read again at 200 and 300.
  @Test(arguments: [
    ("cache-aside", 10, 0, 2), ("write-through", 10, 0, 1), ("write-around", 10, 2, 1),
    ("write-behind", 0, 0, 1),
  ])
  func `each strategy has its price`(
    _ strategy: String, _ latency: Int64, _ staleReads: UInt64, _ loads: UInt64
  ) throws {
    let result = try Sketch.cached(
      reads: ["0s", "200ms", "300ms"], writes: ["100ms"], get: Sketch.lookUp(),
      put: Sketch.write(by: strategy)
    ).play()
    #expect(try result.client("put0").latency?.maximum == .milliseconds(latency))
    let cache = try result.cache()
    #expect(cache.freshness?.staleReads == staleReads)
    #expect(cache.misses == loads)
    // One write in any case, that of write-behind a second later.
    #expect(try result.station("database").completions == loads + 1)
    #expect((cache.buffer?.written ?? 1) == 1)
    #expect((cache.buffer == nil) == (strategy != "write-behind"))
    #expect(Books(of: result).complaints == [])
  }

  /// A reader reads the old value from 0 to 10 ms and stores it at 30; the write commits at 15 and
  /// deletes the key.
  @Test(arguments: [
    ("", 3, 0, 0), (#", "leases": { "pause": "7ms" }"#, 0, 1, 5),
  ])
  func `a slow reader leaves an old value, unless it needs a lease`(
    _ cache: String, _ staleReads: UInt64, _ voidLeases: UInt64, _ waits: UInt64
  ) throws {
    let result = try Sketch.cached(
      reads: ["0s", "40ms", "50ms", "60ms"], writes: ["5ms"],
      get: Sketch.lookUp(then: #", { "wait": "20ms" }"#), put: Sketch.write(by: "cache-aside"),
      cache: cache
    ).play()
    let freshness = try #require(result.cache().freshness)
    #expect(freshness.deletes == 1)
    #expect(freshness.staleReads == staleReads)
    #expect(freshness.voidLeases == voidLeases)
    // At 50, 57 and 64, and at 60 and 67, somebody else was loading.
    #expect(freshness.leaseWaits == waits)
    #expect(Books(of: result).complaints == [])
  }

  /// With writes at the rate w that the cache learns nothing of, and lives of T, a share of
  /// 1 - (1 - exp(-w T)) / (w T) of the hits is stale.
  @Test func `what a cache learns nothing of is stale as often as theory says`() throws {
    func client(_ rate: String, _ request: String) -> String {
      #"{ "arrivals": { "poisson": "\#(rate)" }, "calls": "app", \#(Sketch.about(request)) }"#
    }
    var sketch = Sketch.cached(
      reads: [], get: Sketch.lookUp(#", "ttl": "1s""#), put: Sketch.write(by: "write-around"),
      database: "0s")
    sketch.run = #""duration": "10m", "warmup": "0s""#
    sketch.clients = [("readers", client("20/s", "GET")), ("writers", client("1/s", "PUT"))]
    let cache = try sketch.play().cache()
    let share = Double(try #require(cache.freshness).staleReads) / Double(cache.hits)
    let expected = PortableMath.exp(-1)
    // Over 570 lives, in each of which the share has a standard deviation of 0.36.
    #expect(abs(share - expected) < 4 * 0.36 / 570.0.squareRoot(), "\(share)")
  }

  private static func later(keys: String, faults: [String] = []) throws -> RunResult {
    var sketch = Sketch.cached(
      reads: [], get: Sketch.lookUp(),
      put: Sketch.write(by: "write-behind", #", "buffer": { "delay": "1s" }"#))
    sketch.clients = [
      (
        "web",
        """
        { "arrivals": { "constant": "10/s", "first": "50ms", "limit": 10 }, "calls": "app",
          "requests": { "PUT": { "key": \(keys) } } }
        """
      )
    ]
    sketch.faults = faults
    return try sketch.play()
  }

  @Test func `writes of one key that wait are made once`() throws {
    let result = try Self.later(keys: #"{ "uniform": 1 }"#)
    let buffer = try #require(result.cache().buffer)
    #expect(buffer.accepted == 10 && buffer.coalesced == 9 && buffer.written == 1)
    #expect(try result.station("database").completions == 1)
    #expect(try #require(result.client().latency).areAll(.zero))
  }

  @Test func `a crash loses the writes that wait`() throws {
    let result = try Self.later(
      keys: #"{ "sequential": 10 }"#, faults: [#"{ "at": "500ms", "for": "1ms", "crash": "app" }"#])
    let buffer = try #require(result.cache().buffer)
    #expect(buffer.accepted == 10 && buffer.lost == 5 && buffer.written == 5)
    #expect(buffer.coalesced + buffer.failed + buffer.waitingAtEnd == 0)
    #expect(result.audit.flow == .ok)
  }

  @Test func `a write that fails later is in the books`() throws {
    let result = try Self.later(
      keys: #"{ "sequential": 10 }"#, faults: [#"{ "at": "500ms", "outage": "database" }"#])
    let buffer = try #require(result.cache().buffer)
    #expect(buffer.accepted == 10 && buffer.failed == 10)
    #expect(try result.client().succeeded == 10)
  }

  @Test func `a full buffer lets nobody wait`() throws {
    var sketch = Sketch.cached(
      reads: [], get: Sketch.lookUp(),
      put: Sketch.write(by: "write-behind", #", "buffer": { "capacity": 2, "batch": 3 }"#))
    sketch.clients = [
      (
        "web",
        """
        { "arrivals": { "constant": "100/s", "limit": 5 }, "calls": "app",
          "requests": { "PUT": { "key": { "sequential": 10 } } } }
        """
      )
    ]
    let result = try sketch.play()
    #expect(try result.cache().buffer?.accepted == 2)
    #expect(try result.client().latency?.maximum == .milliseconds(10))
    #expect(try result.station("database").completions == 5)
  }

  @Test func `a batch is made as soon as it is full`() throws {
    var sketch = Sketch.cached(
      reads: [], get: Sketch.lookUp(),
      put: Sketch.write(by: "write-behind", #", "buffer": { "delay": "1h", "batch": 3 }"#))
    sketch.clients = [
      (
        "web",
        """
        { "arrivals": { "constant": "10/s", "limit": 8 }, "calls": "app",
          "requests": { "PUT": { "key": { "sequential": 10 } } } }
        """
      )
    ]
    let buffer = try #require(sketch.play().cache().buffer)
    #expect(buffer.written == 6 && buffer.waitingAtEnd == 2)
  }
}
