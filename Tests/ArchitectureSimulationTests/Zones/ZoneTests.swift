import ArchitectureSimulation
import Testing
import TimeBase

/// Instances that stand in zones, and the hops between these.
@Suite struct ZoneTests {
  private static let network = """
    "latency": "3ms",
    "zones": { "within": { "latency": "1ms" }, "between": { "latency": "10ms" },
               "links": [ { "from": "b", "to": "a", "latency": "20ms" } ] }
    """

  /// A client of a request every 100 ms, a hundred of them, that stands in a zone.
  private static func client(
    _ zone: String?, calls target: String, _ traits: String = ""
  ) -> (String, String) {
    let place = zone.map { #""zone": "\#($0)""# } ?? ""
    let all = [place, traits].filter { !$0.isEmpty }.joined(separator: ", ")
    return ("from \(zone ?? "nowhere")", Sketch.steady(calls: target, all).1)
  }

  private static func service(
    _ zones: String, instances: Int = 1, _ steps: String = ""
  ) -> (String, String) {
    Sketch.service(
      "app", #""workers": "unlimited", "instances": \#(instances), \#(zones)"#, does: steps)
  }

  private static func balancer(_ traits: String) -> (String, String) {
    ("lb", #"{ "kind": "balancer", "over": "app", \#(traits) }"#)
  }

  private func zones(
    _ caller: String, _ target: String = "app", in result: RunResult
  ) throws -> ConnectionResult.Zones {
    let connection = result.connections.first { $0.caller == caller && $0.target == target }
    return try #require(connection?.zones)
  }

  // MARK: Latencies

  @Test(arguments: [
    ("", [2, 30, 20, 6]),
    // A link of the two holds whatever the zones.
    (#", "links": [ { "from": "from b", "to": "app", "latency": "4ms" } ]"#, [2, 8, 20, 6]),
  ])
  func `a hop takes what its zones say`(links: String, milliseconds: [Int64]) throws {
    let result = try Sketch(
      network: Self.network + links,
      clients: ["a", "b", "c", nil].map { Self.client($0, calls: "app") },
      components: [Self.service(#""zone": "a""#)]
    ).play()
    #expect(Books(of: result).complaints == [])
    for (name, time) in zip(["from a", "from b", "from c", "from nowhere"], milliseconds) {
      #expect(try result.client(name).latency?.areAll(.milliseconds(time)) == true, "\(name)")
    }
    #expect(result.connections.map(\.caller) == ["from a", "from b", "from c"])
    #expect(try zones("from a", in: result) == .init(calls: 100, crossed: 0, bytes: 0))
    #expect(try zones("from c", in: result) == .init(calls: 100, crossed: 100, bytes: 0))
  }

  /// Round trips of 30 ms: one for the connection, one for its encryption, one for the request.
  @Test func `connections take round trips between the zones`() throws {
    let result = try Sketch(
      network: Self.network,
      clients: [Self.client("b", calls: "app", #""connection": { "tls": "1.3" }"#)],
      components: [Self.service(#""zone": "a""#)]
    ).play()
    #expect(try result.client("from b").latency?.areAll(.milliseconds(90)) == true)
  }

  /// Lost with probability 1/2 and sent again after 200, 600, 1,400 ms: more than once in ten runs of a
  /// hundred none would be lost is out of the question.
  @Test func `a hop loses what its zones say`() throws {
    let result = try Sketch(
      run: #""duration": "1h", "warmup": "0s""#,
      network:
        #""zones": { "between": { "loss": "50%" }, "within": { "latency": { "exponential": "1ms" } } }"#,
      clients: ["a", "b"].map { Self.client($0, calls: "app") },
      components: [Self.service(#""zone": "a""#)]
    ).play()
    #expect(Books(of: result).complaints == [])
    #expect(try result.client("from a").latency.map { $0.mean < .milliseconds(4) } == true)
    let repeated = result.connections.map(\.repeated)
    // Each of 200 messages is repeated once on average, with a variance of 2.
    #expect(repeated[0] == 0 && (120...280).contains(repeated[1]))
  }

  // MARK: Balancing

  @Test func `in turn to three zones two thirds of the calls leave theirs`() throws {
    let body = #""requests": { "POST /a": { "body": "1KiB", "answer": "2KiB" } }"#
    let result = try Sketch(
      clients: [Self.client("a", calls: "lb", body)],
      components: [
        Self.balancer(#""zone": "a""#), Self.service(#""zones": ["a", "b", "c"]"#, instances: 3),
      ]
    ).play()
    #expect(try zones("from a", "lb", in: result) == .init(calls: 100, crossed: 0, bytes: 0))
    #expect(try zones("lb", in: result) == .init(calls: 100, crossed: 66, bytes: 66 * 3_072))
  }

  private static let aware =
    #""zones": ["a", "b", "c"], "workers": 3, "zoneRouting": { "minimumTargets": 5 }"#

  @Test(
    arguments: [
      (#""zoneRouting": {}"#, 0), (#""zoneRouting": { "rule": "preferClose" }"#, 0),
      // Six targets are too few.
      (#""zoneRouting": { "minimumTargets": 7 }"#, 200),
    ] as [(String, UInt64)])
  func `preferring the own zone nothing leaves it`(rule: String, crossed: UInt64) throws {
    let result = try Sketch(
      clients: ["a", "b", "c"].map { Self.client($0, calls: "lb") },
      components: [
        Self.balancer(#""zones": ["a", "b", "c"], "workers": 3, \#(rule)"#),
        Self.service(#""zones": ["a", "b", "c"]"#, instances: 6),
      ]
    ).play()
    #expect(Books(of: result).complaints == [])
    // Who stands in a zone calls the balancer's process there.
    #expect(try result.component("lb").instances.map(\.arrivals) == [100, 100, 100])
    for zone in ["a", "b", "c"] {
      #expect(try zones("from \(zone)", "lb", in: result).crossed == 0)
    }
    #expect(try zones("lb", in: result) == .init(calls: 300, crossed: crossed, bytes: 0))
  }

  /// One of two is left in the zone: a fifth of all for a third of the callers, which keeps 60%.
  @Test func `what the zone has too little for goes to the others`() throws {
    let result = try Sketch(
      run: #""duration": "100s", "warmup": "0s""#,
      clients: [
        (
          "web",
          #"{ "arrivals": { "constant": "20/s", "first": "25ms" }, "calls": "lb", "zone": "a" }"#
        )
      ],
      components: [
        Self.balancer(
          Self.aware + #", "passiveHealth": { "failures": 1, "for": "1h", "precision": "exact" }"#),
        Self.service(#""zones": ["a", "b", "c"]"#, instances: 6),
      ],
      faults: [#"{ "at": "0s", "crash": "app", "instance": 0 }"#]
    ).play()
    #expect(try result.client().blame == ["1 refused at app"])
    let arrivals = try result.component("app").instances.map { Double($0.arrivals) }
    let (own, others) = (arrivals[3], [arrivals[1] + arrivals[4], arrivals[2] + arrivals[5]])
    #expect(arrivals[0] == 1 && own + others[0] + others[1] == 1_999)
    #expect(abs(own - 1_999 * 0.6) < 4 * (1_999 * 0.24).squareRoot(), "\(arrivals)")
    for other in others {
      #expect(abs(other - 1_999 * 0.2) < 4 * (1_999 * 0.16).squareRoot(), "\(arrivals)")
    }
    #expect(try zones("lb", in: result).crossed == UInt64(others[0] + others[1]))
  }

  @Test func `clients in a zone reach a balancer in another when theirs has none`() throws {
    let result = try Sketch(
      network: Self.network,
      clients: [Self.client("a", calls: "lb")],
      components: [
        Self.balancer(#""zones": ["b", "c"], "workers": 2"#), Self.service(#""zone": "a""#),
      ]
    ).play()
    #expect(try result.component("lb").instances.map(\.arrivals) == [50, 50])
    #expect(try zones("from a", "lb", in: result).crossed == 100)
  }
}
