import ArchitectureSimulation
import Testing
import TimeBase

/// What strikes a zone, and what lies between zones.
@Suite struct ZoneFaultTests {
  private static func client(_ zone: String, calls target: String = "app") -> (String, String) {
    (
      "from \(zone)",
      Sketch.steady(calls: target, #""zone": "\#(zone)", "timeout": "100ms""#).1
    )
  }

  private static func balancer(_ traits: String) -> (String, String) {
    ("lb", #"{ "kind": "balancer", "over": "app", \#(traits) }"#)
  }

  private static let outage = #"{ "at": "10s", "for": "10s", "zoneOutage": "a" }"#

  /// Six users keep three workers busy, of 100 ms a request each.
  @Test func `a zone of three takes a third of the capacity with it`() throws {
    let result = try Sketch(
      run: #""duration": "30s", "warmup": "0s", "step": "1s""#,
      clients: [("web", #"{ "users": 6, "think": "0s", "calls": "lb" }"#)],
      components: [
        Self.balancer(
          """
          "algorithm": "leastConnections",
          "passiveHealth": { "failures": 1, "for": "10s", "precision": "exact" }
          """),
        Sketch.service(
          "app", #""workers": 1, "instances": 3, "zones": ["a", "b", "c"]"#,
          does: #"{ "wait": "100ms" }"#),
      ], faults: [Self.outage]
    ).play()
    #expect(Books(of: result).complaints == [])
    let completions = try result.steps(at: "app").map { Int($0.completions - $0.failures) }
    #expect(completions[2..<8].reduce(0, +) == 6 * 30)
    #expect(completions[12..<18].reduce(0, +) == 6 * 20)
    #expect(completions[23..<29].reduce(0, +) == 6 * 30)
    #expect(
      result.faults
        == [
          .init(
            title: "outage of zone a", target: "a", start: .zero + .seconds(10),
            end: .zero + .seconds(20))
        ])
    #expect(try result.component("app").availability?.instancesUp == 3 - 1.0 / 3)
  }

  /// The process in the zone is gone with what else stands there.
  @Test func `a balancer in the zone crashes, and another zone takes over`() throws {
    let result = try Sketch(
      run: #""duration": "10s", "warmup": "0s""#, clients: [Self.client("a", calls: "lb")],
      components: [
        Self.balancer(#""zones": ["a", "b"], "workers": 2, "zoneRouting": {}"#),
        Sketch.service(
          "app", #""workers": "unlimited", "zone": "b""#, does: #"{ "wait": "60ms" }"#),
      ], faults: [#"{ "at": "4s", "for": "2s", "zoneOutage": "a" }"#]
    ).play()
    #expect(Books(of: result).complaints == [])
    #expect(try result.component("lb").instances.map(\.arrivals) == [80, 20])
    // What was under way at 4 s.
    #expect(try result.client("from a").blame == ["1 crashed at lb"])
    #expect(try result.station("app").arrivals == 100)
  }

  @Test func `a process that has crashed checks nobody`() throws {
    func sent(_ zone: String) throws -> UInt64 {
      let result = try Sketch(
        clients: [Self.client("b", calls: "lb")],
        components: [
          Self.balancer(
            """
            "zone": "\(zone)",
            "activeHealth": { "interval": "1s", "delay": "500ms", "stagger": false }
            """), Sketch.service("app", #""zone": "b""#, does: ""),
          Sketch.service("other", #""zone": "a""#, does: ""),
        ], faults: [#"{ "at": "3s", "for": "4s", "zoneOutage": "a" }"#]
      ).play()
      return try #require(result.component("lb").balancing?.checks.first).sent
    }
    #expect(try sent("b") == 10)
    #expect(try sent("a") == 6)
  }

  @Test(arguments: [("a", 1), ("b", 0)] as [(String, UInt64)])
  func `a copy of a database is promoted when the zone of the primary fails`(
    zone: String, failovers: UInt64
  ) throws {
    let result = try Sketch(
      clients: [
        ("web", Sketch.steady(calls: "database", #""requests": { "write": {} }"#).1)
      ],
      components: [
        (
          "database",
          """
          { "kind": "database", "connections": 5, "write": "1ms", "zones": ["a", "b", "c"],
            "replication": { "replicas": 2, "lag": "10ms",
                             "failover": { "detection": "1s", "promotion": "1s" } } }
          """
        )
      ], faults: [#"{ "at": "3s", "for": "4s", "zoneOutage": "\#(zone)" }"#]
    ).play()
    #expect(Books(of: result).complaints == [])
    #expect(try result.component("database").replication?.failovers == failovers)
    #expect(
      try result.client().blame == (failovers > 0 ? ["20 refused at database"] : []))
  }

  // MARK: Partitions

  /// What becomes of ten requests a second while the network is cut, from 3 s to 5 s.
  @Test(
    arguments: [
      // Neither calls nor answers of one get through.
      (
        #""zonePartition": "a", "way": "there""#, ["20 timeout at app", "20 timeout at app"],
        [100, 80]
      ),
      (
        #""zonePartition": "a", "way": "back""#, ["20 timeout at app", "20 timeout at app"],
        [80, 100]
      ),
      (#""zonePartition": "a""#, ["20 timeout at app", "20 timeout at app"], [80, 80]),
      (
        #""zonePartition": "a", "from": "b", "mode": "refuse""#,
        ["20 refused at app", "20 refused at app"], [80, 80]
      ),
      // Only what goes from b to a: answers to a, and calls from b.
      (
        #""zonePartition": "a", "from": "b", "way": "there", "mode": "refuse""#,
        ["20 refused at app", "20 refused at app"], [100, 80]
      ),
      (#""zonePartition": "c""#, [], [100, 100]),
    ] as [(String, [String], [UInt64])])
  func `messages between two zones are cut off one way or both`(
    fault: String, blame: [String], arrivals: [UInt64]
  ) throws {
    // From a to an instance in b, and from b to one in a. What is lost is sent again after 200 ms, when
    // nobody waits any more.
    let results = try [("a", "b"), ("b", "a")].map { from, to in
      try Sketch(
        clients: [Self.client(from)],
        components: [
          Sketch.service("app", #""workers": "unlimited", "zone": "\#(to)""#, does: ""),
          Sketch.service("far", #""zone": "c""#, does: ""),
        ], faults: [#"{ "at": "3s", "for": "2s", \#(fault) }"#]
      ).play()
    }
    #expect(results.map { Books(of: $0).complaints } == [[], []])
    let found = try [results[0].client("from a").blame, results[1].client("from b").blame]
    #expect(found.flatMap(\.self) == blame)
    #expect(try results.map { try $0.station("app").arrivals } == arrivals)
  }
}
