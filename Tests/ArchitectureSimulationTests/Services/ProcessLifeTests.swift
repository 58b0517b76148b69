import ArchitectureSimulation
import Testing
import TimeBase

/// Processes that pause, boot, and are slow until they are warm.
@Suite struct ProcessLifeTests {
  /// A request every 100 ms, the first after 50 ms, of 10 ms of work.
  private func play(_ traits: String, faults: [String] = []) throws -> RunResult {
    let sketch = Sketch(
      clients: [Sketch.steady()],
      components: [Sketch.service("app", traits, does: #"{ "compute": "10ms" }"#)], faults: faults)
    let result = try sketch.play()
    #expect(Books(of: result).complaints == [])
    return result
  }

  /// From 1, 2.1, 3.2 … 9.8 s on for 100 ms: the request in the middle of a pause ends 10 ms after it.
  @Test(arguments: [#""workers": 1"#, #""cpu": { "cores": 1 }"#])
  func `a pause holds up what arrives in it`(_ traits: String) throws {
    let result = try play(traits + #", "pauses": { "every": "1s", "for": "100ms" }"#)
    let pauses = try #require(try result.component("app").pauses)
    #expect(pauses.count == 9)
    #expect(pauses.time == .milliseconds(900))
    let latency = try #require(try result.client().latency)
    #expect(latency.maximum == .milliseconds(60))
    #expect(latency.mean == .microseconds(14_500))
  }

  /// Of 100 ms of work from 950 ms on, 50 ms are left when the pause begins at 1 s.
  @Test(arguments: ["compute", "wait"])
  func `work under way stands still in a pause`(_ step: String) throws {
    let sketch = Sketch(
      clients: [Sketch.once(at: "950ms")],
      components: [
        Sketch.service(
          "app", #""cpu": { "cores": 1 }, "pauses": { "every": "1s", "for": "200ms" }"#,
          does: #"{ "\#(step)": "100ms" }"#)
      ])
    let result = try sketch.play()
    #expect(try result.client().latency?.mean == .milliseconds(300))
    #expect(Books(of: result).complaints == [])
  }

  @Test func `each process pauses at times of its own`() throws {
    let pauses = #""pauses": { "every": { "exponential": "1s" }, "for": "20ms" }"#
    let result = try play(#""processes": 4, "# + pauses)
    let count = try #require(try result.component("app").pauses).count
    // 4 processes, 10 s, a pause in 1.02 s: 39 of them, give or take four standard deviations.
    #expect((14...64).contains(count))
  }

  /// Down from 1 s to 2 s, and booting until 4 s: thirty requests are refused.
  @Test func `after a crash a process boots`() throws {
    let crash = [#"{ "at": "1s", "for": "1s", "crash": "app" }"#]
    #expect(try play(#""workers": 1"#, faults: crash).client().count(.refused) == 10)
    let booting = try play(#""workers": 1, "boot": "2s""#, faults: crash)
    #expect(try booting.client().count(.refused) == 30)
    #expect(try booting.component("app").availability?.share == 0.7)
  }

  /// 50, 40, 30, 20 ms and from then on 10 ms.
  @Test func `a process is slow until it has served enough`() throws {
    let warming = #""workers": 1, "warmUp": { "slowdown": 5, "requests": 4 }"#
    let result = try play(warming)
    #expect(try result.client().latency?.maximum == .milliseconds(50))
    #expect(try result.client().latency?.mean == .milliseconds(11))
    let crash = #"{ "at": "5s", "for": "10ms", "crash": "app" }"#
    #expect(try play(warming, faults: [crash]).client().latency?.mean == .milliseconds(12))
  }
}
