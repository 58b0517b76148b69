import ArchitectureSimulation
import Testing
import TimeBase

/// Filters of gateways and services: their order is what they do.
@Suite struct FilterTests {
  /// A hundred requests, ten in each second, through a gateway and a service behind it.
  private func play(
    gateway: String = #""calls": "app""#, service: String = "", client: String = "",
    others: [(String, String)] = [], faults: [String] = []
  ) throws -> RunResult {
    let result = try Sketch(
      clients: [Sketch.steady(calls: "edge", client)],
      components: [
        ("edge", #"{ "kind": "gateway", \#(gateway) }"#),
        (
          "app",
          """
          { "kind": "service", "workers": "unlimited", "handles": { "*": [] }
            \(service.isEmpty ? "" : ", " + service) }
          """
        ),
      ] + others, faults: faults
    ).play()
    #expect(Books(of: result).complaints == [])
    return result
  }

  private static let bearer = #"{ "bearer": { "work": "0s" } }"#
  private static let limit = #"{ "limit": { "fixedWindow": "10s", "limit": 40 } }"#

  @Test func `What comes first decides what the next is asked about`() throws {
    func outcome(_ filters: String) throws -> (limited: UInt64, unauthorized: UInt64) {
      let result = try play(
        gateway: #""filters": [ \#(filters) ], "calls": "app""#,
        client: #""token": { "missing": "100%" }"#)
      let client = try result.client()
      return (client.count(.limited), client.count(.unauthorized))
    }
    #expect(try outcome("\(Self.limit), \(Self.bearer)") == (60, 40))
    #expect(try outcome("\(Self.bearer), \(Self.limit)") == (0, 100))
  }

  @Test(arguments: [
    ("", "missing", UInt64(100)), ("", "expired", 100), (#", "accepts": "any""#, "expired", 0),
    (#", "accepts": "any""#, "missing", 100), (#", "enabled": false"#, "missing", 0),
  ])
  func `Tokens are checked as the check says`(
    _ check: String, _ token: String, _ failures: UInt64
  ) throws {
    let result = try play(
      gateway: #"""
        "filters": [ { "bearer": { "work": "1ms", "status": 403 \#(check) } } ], "calls": "app"
        """#, client: #""token": { "\#(token)": "100%" }"#)
    let client = try result.client()
    #expect(client.count(.unauthorized) == failures)
    #expect(client.count(ofStatus: failures > 0 ? 403 : 200) == 100)
    let isChecked = !check.contains("false")
    #expect(client.latencyOfAll?.maximum == (isChecked ? .milliseconds(1) : .zero))
  }

  @Test func `Bodies beyond the limit are turned away, and those of just that size are not`() throws
  {
    func failures(_ limit: String) throws -> UInt64 {
      try play(
        gateway: #""filters": [ { "maxBody": "\#(limit)" } ], "calls": "app""#,
        client: #""requests": { "POST /a": { "body": "1KiB" } }"#
      ).client().count(ofStatus: 413)
    }
    #expect(try failures("1023B") == 100)
    #expect(try failures("1KiB") == 0)
  }

  @Test func `A service filters before all of its handlers, and each process for itself`() throws {
    let service = #""instances": 2, "filters": [ \#(Self.limit) ]"#
    let result = try play(service: service)
    #expect(try result.client().succeeded == 80)
    guard case .gateway(let limits) = try result.component("app").details else {
      Issue.record("a service with limits shows them")
      return
    }
    #expect(limits.map(\.admitted) == [80])
    #expect(limits.map(\.limited) == [20])
  }

  @Test func `Routes share the buckets of a zone, each with a burst of its own`() throws {
    func admitted(_ first: Int, _ second: Int) throws -> [UInt64] {
      let route = { (burst: Int) in
        #""filters": [ { "limit": { "zone": "all", "burst": \#(burst), "mode": "nodelay" } } ]"#
      }
      let result = try Sketch(
        clients: [
          (
            "web",
            """
            { "arrivals": { "constant": "1/s", "limit": 20, "batch": 20 }, "calls": "edge",
              "requests": { "GET /a": {} } }
            """
          ),
          (
            "xeb",
            """
            { "arrivals": { "constant": "1/s", "first": "1ms", "limit": 20, "batch": 20 },
              "calls": "edge", "requests": { "GET /b": {} } }
            """
          ),
        ],
        components: [
          (
            "edge",
            """
            { "kind": "gateway", "calls": "app",
              "zones": { "all": { "leakyBucket": "20/min" } },
              "routes": { "a": { "exact": "/a", \(route(first)) },
                          "b": { "exact": "/b", \(route(second)) } } }
            """
          ), Sketch.service(does: ""),
        ]
      ).play()
      return try [result.client("web").succeeded, result.client("xeb").succeeded]
    }
    // One more than the burst, and then what the other burst has more.
    #expect(try admitted(5, 10) == [6, 5])
    #expect(try admitted(10, 5) == [11, 0])
  }

  @Test func `Behind a proxy all peers are one, though addresses are not`() throws {
    func admitted(_ scope: String) throws -> UInt64 {
      try play(
        service: #"""
          "filters": [ { "limit": { "fixedWindow": "10s", "limit": 5, "per": "\#(scope)" } } ]
          """#, client: #""addresses": 4"#
      ).client().succeeded
    }
    #expect(try admitted("peer") == 5)
    #expect(try admitted("address") == 20)
  }

  // MARK: Stores

  private static func stored(_ limit: String, _ rest: String = "") -> String {
    #""filters": [ { "limit": { \#(limit) }, "in": "redis" \#(rest) } ], "instances": 2"#
  }

  private static let redis = ("redis", #"{ "kind": "cache", "capacity": 9, "latency": "2ms" }"#)

  @Test func `A limit in a store counts for all, in one trip or in two`() throws {
    let window = #""fixedWindow": "10s", "limit": 40"#
    let once = try play(service: Self.stored(window), others: [Self.redis])
    #expect(try once.client().succeeded == 40)
    #expect(try once.client().latencyOfAll?.areAll(.milliseconds(2)) == true)
    #expect(try once.station("redis").arrivals == 100)
    let twice = try play(
      service: Self.stored(window, #", "atomic": false"#), others: [Self.redis])
    #expect(try twice.client().succeeded == 40)
    #expect(try twice.client().latency?.areAll(.milliseconds(4)) == true)
    #expect(try twice.station("redis").arrivals == 140)
    // It is asked, and looked up is nothing.
    #expect(try twice.cache("redis").misses == 0)
  }

  @Test func `Those who read before others have written pass as well`() throws {
    func admitted(_ isAtomic: Bool) throws -> UInt64 {
      try Sketch(
        clients: [
          ("web", #"{ "arrivals": { "constant": "1/s", "limit": 8, "batch": 4 }, "calls": "app" }"#)
        ],
        components: [
          (
            "app",
            """
            { "kind": "service", "workers": "unlimited", "handles": { "*": [] },
              \(Self.stored(#""fixedWindow": "10s", "limit": 3"#, #", "atomic": \#(isAtomic)"#)) }
            """
          ), Self.redis,
        ]
      ).play().client().succeeded
    }
    #expect(try admitted(true) == 3)
    // All four of the first second read that nobody has passed, and write that one has.
    #expect(try admitted(false) == 8)
  }

  @Test(arguments: [
    ("", 500, UInt64(0)), (#", "onStoreError": "admit""#, 200, 100),
    (#", "onStoreError": "reject""#, 429, 0), (#", "onStoreError": 503"#, 503, 0),
    (#", "atomic": false, "onStoreError": "admit""#, 200, 100),
  ])
  func `A store that is down fails requests, or lets them pass, or turns them away`(
    _ rest: String, _ status: Int, _ succeeded: UInt64
  ) throws {
    let result = try play(
      service: Self.stored(#""fixedWindow": "10s", "limit": 40"#, rest), others: [Self.redis],
      faults: [#"{ "at": "0s", "outage": "redis" }"#])
    let client = try result.client()
    #expect(client.count(ofStatus: status) == 100)
    #expect(client.succeeded == succeeded)
    #expect(client.count(.limited) == (status == 429 ? 100 : 0))
  }
}
