import ArchitectureSimulation
import Testing
import TimeBase

/// What ends very many calls at once.
@Suite struct CrowdTests {
  @Test func `A chain of calls that is cancelled may be of any length`() throws {
    // Each visit calls the next one a microsecond later, so that after half a second nearly half a
    // million wait for each other when the client gives up.
    let result = try Sketch(
      clients: [Sketch.once("web", #""timeout": "500ms", "onTimeout": "cancel""#)],
      components: [
        Sketch.service(
          does: """
            { "wait": "1us" }, { "chance": "100%", "then": [
              { "chance": "99.99999999%", "then": [ { "call": "app" } ] } ] }
            """)
      ]
    ).play()
    #expect(result.ending == .completed)
    #expect(try result.client().blame == ["1 timeout at app"])
    let app = try result.station("app")
    #expect(app.arrivals > 100_000)
    #expect(app.inSystemAtEnd == 0)
    #expect(Books(of: result).complaints == [])
  }

  @Test func `A crash of many instances with many calls looks at each call once`() throws {
    // Instance by instance it would have to look at 20,000 calls 2,000 times. Users come back a
    // millisecond after each crash and find themselves in the next.
    let result = try Sketch(
      clients: [("web", #"{ "users": 20000, "think": "1ms", "calls": "balancer" }"#)],
      components: [
        ("balancer", #"{ "kind": "balancer", "over": "app" }"#),
        (
          "app",
          """
          { "kind": "service", "instances": 2000, "workers": 1, "backlog": 10, "work": "1h" }
          """
        ),
      ],
      faults: (1...5).map { #"{ "at": "\#(2 * $0)ms", "for": "1ns", "crash": "app" }"# }
    ).play()
    #expect(result.ending == .completed)
    #expect(try result.client().blame == ["100000 crashed at app"])
    #expect(Books(of: result).complaints == [])
  }
}
