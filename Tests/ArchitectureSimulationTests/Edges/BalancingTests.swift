import ArchitectureSimulation
import Testing
import TimeBase

@Suite struct BalancingTests {
  private func play(
    _ balancer: String, client: String = "", rate: Int = 200,
    work: String = #"{ "compute": { "exponential": "10ms" } }"#, faults: [String] = []
  ) throws -> RunResult {
    let result = try Sketch(
      clients: [
        (
          "web",
          #"{ "arrivals": { "poisson": "\#(rate)/s" }, "calls": "lb" \#(client) }"#
        )
      ],
      components: [
        ("lb", #"{ "kind": "balancer", "over": "app", \#(balancer) }"#),
        Sketch.service(
          "app", #""instances": 4, "workers": 2, "backlog": "unlimited""#, does: work),
      ], faults: faults
    ).play()
    #expect(Books(of: result).complaints == [])
    return result
  }

  private func arrivals(_ result: RunResult) throws -> [UInt64] {
    try result.component("app").instances.map(\.arrivals)
  }

  @Test(arguments: [
    #""roundRobin""#, #""smoothWeightedRoundRobin""#, #""leastConnections""#,
    #""joinShortestQueue""#, #""random""#, #""randomTwo""#, #""powerOfTwo""#, #""leastRequest""#,
    #"{ "leastRequest": 3, "bias": 2 }"#, #""peakEWMA""#,
    #"{ "peakEWMA": "5s", "initialLatency": "5ms" }"#, #"{ "shortestOfSample": 3 }"#,
  ])
  func `Every algorithm that does not hash gives each of four alike its part`(_ name: String) throws
  {
    let arrivals = try arrivals(play(#""algorithm": \#(name)"#))
    let sum = arrivals.reduce(0, +)
    #expect(sum > 1_800 && sum < 2_200)
    #expect(arrivals.allSatisfy { (sum / 6..<sum / 3).contains($0) }, "\(arrivals)")
  }

  @Test(arguments: [#""keyHash""#, #""ketama""#, #""maglev""#, #"{ "maglev": 1009 }"#])
  func `What is about one thing goes to one target, and different things to all`(
    _ name: String
  ) throws {
    let balancer = #""algorithm": \#(name)"#
    let one = try arrivals(
      play(balancer, client: #", "requests": { "get": { "key": { "uniform": 1 } } }"#, rate: 50))
    #expect(one.count { $0 > 0 } == 1)
    let many = try arrivals(
      play(balancer, client: #", "requests": { "get": { "key": { "uniform": 10000 } } }"#))
    #expect(many.allSatisfy { $0 > 0 })
    let tenants = try arrivals(
      play(
        balancer + #", "routeBy": "tenant""#, client: #", "tenant": { "uniform": 1 }"#, rate: 50))
    #expect(tenants.count { $0 > 0 } == 1)
  }

  @Test func `Addresses go to the same target each, and many of them to all`() throws {
    let one = try arrivals(play(#""algorithm": "addressHash""#, rate: 50))
    #expect(one.count { $0 > 0 } == 1)
    let many = try arrivals(play(#""algorithm": "addressHash""#, client: #", "addresses": 1000"#))
    #expect(many.allSatisfy { $0 > 0 }, "\(many)")
  }

  @Test func `Whose target is away meets another one until it is back`() throws {
    let balancer = #"""
      "algorithm": "ketama", "passiveHealth": { "failures": 1, "for": "1s", "precision": "exact" },
      "nextUpstream": { "tries": 2, "on": [ "refused", "disconnected" ] }
      """#
    let key = #", "requests": { "get": { "key": { "uniform": 1 } } }"#
    let calm = try arrivals(play(balancer, client: key, rate: 20))
    let home = try #require(calm.firstIndex { $0 > 0 })
    let result = try play(
      balancer, client: key, rate: 20,
      faults: [#"{ "at": "4s", "for": "2s", "crash": "app", "instance": \#(home) }"#])
    let arrivals = try arrivals(result)
    #expect(arrivals.count { $0 > 0 } == 2)
    #expect(arrivals[home] > arrivals.reduce(0, +) / 2)
    #expect(try result.client().failed == 0)
    let events = result.log.entries.filter { $0.subject == "lb" }.map(\.event)
    #expect(events.first == "target app[\(home)] suspended")
    #expect(events.last == "target app[\(home)] recovered")
  }

  @Test func `By its latency a slow target is found out that has no connections`() throws {
    func slowShare(_ algorithm: String) throws -> Double {
      let result = try Sketch(
        run: #""duration": "60s", "warmup": "0s""#,
        clients: [("web", #"{ "arrivals": { "constant": "10/s" }, "calls": "lb" }"#)],
        components: [
          (
            "lb",
            """
            { "kind": "balancer", "algorithm": \(algorithm), "over": ["fast", "slow"] }
            """
          ),
          Sketch.service("fast", does: #"{ "wait": "1ms" }"#),
          Sketch.service("slow", does: #"{ "wait": "90ms" }"#),
        ]
      ).play()
      let slow = try result.station("slow").arrivals
      return Double(slow) / Double(try result.station("lb").arrivals)
    }
    // Everybody is done before the next one comes, so that the choice by connections is a coin.
    #expect(abs(try slowShare(#""powerOfTwo""#) - 0.5) < 0.1)
    #expect(try slowShare(#""peakEWMA""#) < 0.1)
  }

  @Test func `Nobody is sent to a target without weight`() throws {
    let result = try play(#""algorithm": "leastConnections", "weights": [1, 0, 1, 0]"#)
    let arrivals = try arrivals(result)
    #expect(arrivals[1] == 0 && arrivals[3] == 0)
    #expect(arrivals[0] > 0 && arrivals[2] > 0)
  }
}
