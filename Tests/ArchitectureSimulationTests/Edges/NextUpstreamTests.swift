import ArchitectureSimulation
import Testing
import TimeBase

/// When a balancer tries another target, and what each of its processes knows.
@Suite struct NextUpstreamTests {
  private func play(
    _ request: String, _ traits: String = "", app: String = #"[ { "respond": 500 } ]"#,
    faults: [String] = []
  ) throws -> RunResult {
    let result = try Sketch(
      clients: [
        (
          "web",
          """
          { "arrivals": { "constant": "10/s", "first": "50ms", "limit": 100 },
            "calls": "balancer", "requests": { "\(request)": {} } }
          """
        )
      ],
      components: [
        (
          "balancer",
          """
          { "kind": "balancer", "over": "app", "timeout": "10ms",
            "nextUpstream": { "tries": 3, "on": ["refused", "timeout", 500] \(traits) } }
          """
        ),
        (
          "app",
          """
          { "kind": "service", "workers": "unlimited", "instances": 3, "handles": { "*": \(app) } }
          """
        ),
      ], faults: faults
    ).play()
    #expect(Books(of: result).complaints == [])
    return result
  }

  @Test(arguments: [
    ("GET /a", "", UInt64(300)), ("a", "", 300), ("POST /a", "", 100), ("PATCH /a", "", 100),
    ("POST /a", #", "nonIdempotent": true"#, 300), ("PUT /a", "", 300),
  ])
  func `What may not be done twice is not sent twice`(
    _ request: String, _ traits: String, _ attempts: UInt64
  ) throws {
    #expect(try play(request, traits).station("app").arrivals == attempts)
  }

  @Test func `What was refused was never sent, and goes to another whatever it is`() throws {
    let crash = #"{ "at": "0s", "crash": "app", "instance": 0 }"#
    let result = try play("POST /a", app: "[]", faults: [crash])
    #expect(try result.client().succeeded == 100)
    #expect(try result.component("app").instances[0].turnedAway > 30)
  }

  @Test func `After a while nobody else is tried`() throws {
    let slow = #"[ { "wait": "1s" } ]"#
    #expect(try play("GET /a", app: slow).station("app").arrivals == 300)
    let limited = try play("GET /a", #", "within": "20ms""#, app: slow)
    #expect(try limited.station("app").arrivals == 200)
    #expect(try limited.client().count(ofStatus: 504) == 100)
  }

  @Test func `Each process of a balancer has to learn by itself who is down`() throws {
    func refusals(_ workers: Int) throws -> UInt64 {
      let result = try Sketch(
        clients: [Sketch.steady(calls: "balancer")],
        components: [
          (
            "balancer",
            """
            { "kind": "balancer", "over": "app", "workers": \(workers),
              "passiveHealth": { "failures": 3, "for": "30s" },
              "nextUpstream": { "tries": 3 } }
            """
          ),
          (
            "app",
            #"{ "kind": "service", "workers": "unlimited", "instances": 3, "handles": { "*": [] } }"#
          ),
        ], faults: [#"{ "at": "0s", "crash": "app", "instance": 0 }"#]
      ).play()
      #expect(Books(of: result).complaints == [])
      #expect(try result.client().succeeded == 100)
      #expect(try result.component("balancer").instances.count == (workers > 1 ? workers : 0))
      return try result.component("app").instances[0].turnedAway
    }
    #expect(try refusals(1) == 3)
    #expect(try refusals(2) == 6)
    #expect(try refusals(4) == 12)
  }
}
