import ArchitectureSimulation
import Testing
import TimeBase

/// Requests of which many stand still and go on in one and the same action.
@Suite struct ExplanationPauseTests {
  /// One request every 100 ms, whose branches both come back to a service that stands still by then.
  private static let frozen: Sketch = {
    var sketch = Sketch()
    sketch.run = #""duration": "2s", "warmup": "0s""#
    sketch.clients = [("web", #"{ "arrivals": { "constant": "10/s" }, "calls": "api" }"#)]
    sketch.components = [
      (
        "api",
        #"""
        { "kind": "service", "workers": 10,
          "handles": { "*": [ { "parallel": [ [ { "call": "db" } ], [ { "call": "db" } ] ] } ] } }
        """#
      ),
      ("db", #"{ "kind": "service", "workers": 10, "work": "8ms" }"#),
    ]
    sketch.faults = [#"{ "at": "504ms", "for": "500ms", "freeze": "api" }"#]
    return sketch
  }()

  /// A client whose one request is at the service shortly before the freeze.
  private static let onlyOne = (
    "web", #"{ "arrivals": { "constant": "10/s", "limit": 1, "first": "500ms" }, "calls": "api" }"#
  )

  @Test func `requests that a freeze holds up go on together, and each adds up`() throws {
    let explanation = try explained(Self.frozen)
    let web = explanation.clients[0]
    #expect(web.failures.count == 0)
    // The one that is under way is held up for 496 ms, those that arrive meanwhile for 404, 304, 204 and
    // 104 ms, and that which arrives at 1 s for 4 ms.
    #expect(web.successes.count == 20)
    #expect(web.successes.parts.map(\.component) == ["api", "db"])
    #expect(web.successes.parts.map(\.use) == [.pause, .service])
    #expect(web.successes.parts.map(\.nanoseconds) == [1_516_000_000, 160_000_000])
  }

  @Test func `who is held up in its branches stands still from their answer to the thaw`() throws {
    var sketch = Self.frozen
    sketch.clients = [Self.onlyOne]
    // It begins at 500 ms, its calls are answered at 508 ms, and the freeze ends at 1004 ms.
    let web = try explained(sketch).clients[0]
    #expect(web.successes.count == 1)
    #expect(web.successes.nanoseconds == 504_000_000)
    #expect(web.successes.mean(of: .service, at: "db") == 0.008)
    #expect(web.successes.mean(of: .pause, at: "api") == 0.496)
  }

  @Test func `a branch that is left alone when a pause ends is spare, and followed once`() throws {
    var sketch = Self.frozen
    sketch.clients = [Self.onlyOne]
    // Both branches have their answers when the freeze ends; the first decides, and the second goes on
    // with its last step for nobody.
    sketch.components = [
      (
        "api",
        #"""
        { "kind": "service", "workers": 10, "handles": { "*": [
          { "parallel": [ [ { "call": "db" } ], [ { "call": "slow" }, { "compute": "6ms" } ] ],
            "until": "any" } ] } }
        """#
      ),
      ("db", #"{ "kind": "service", "workers": 10, "work": "8ms" }"#),
      ("slow", #"{ "kind": "service", "workers": 10, "work": "20ms" }"#),
    ]
    let explanation = try explained(sketch)
    #expect(explanation.clients[0].successes.nanoseconds == 504_000_000)
    #expect(explanation.workNanoseconds == 34_000_000)
    #expect(explanation.waste.map(\.cause) == [.spareBranch, .spareBranch])
    #expect(explanation.waste.map(\.component) == ["api", "slow"])
    #expect(explanation.waste.map(\.nanoseconds) == [6_000_000, 20_000_000])
  }

  @Test func `a branch that ends together with the one that decided is spare`() throws {
    var sketch = Self.frozen
    sketch.faults = []
    sketch.clients = [
      ("web", #"{ "arrivals": { "constant": "10/s", "limit": 1 }, "calls": "api" }"#)
    ]
    // Two computations of 10 ms on one core take 20 ms, and end in one action.
    sketch.components = [
      (
        "api",
        #"""
        { "kind": "service", "workers": "unlimited",
          "cpu": { "cores": 1, "sharing": "processor" }, "handles": { "*": [ { "parallel":
            [ [ { "compute": "10ms" } ], [ { "compute": "10ms" } ] ], "until": "any" } ] } }
        """#
      )
    ]
    let explanation = try explained(sketch)
    let web = explanation.clients[0]
    #expect(web.successes.nanoseconds == 20_000_000)
    #expect(web.successes.mean(of: .service, at: "api") == 0.01)
    #expect(web.successes.mean(of: .contention, at: "api") == 0.01)
    #expect(explanation.workNanoseconds == 20_000_000)
    #expect(explanation.waste.map(\.cause) == [.spareBranch])
    #expect(explanation.waste.map(\.nanoseconds) == [10_000_000])
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `hedged calls of a service that freezes again and again add up`(seed: UInt64) throws {
    var sketch = Sketch()
    sketch.run = #""duration": "60s", "warmup": "0s""#
    sketch.network = #""latency": "300us""#
    sketch.clients = [("web", #"{ "arrivals": { "poisson": "20/s" }, "calls": "api" }"#)]
    sketch.components = [
      (
        "api",
        #"""
        { "kind": "service", "workers": 20, "handles": { "*": [
          { "call": "balancer", "hedge": { "after": "30ms", "rest": "abandon" } } ] } }
        """#
      ),
      ("balancer", #"{ "kind": "balancer", "over": "db" }"#),
      ("db", #"{ "kind": "service", "work": "9ms" }"#),
    ]
    sketch.faults = [#"{ "every": "600ms", "for": "100ms", "freeze": "api" }"#]
    _ = try explained(sketch, seed: seed)
  }

  @Test func `messages that are hidden at first, sent by a service that pauses, add up`() throws {
    var sketch = Sketch()
    sketch.run = #""duration": "60s", "warmup": "0s""#
    sketch.clients = [("web", #"{ "arrivals": { "poisson": "69/s" }, "calls": "api" }"#)]
    sketch.components = [
      (
        "api",
        #"""
        { "kind": "service", "workers": 1, "pauses": { "every": "219ms", "for": "1ms" },
          "handles": { "*": [ { "compute": "1ms" }, { "enqueue": "jobs" } ] } }
        """#
      ),
      (
        "jobs",
        #"""
        { "kind": "queue", "steps": [], "visibility": { "timeout": "16ms", "delay": "50ms" } }
        """#
      ),
    ]
    _ = try explained(sketch)
  }

  /// Explains a run, and expects of it what holds of every run.
  private func explained(_ sketch: Sketch, seed: UInt64? = nil) throws -> Explanation {
    let run = ArchitectureRun(try sketch.architecture())
    let options = ArchitectureRun.Options(seed: seed)
    let result = run.result(options)
    let (explanation, missed, digest) = try #require(run.thoroughExplanation(of: result, options))
    #expect(missed == 0)
    #expect(digest == result.digest)
    #expect(run.explanation(of: result, options) == explanation)
    #expect(explanation.unbalanced == 0)
    #expect(explanation.untraced == 0)
    return explanation
  }
}
