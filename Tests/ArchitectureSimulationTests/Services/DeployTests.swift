import ArchitectureSimulation
import Testing
import TimeBase

/// Instances that are taken away and started anew, one after the other.
@Suite struct DeployTests {
  private func play(
    _ traits: String, deploy: String = "", does steps: String = #"{ "wait": "500ms" }"#,
    behind balancer: String? = nil
  ) throws -> RunResult {
    let name = balancer == nil ? "app" : "balancer"
    let sketch = Sketch(
      run: #""duration": "20s", "warmup": "0s""#,
      clients: [
        (
          "web",
          #"{ "arrivals": { "constant": "10/s", "first": "50ms", "limit": 150 }, "calls": "\#(name)" }"#
        )
      ],
      components: [Sketch.service("app", #""workers": "unlimited", "# + traits, does: steps)]
        + (balancer.map { [("balancer", #"{ "kind": "balancer", "over": "app"\#($0) }"#)] } ?? []),
      faults: [#"{ "at": "5s", "deploy": "app"\#(deploy) }"#])
    let result = try sketch.play()
    #expect(Books(of: result).complaints == [])
    return result
  }

  /// Each instance drains 450 ms, boots 1 s and is ready 500 ms later: three of them in 5.85 s at most.
  @Test(arguments: [nil, ""])
  func `who drains and is taken off the list loses nothing`(_ balancer: String?) throws {
    let result = try play(
      #""instances": 3, "boot": "1s", "readiness": "500ms""#, behind: balancer)
    #expect(try result.client().failed == 0)
    let turnover = try #require(try result.component("app").turnover)
    #expect(turnover.started == 3 && turnover.stopped == 3 && turnover.killed == 0)
    #expect(turnover.readyAtEnd == 3 && turnover.readyMaximum == 3)
    let window = try #require(result.faults.first)
    #expect(window.title == "deploy of app")
    let end = try #require(window.end)
    #expect(end > .zero + .milliseconds(9_500) && end < .zero + .milliseconds(10_850))
  }

  /// Told at 5 s with five requests inside, the last of which came at 4.95 s and needs 500 ms.
  @Test func `a single instance refuses until it is ready again`() throws {
    let result = try play(#""boot": "1s", "readiness": "550ms""#)
    // Empty at 5.45 s, listens at 6.45 s: fourteen requests from 5.05 s to 6.35 s find nobody. That
    // it is not ready before 7 s keeps nobody away who does not ask.
    #expect(try result.client().blame == ["14 refused at app"])
    #expect(result.faults.first?.end == .zero + .seconds(7))
  }

  @Test func `what is left after the grace is killed and counted`() throws {
    let result = try play(#""shutdown": { "grace": "200ms" }"#)
    // Of the five inside, those of 4.55 s and 4.65 s are done by 5.2 s.
    #expect(try result.component("app").turnover?.killed == 3)
    #expect(try result.client().count(.crashed) == 3)
    // From 5.05 s and 5.15 s: told to go away.
    #expect(try result.client().count(.refused) == 2)
  }

  @Test func `who cancels drops everything at once`() throws {
    let result = try play(#""shutdown": { "manner": "cancel" }"#)
    #expect(try result.component("app").turnover?.killed == 5)
    #expect(try result.client().blame == ["5 crashed at app"])
  }

  /// The classic fault of a rolling deploy: a balancer learns of the end only a while after it.
  @Test func `a balancer that hears late sends to who no longer listens`() throws {
    let late = #""instances": 2, "boot": "2s", "shutdown": { "deregister": "1s" }"#
    #expect(try play(late, behind: "").client().count(.refused) == 10)
    let patient =
      #""instances": 2, "boot": "2s", "shutdown": { "deregister": "1s", "preStop": "1s" }"#
    #expect(try play(patient, behind: "").client().failed == 0)
    let retrying = #", "nextUpstream": { "tries": 2, "on": ["refused"] }"#
    #expect(try play(late, behind: retrying).client().failed == 0)
  }

  @Test func `a pause is between instances, and several can go at once`() throws {
    let quick = #""instances": 4, "shutdown": { "manner": "cancel" }"#
    let slow = try play(quick, deploy: #", "pause": "1s""#)
    #expect(slow.faults.first?.end == .zero + .seconds(8))
    let pairs = try play(quick, deploy: #", "pause": "1s", "atOnce": 2"#)
    #expect(pairs.faults.first?.end == .zero + .seconds(6))
  }

  @Test func `what a process remembers is gone with it`() throws {
    let sketch = Sketch(
      clients: [Sketch.steady()],
      components: [
        Sketch.service(
          "app", does: #"{ "cached": { "in": "memory", "otherwise": [ { "wait": "1ms" } ] } }"#),
        ("memory", #"{ "kind": "cache", "capacity": 10, "latency": "0s", "of": "app" }"#),
      ], faults: [#"{ "at": "5s", "deploy": "app" }"#])
    #expect(try sketch.play().cache("memory").misses == 2)
  }
}
