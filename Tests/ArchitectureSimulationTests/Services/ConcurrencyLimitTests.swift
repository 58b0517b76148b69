import ArchitectureSimulation
import Testing
import TimeBase

/// Processes that let in only so many requests at once.
@Suite struct ConcurrencyLimitTests {
  private func play(
    _ client: (String, String), _ traits: String, does steps: String, faults: [String] = []
  ) throws -> RunResult {
    var sketch = Sketch(
      clients: [client], components: [Sketch.service("app", traits, does: steps)], faults: faults)
    if client.1.contains("1h") { sketch.run = Sketch.hourAndHalf }
    let result = try sketch.play()
    #expect(Books(of: result).complaints == [])
    return result
  }

  @Test(arguments: [1, 4, 9, 10])
  func `a fixed limit lets in as many as it says`(_ limit: Int) throws {
    let result = try play(
      Sketch.atOnce(10), #""workers": 1, "concurrencyLimit": { "fixed": \#(limit) }"#,
      does: #"{ "compute": "10ms" }"#)
    #expect(try result.client().succeeded == UInt64(limit))
    #expect(try result.client().count(.rejected) == UInt64(10 - limit))
    #expect(try result.client().count(ofStatus: 503) == UInt64(10 - limit))
    let figures = try #require(try result.component("app").limit)
    #expect(figures.rejected == UInt64(10 - limit))
    #expect(figures.limitAtEnd == limit)
  }

  @Test func `each process has a limit of its own`() throws {
    let result = try play(
      Sketch.atOnce(10),
      #""processes": 2, "spread": "roundRobin", "concurrencyLimit": { "fixed": 3 }"#,
      does: #"{ "compute": "10ms" }"#)
    #expect(try result.client().succeeded == 6)
    #expect(try result.component("app").limit?.limitAtEnd == 6)
  }

  /// Twice as much as the worker can do: without a limit the line grows by 100 requests a second, and
  /// the last of those that are served have waited for half of the time.
  @Test func `a limit that learns keeps those fast whom it lets in`() throws {
    let client = ("web", #"{ "arrivals": { "poisson": "200/s" }, "calls": "app" }"#)
    let work = #"{ "compute": "10ms" }"#
    let open = try play(client, #""workers": 1, "backlog": "unlimited""#, does: work)
    #expect(try #require(open.client().latency?.maximum) > .seconds(4))
    let limited = try play(
      client,
      """
      "workers": 1, "backlog": "unlimited", "concurrencyLimit": { "aimd": {
        "initial": 20, "lowest": 1, "highest": 200, "timeout": "50ms" } }
      """, does: work)
    #expect(try #require(limited.client().latency?.maximum) <= .milliseconds(200))
    #expect(try #require(limited.client().latency?.p50) <= .milliseconds(60))
    // The worker hardly ever runs out of work for that.
    #expect(try limited.client().goodput > 85)
    #expect(try #require(limited.component("app").limit).limitAtEnd < 10)
  }

  @Test(arguments: ["vegas", "gradient2"])
  func `rules that measure delay lower the limit in front of a queue`(_ rule: String) throws {
    let result = try play(
      ("web", #"{ "arrivals": { "poisson": "200/s" }, "calls": "app" }"#),
      """
      "workers": 1, "backlog": "unlimited",
      "concurrencyLimit": { "\(rule)": { "initial": 100, "highest": 200 } }
      """, does: #"{ "compute": "10ms" }"#)
    #expect(try #require(result.component("app").limit).limitAtEnd < 100)
    #expect(try #require(result.component("app").limit).rejected > 0)
  }

  @Test func `what is cancelled or crashes gives its place back`() throws {
    let policy = #""timeout": "100ms", "onTimeout": "cancel""#
    let sketch = Sketch(
      clients: [
        Sketch.once("a", policy), Sketch.once("b", at: "200ms"), Sketch.once("c", at: "2s"),
      ],
      components: [
        Sketch.service(
          "app", #""workers": 1, "concurrencyLimit": { "fixed": 1 }"#, does: #"{ "wait": "1s" }"#)
      ],
      faults: [#"{ "at": "500ms", "for": "1s", "crash": "app" }"#])
    let result = try sketch.play()
    #expect(Books(of: result).complaints == [])
    #expect(try result.client("a").count(.timeout) == 1)
    #expect(try result.client("b").count(.crashed) == 1)
    #expect(try result.client("c").latency?.mean == .seconds(1))
  }

  /// Forty threads of 100 ms each serve 400 requests a second, whoever asks: 80 users wait twice, 160
  /// four times as long as the work takes. (A thread pool of that size was measured at 388 and 380
  /// requests a second, in 202 and 404 ms.)
  @Test(arguments: [(80, 200), (160, 400)])
  func `a thread pool does what its threads do`(_ users: Int, _ milliseconds: Int) throws {
    var sketch = Sketch(
      clients: [("web", #"{ "users": \#(users), "think": "0s", "calls": "app" }"#)],
      components: [Sketch.service("app", #""workers": 40"#, does: #"{ "wait": "100ms" }"#)])
    // Forty come to an end every 100 ms, none of them at an edge of the window.
    sketch.run = #""duration": "11050ms", "warmup": "1050ms""#
    let result = try sketch.play()
    #expect(try result.client().throughput == 400)
    #expect(try result.client().latency?.mean == .milliseconds(Int64(milliseconds)))
  }
}
