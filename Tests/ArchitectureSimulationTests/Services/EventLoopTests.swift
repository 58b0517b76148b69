import ArchitectureSimulation
import Testing
import TimeBase

/// One loop that everything of an instance runs on, and what it means to block it.
@Suite struct EventLoopTests {
  private static let loop = #""cpu": { "cores": 1, "sharing": "inOrder" }"#

  /// Two requests, the second 50 ms after the first.
  private func two(_ traits: String, first: String, second: String) throws -> [TimeSpan] {
    let sketch = Sketch(
      clients: [Sketch.once("a"), Sketch.once("b", at: "50ms")],
      components: [
        (
          "app",
          """
          { "kind": "service", \(traits), "handles": { "a": [ \(first) ], "b": [ \(second) ] } }
          """
        )
      ])
    return try play(sketch)
  }

  private func play(_ sketch: Sketch) throws -> [TimeSpan] {
    var sketch = sketch
    sketch.clients = sketch.clients.map { name, text in
      (name, text.dropLast(2) + #", "requests": { "\#(name)": {} } }"#)
    }
    let result = try sketch.play()
    #expect(Books(of: result).complaints == [])
    return try ["a", "b"].map { try #require(try result.client($0).latency?.mean) }
  }

  /// One core, jobs of 100 ms at 0 and of 10 ms at 50 ms: in order they end at 100 and 110 ms, shared
  /// at 110 and 70 ms.
  @Test func `a loop takes one computation after the other`() throws {
    let inOrder = try two(
      Self.loop, first: #"{ "compute": "100ms" }"#, second: #"{ "compute": "10ms" }"#)
    #expect(inOrder == [.milliseconds(100), .milliseconds(60)])
    let shared = try two(
      #""cpu": { "cores": 1 }"#, first: #"{ "compute": "100ms" }"#,
      second: #"{ "compute": "10ms" }"#)
    #expect(shared == [.milliseconds(110), .milliseconds(20)])
  }

  @Test func `who waits lets others on the loop and who blocks does not`() throws {
    let waiting = try two(
      Self.loop, first: #"{ "wait": "100ms" }"#, second: #"{ "compute": "10ms" }"#)
    #expect(waiting == [.milliseconds(100), .milliseconds(10)])
    let blocking = try two(
      Self.loop, first: #"{ "block": "100ms" }"#, second: #"{ "compute": "10ms" }"#)
    #expect(blocking == [.milliseconds(100), .milliseconds(60)])
  }

  /// A synchronous client of a database in an asynchronous handler: 30 ms on the loop, 40 ms of the
  /// database with the loop standing still, 30 ms more.
  @Test func `a blocking call stops everybody on the loop until it has its answer`() throws {
    var sketch = Sketch(
      clients: [Sketch.once("a"), Sketch.once("b", at: "50ms")],
      components: [
        (
          "app",
          """
          { "kind": "service", \(Self.loop), "handles": {
              "a": [ { "block": [ { "compute": "30ms" }, { "call": "database" },
                                  { "compute": "30ms" } ] } ],
              "b": [ { "compute": "10ms" } ] } }
          """
        ), Sketch.database("40ms"),
      ])
    #expect(try play(sketch) == [.milliseconds(100), .milliseconds(60)])
    sketch.components[0].1 = sketch.components[0].1
      .replacing(#"{ "block": ["#, with: "").replacing("] } ],", with: "],")
    // Without the block the second runs while the first waits for its answer.
    #expect(try play(sketch) == [.milliseconds(100), .milliseconds(10)])
  }

  @Test func `a block in a block asks for nothing`() throws {
    let nested = try two(
      Self.loop, first: #"{ "block": [ { "block": "100ms" }, { "compute": "20ms" } ] }"#,
      second: #"{ "block": "10ms" }"#)
    #expect(nested == [.milliseconds(120), .milliseconds(80)])
  }

  @Test func `a handler that ends in a block leaves the loop to others`() throws {
    let failing = try two(
      Self.loop, first: #"{ "block": [ { "wait": "100ms" }, { "respond": 204 } ] }"#,
      second: #"{ "compute": "10ms" }"#)
    #expect(failing == [.milliseconds(100), .milliseconds(60)])
  }

  /// The client gives up after 60 ms, and what it asked for is told to stop.
  @Test func `a blocking call that is cancelled frees the loop at once`() throws {
    let sketch = Sketch(
      clients: [
        Sketch.once("a", #""timeout": "60ms", "onTimeout": "cancel""#),
        Sketch.once("b", at: "50ms"),
      ],
      components: [
        Sketch.service(
          "app", Self.loop, does: #"{ "block": [ { "call": "database" } ] }, { "compute": "10ms" }"#
        ),
        Sketch.database("1s", connections: "1"),
      ])
    let result = try sketch.play()
    #expect(Books(of: result).complaints == [])
    #expect(try result.client("a").count(.timeout) == 1)
    // From 60 ms on the second has the loop, and the connection.
    #expect(try result.client("b").latency?.mean == .milliseconds(1_020))
  }

  @Test func `a crash frees the loop for those who come after it`() throws {
    let sketch = Sketch(
      clients: [Sketch.once("a"), Sketch.once("b", at: "200ms")],
      components: [Sketch.service("app", Self.loop, does: #"{ "block": "100ms" }"#)],
      faults: [#"{ "at": "50ms", "for": "100ms", "crash": "app" }"#])
    let result = try sketch.play()
    #expect(Books(of: result).complaints == [])
    #expect(try result.client("a").count(.crashed) == 1)
    #expect(try result.client("b").latency?.mean == .milliseconds(100))
  }

  /// Frozen from 50 to 150 ms, the first is done at 200 ms and the second 100 ms later.
  @Test func `a block stands still with its instance`() throws {
    let sketch = Sketch(
      clients: [Sketch.once("a"), Sketch.once("b", at: "60ms")],
      components: [Sketch.service("app", Self.loop, does: #"{ "block": "100ms" }"#)],
      faults: [#"{ "at": "50ms", "for": "100ms", "freeze": "app" }"#])
    let result = try sketch.play()
    #expect(Books(of: result).complaints == [])
    #expect(try result.client("a").latency?.mean == .milliseconds(200))
    #expect(try result.client("b").latency?.mean == .milliseconds(240))
  }
}
