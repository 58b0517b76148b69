import ArchitectureSimulation
import Testing
import TimeBase

/// Single requests of which every nanosecond is known.
@Suite struct ExplanationOracleTests {
  @Test func `two requests that meet at one worker`() throws {
    var sketch = Sketch()
    sketch.run = #""duration": "1s", "warmup": "0s""#
    sketch.network = #""latency": "1ms""#
    sketch.clients = [
      ("web", #"{ "arrivals": { "constant": "100/s", "limit": 2 }, "calls": "api" }"#)
    ]
    sketch.components = [
      (
        "api",
        #"""
        { "kind": "service", "workers": 1,
          "handles": { "*": [ { "compute": "15ms" }, { "call": "db" } ] } }
        """#
      ),
      ("db", #"{ "kind": "database", "connections": 1, "operations": { "*": "5ms" } }"#),
    ]
    // The first comes back after 1 + 15 + 1 + 5 + 1 + 1 = 24 ms; the second, sent 10 ms later, has to
    // wait from 11 ms to 23 ms.
    let web = try explained(sketch).clients[0]
    #expect(web.successes.nanoseconds == 60_000_000)
    #expect(web.successes.mean(of: .queue, at: "api") == 0.006)
    #expect(web.successes.mean(of: .service, at: "api") == 0.015)
    #expect(web.successes.mean(of: .service, at: "db") == 0.005)
    #expect(web.successes.mean(of: .network) == 0.004)
    #expect(web.slowest.count == 1)
    let slowest = try #require(web.exemplars.first { $0.choice == .slowest })
    #expect(slowest.latency == .milliseconds(36))
    #expect(slowest.spans.filter { $0.kind == .time(.queue) }.map(\.length) == [.milliseconds(12)])
  }

  @Test func `work for a caller that has given up and asked again is done twice`() throws {
    var sketch = Sketch()
    sketch.run = #""duration": "1s", "warmup": "0s""#
    sketch.clients = [
      (
        "web",
        #"""
        { "arrivals": { "constant": "10/s", "limit": 1 }, "calls": "api", "timeout": "10ms",
          "retry": { "attempts": 2, "backoff": { "base": "20ms" } } }
        """#
      )
    ]
    sketch.components = [("api", #"{ "kind": "service", "workers": 4, "work": "30ms" }"#)]
    let explanation = try explained(sketch)
    let web = explanation.clients[0]
    #expect(web.failures.count == 1)
    // 10 ms in vain, 20 ms of backoff, and 10 ms of the last attempt's work.
    #expect(web.failures.mean(of: .retries, at: "api") == 0.01)
    #expect(web.failures.mean(of: .backoff, at: "web") == 0.02)
    #expect(web.failures.mean(of: .service, at: "api") == 0.01)
    #expect(explanation.workNanoseconds == 60_000_000)
    #expect(explanation.wastedShare == 1)
    let byCause = explanation.waste.map { [$0.cause.rawValue: $0.nanoseconds] }
    #expect(byCause == [[0: 30_000_000], [1: 30_000_000]])
  }

  @Test func `a hedge wins, and the first copy was in vain`() throws {
    var sketch = Sketch()
    sketch.run = #""duration": "1s", "warmup": "0s""#
    sketch.clients = [
      (
        "web",
        #"""
        { "arrivals": { "constant": "10/s", "limit": 2, "first": "1ms" }, "calls": "api",
          "hedge": { "after": "10ms" } }
        """#
      )
    ]
    sketch.components = [
      ("api", #"{ "kind": "balancer", "algorithm": "roundRobin", "over": ["slow", "quick"] }"#),
      ("slow", #"{ "kind": "service", "workers": 4, "work": "100ms" }"#),
      ("quick", #"{ "kind": "service", "workers": 4, "work": "3ms" }"#),
    ]
    let explanation = try explained(sketch)
    let web = explanation.clients[0]
    // Each first copy goes to the slow one, each second to the quick one: 10 + 3 ms.
    #expect(web.successes.nanoseconds == 26_000_000)
    #expect(web.successes.mean(of: .hedge, at: "web") == 0.01)
    #expect(web.successes.mean(of: .service, at: "quick") == 0.003)
    #expect(explanation.waste.map(\.cause) == [.lostHedge])
    #expect(explanation.waste[0].component == "slow")
    #expect(explanation.waste[0].nanoseconds == 26_000_000)
  }

  @Test func `a wait before a computation is no reason to miss its contention`() throws {
    var sketch = Sketch()
    sketch.run = #""duration": "1s", "warmup": "0s""#
    sketch.clients = [
      ("web", #"{ "arrivals": { "constant": "1000/s", "limit": 2 }, "calls": "api" }"#)
    ]
    // The first computes alone for 1 ms, then both at half the pace: it ends at 24 ms, and the second,
    // which has 1 ms left then, at 25 ms.
    sketch.components = [
      (
        "api",
        #"""
        { "kind": "service", "workers": "unlimited",
          "cpu": { "cores": 1, "sharing": "processor" },
          "handles": { "*": [ { "wait": "5ms" }, { "compute": "10ms" } ] } }
        """#
      )
    ]
    let web = try explained(sketch).clients[0]
    #expect(web.successes.nanoseconds == 48_000_000)
    #expect(web.successes.mean(of: .service, at: "api") == 0.015)
    #expect(web.successes.mean(of: .contention, at: "api") == 0.009)
  }

  private func explained(_ sketch: Sketch) throws -> Explanation {
    let run = ArchitectureRun(try sketch.architecture())
    let result = run.result()
    let (explanation, missed, digest) = try #require(run.thoroughExplanation(of: result))
    #expect(missed == 0)
    #expect(digest == result.digest)
    #expect(explanation.unbalanced == 0)
    return explanation
  }
}
